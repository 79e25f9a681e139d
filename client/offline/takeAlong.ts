import type { DeviceRows } from './deviceRows.js';
import type { KeptDigest, Written } from './deviceStore.js';

/** PINNED: never dropped to make room. LEFT_OUT: not kept here until its page is opened. TAKEN: as all are. */
export type TakeChoice = 'TAKEN' | 'PINNED' | 'LEFT_OUT';

/** What is kept of one client's review. */
export type KeptReview = Pick<KeptDigest, 'version' | 'fetchedAt' | 'bytes'>;

export interface TakenAlong extends Room {
  /** By client; null until the device has been read. */
  readonly kept: ReadonlyMap<string, KeptReview> | null;
  /** Clients with a choice of their own; the others are taken. */
  readonly choices: ReadonlyMap<string, TakeChoice>;
}

/** What the browser says of the storage it gives this app. */
export interface Room {
  /** What there is, and what is used of it, in bytes; null where the browser does not say. */
  readonly quota: number | null;
  readonly used: number | null;
  /** The browser has promised not to clear it by itself; null where it does not say. */
  readonly isPersistent: boolean | null;
}

const ROW = 'takeAlong';
type Choices = readonly (readonly [string, TakeChoice])[];
/** Reviews that are dropped for one that is pinned. */
const MOST_DROPPED = 5;
const NOTHING: TakenAlong = { kept: null, choices: new Map(), quota: null, used: null, isPersistent: null };

/** Which clients' reviews are on this device: by choice, with their size. One a page, as the device is. */
export class TakeAlong {
  private shown: TakenAlong = NOTHING;
  private rows: DeviceRows | null = null;
  /** How many choices were made on this page. */
  chosen = 0;
  private readonly listeners = new Set<() => void>();

  readonly get = (): TakenAlong => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads the choices of whose rows these are, made here or in another tab. Null: this device keeps nothing. */
  async open(rows: DeviceRows | null): Promise<void> {
    this.rows = rows;
    const row = (await rows?.read<Choices>('rows', ROW)) ?? null;
    this.set({ choices: new Map(row?.value ?? []) });
  }

  isLeftOut(clientId: string): boolean {
    return this.shown.choices.get(clientId) === 'LEFT_OUT';
  }

  /** Measures what is kept, for whoever looks. `of`: what the browser says of its storage. */
  async measure(of: Partial<Room> = {}): Promise<void> {
    this.set({ ...of, kept: (await this.rows?.kept()) ?? new Map() });
  }

  /**
   * Keeps the choice beside those of other clients as they lie there, made here or in another tab; a client that is left
   * out is removed from the device at once.
   */
  async choose(clientId: string, choice: TakeChoice): Promise<Written> {
    const { rows } = this;
    if (rows === null)
      return { kept: false, reason: 'full', message: 'This device keeps nothing, so there is nothing to choose.' };
    let choices = new Map<string, TakeChoice>();
    const chosen = (there: Choices): Choices => {
      choices = new Map(there);
      if (choice === 'TAKEN') choices.delete(clientId);
      else choices.set(clientId, choice);
      return [...choices];
    };
    const written = (await rows.change(ROW, chosen)) ?? (await rows.write(ROW, chosen([]), Date.now()));
    if (!written.kept) return written;
    this.chosen += 1;
    this.set({ choices });
    if (choice === 'LEFT_OUT') await rows.dropDigest(clientId);
    await this.measure();
    return written;
  }

  /** A client whose page is opened is taken along again; whether it was left out, so that it is to be fetched. */
  async opened(clientId: string): Promise<boolean> {
    return this.isLeftOut(clientId) && (await this.choose(clientId, 'TAKEN')).kept;
  }

  /**
   * Writes a review; for a pinned client others give way where there is no room, those fetched longest ago first. One that
   * is left out is not written.
   */
  async write(clientId: string, write: () => Promise<Written>): Promise<Written> {
    if (this.isLeftOut(clientId)) return { kept: true };
    let written = await write();
    if (written.kept || this.shown.choices.get(clientId) !== 'PINNED') return written;
    for (const other of (await this.dispensable(clientId)).slice(0, MOST_DROPPED)) {
      await this.rows?.dropDigest(other);
      written = await write();
      if (written.kept) return written;
    }
    return written;
  }

  private async dispensable(clientId: string): Promise<readonly string[]> {
    const kept = (await this.rows?.kept()) ?? new Map<string, KeptDigest>();
    return [...kept.values()]
      .filter(({ id }) => id !== clientId && this.shown.choices.get(id) !== 'PINNED')
      .sort((a, b) => a.fetchedAt - b.fetchedAt)
      .map(({ id }) => id);
  }

  private set(change: Partial<TakenAlong>): void {
    this.shown = { ...this.shown, ...change };
    for (const listener of this.listeners) listener();
  }
}

export const takeAlong = new TakeAlong();
