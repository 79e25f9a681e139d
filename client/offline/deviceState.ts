import type { ClientRow } from './clientRow.js';
import type { DigestView, OverviewView, RitualView } from './view.js';

export interface DeviceState {
  /** `unavailable`: nothing can be kept on this device (private mode, a full disk); the app works from memory. */
  readonly phase: 'opening' | 'ready' | 'unavailable';
  /** Milliseconds since 1970 when the server was first out of reach; null while it answers. */
  readonly offlineSince: number | null;
  /** When the server last said that what is shown is the newest; null before the first time. */
  readonly lastRefreshedAt: number | null;
  /** A sentence on what is wrong with keeping data here, or what was lost; null when all is well. */
  readonly storageProblem: string | null;
  /** Bytes of encrypted rows on this device, about; null when not known. */
  readonly bytes: number | null;
}

/** Something the server gave, with when and whether a newer one is on its way. */
export interface ClientRowsState {
  /** Null until the device or the server has given any. */
  readonly rows: readonly ClientRow[] | null;
  readonly fetchedAt: number | null;
  readonly error: string | null;
  readonly refreshing: boolean;
}

export interface DigestState {
  readonly digest: DigestView | null;
  /** The rest of the client's review, of the same version; null where there is no digest. */
  readonly review: ReviewView | null;
  readonly fetchedAt: number | null;
  readonly error: string | null;
  readonly refreshing: boolean;
  /** True once it is certain that there is no digest: not on the device, and the server answered null. */
  readonly absent: boolean;
}

/** What belongs to a client's review beside the digest. */
export type ReviewView = Omit<RitualView, 'digest'>;

export interface Shown {
  readonly device: DeviceState;
  readonly list: ClientRowsState;
  readonly overview: OverviewView | null;
  readonly digests: ReadonlyMap<string, DigestState>;
}

export const NO_DIGEST: DigestState = {
  digest: null,
  review: null,
  fetchedAt: null,
  error: null,
  refreshing: false,
  absent: false,
};

export const NOTHING_SHOWN: Shown = {
  device: { phase: 'opening', offlineSince: null, lastRefreshedAt: null, storageProblem: null, bytes: null },
  list: { rows: null, fetchedAt: null, error: null, refreshing: false },
  overview: null,
  digests: new Map(),
};

/** What is shown, and who wants to know when it changes. Each part keeps its identity until it changes. */
export class ShownStore {
  private shown: Shown = NOTHING_SHOWN;
  private readonly listeners = new Set<() => void>();

  readonly get = (): Shown => this.over?.of.get() ?? this.shown;

  /** `over`: this one shows in another, until it is over. */
  constructor(private readonly over: { readonly of: ShownStore; readonly is: () => boolean } | null = null) {}

  /** The same store for somebody who may be stopped: what they show afterwards is not shown. */
  until(is: () => boolean): ShownStore {
    return new ShownStore({ of: this, is });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  device(change: Partial<DeviceState>): void {
    this.set({ ...this.get(), device: { ...this.get().device, ...change } });
  }

  list(change: Partial<ClientRowsState>): void {
    this.set({ ...this.get(), list: { ...this.get().list, ...change } });
  }

  overview(overview: OverviewView): void {
    this.set({ ...this.get(), overview });
  }

  digest(clientId: string, change: Partial<DigestState>): void {
    const digests = new Map(this.get().digests);
    digests.set(clientId, { ...(digests.get(clientId) ?? NO_DIGEST), ...change });
    this.set({ ...this.get(), digests });
  }

  /** Shows a client's whole review; null: it has none yet. */
  ritual(clientId: string, ritual: RitualView | null, change: Partial<DigestState>): void {
    if (ritual === null) return this.digest(clientId, { ...change, digest: null, review: null });
    const { digest, ...review } = ritual;
    this.digest(clientId, { ...change, digest, review });
  }

  /** Forgets digests of clients nobody looks at, so that memory holds few. */
  dropDigest(clientId: string): void {
    const digests = new Map(this.get().digests);
    if (digests.delete(clientId)) this.set({ ...this.get(), digests });
  }

  reset(): void {
    this.set(NOTHING_SHOWN);
  }

  private set(shown: Shown): void {
    if (this.over !== null) {
      if (!this.over.is()) this.over.of.set(shown);
      return;
    }
    this.shown = shown;
    for (const listener of this.listeners) listener();
  }
}
