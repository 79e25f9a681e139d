import type { DeviceRows, ReadRow } from './deviceRows.js';
import type { Written } from './deviceStore.js';
import type { DigestView, ListClient, OverviewView } from './view.js';

const AT_ONCE = 3;

interface KnownVersion {
  readonly version: string;
  /** False when the device had no room for the digest: what lies there is an older one. */
  readonly kept: boolean;
}

interface UnderWay {
  readonly version: string | null;
  readonly digest: Promise<DigestView | null>;
}

export interface SnapshotsOptions {
  /** Null when this device keeps nothing: all is then fetched when it is looked at. */
  readonly rows: DeviceRows | null;
  readonly fetchDigest: (clientId: string, asOf: string | null) => Promise<DigestView | null>;
  readonly now: () => number;
  readonly onWritten: (written: Written) => void;
  readonly onDigest: (clientId: string, digest: DigestView | null, fetchedAt: number) => void;
}

/** The server's snapshots on this device: the list, the overview and one digest a client, each by its version. */
export class Snapshots {
  private readonly versions = new Map<string, KnownVersion>();
  /** Digests that are being fetched, by client. */
  private readonly underWay = new Map<string, UnderWay>();

  constructor(private readonly options: SnapshotsOptions) {}

  /** Reads which digests are kept, by this tab or another. Call before the rest. */
  async load(): Promise<void> {
    for (const [id, { version }] of (await this.options.rows?.kept()) ?? []) {
      // One that had no room is not asked for at every pass again.
      if (this.versions.get(id)?.kept !== false) this.versions.set(id, { version, kept: true });
    }
  }

  async list(): Promise<ReadRow<readonly ListClient[]> | null> {
    return (await this.options.rows?.read('rows', 'list')) ?? null;
  }

  async overview(): Promise<ReadRow<OverviewView> | null> {
    return (await this.options.rows?.read('rows', 'overview')) ?? null;
  }

  async digest(clientId: string): Promise<ReadRow<DigestView> | null> {
    const row = (await this.options.rows?.read<DigestView>('digests', clientId)) ?? null;
    // A row that was dropped as unreadable is fetched again.
    if (row === null) this.versions.delete(clientId);
    return row;
  }

  async keepList(list: readonly ListClient[], overview: OverviewView, at: number): Promise<void> {
    if (this.options.rows === null) return;
    this.options.onWritten(await this.options.rows.write('list', list, at));
    this.options.onWritten(await this.options.rows.write('overview', overview, at));
  }

  /** Whether the digest that lies on the device is the one the server has. */
  isNewestKept(clientId: string, version: string): boolean {
    return this.isNewest(clientId, version) && this.versions.get(clientId)?.kept === true;
  }

  private isNewest(clientId: string, version: string): boolean {
    return this.versions.get(clientId)?.version === version;
  }

  /** The clients whose digest the server has in another version than this page. */
  changedIn(overview: OverviewView): OverviewView['versions'] {
    return overview.versions.filter(
      ({ clientId, version, sync }) => sync.lastGoodAt !== null && !this.isNewest(clientId, version),
    );
  }

  /**
   * Fetches the digests that changed, three at a time, those looked at first, and drops clients that are gone. One that
   * fails does not hold up the others and is tried at the next pass; whether there is none such is the answer.
   * @throws the first failure that means the server is out of reach (`stopsAt`), after those under way have ended.
   */
  async fetchChanged(
    overview: OverviewView,
    first: ReadonlySet<string>,
    stopsAt: (error: unknown) => boolean,
  ): Promise<boolean> {
    await this.dropGone(overview);
    const changed = [...this.changedIn(overview)].sort(
      (a, b) => Number(first.has(b.clientId)) - Number(first.has(a.clientId)),
    );
    const failures: unknown[] = [];
    const take = async (): Promise<void> => {
      for (let next = changed.shift(); next !== undefined; next = changed.shift()) {
        try {
          await this.fetchDigest(next.clientId, next.version);
        } catch (error) {
          failures.push(error);
          if (stopsAt(error)) changed.length = 0;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    const outOfReach = failures.find(stopsAt);
    if (outOfReach !== undefined) throw outOfReach;
    return failures.length === 0;
  }

  /** Fetches one digest and keeps it under its version; null when the server has none. A client's answers never overtake each other. */
  fetchDigest(clientId: string, version: string | null): Promise<DigestView | null> {
    const before = this.underWay.get(clientId);
    if (before !== undefined && before.version === version) return before.digest;
    const start = (): Promise<DigestView | null> => this.fetchNow(clientId, version);
    const digest = before === undefined ? start() : before.digest.then(start, start);
    const mine = { version, digest };
    this.underWay.set(clientId, mine);
    const done = (): void => {
      if (this.underWay.get(clientId) === mine) this.underWay.delete(clientId);
    };
    digest.then(done, done);
    return digest;
  }

  private async fetchNow(clientId: string, version: string | null): Promise<DigestView | null> {
    const digest = await this.options.fetchDigest(clientId, null);
    const at = this.options.now();
    if (digest !== null && version !== null) {
      const written = await this.options.rows?.writeDigest(clientId, version, digest, at);
      if (written !== undefined) this.options.onWritten(written);
      this.versions.set(clientId, { version, kept: written?.kept ?? false });
    }
    this.options.onDigest(clientId, digest, at);
    return digest;
  }

  private async dropGone(overview: OverviewView): Promise<void> {
    const there = new Set(overview.versions.map(({ clientId }) => clientId));
    for (const clientId of [...this.versions.keys()].filter((id) => !there.has(id))) {
      this.versions.delete(clientId);
      await this.options.rows?.dropDigest(clientId);
    }
  }
}
