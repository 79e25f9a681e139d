import { rowWith, type Answered } from './answers.js';
import type { DeviceRows, ReadRow } from './deviceRows.js';
import type { KeptDigest, Written } from './deviceStore.js';
import { takeAlong } from './takeAlong.js';
import type { ListClient, OverviewView, RitualView } from './view.js';

const AT_ONCE = 3;
/** Whoever acts all the time sees the answers; what is fetched waits for a moment's rest. */
const FETCH_TRIES = 4;
/** The server has none of this name. */
const NO_VERSION = '';

interface KnownVersion {
  readonly version: string;
  /** False when the device had no room for the digest: what lies there is an older one. */
  readonly kept: boolean;
}

interface UnderWay {
  readonly version: string | null;
  readonly ritual: Promise<RitualView | null>;
}

export interface SnapshotsOptions {
  /** Null when this device keeps nothing: all is then fetched when it is looked at. */
  readonly rows: DeviceRows | null;
  readonly fetchRitual: (clientId: string) => Promise<RitualView | null>;
  readonly now: () => number;
  /** Resolves once no request of the queue is under way: what was fetched across one may be from before it. */
  readonly requestEnded: () => Promise<void>;
  readonly onWritten: (written: Written) => void;
  readonly onRitual: (clientId: string, ritual: RitualView | null, fetchedAt: number) => void;
}

/** The server's snapshots on this device: the list, the overview and one review a client, each by its version. */
export class Snapshots {
  private readonly versions = new Map<string, KnownVersion>();
  /** Reviews that are being fetched, by client. */
  private readonly underWay = new Map<string, UnderWay>();
  /** How many acts on a client were answered: what is fetched across one may be from before it. */
  private readonly answers = new Map<string, number>();
  private answered = 0;
  /** False when the device had no room for the newest list: what lies there is an older one. */
  private isListKept = true;
  /** The choices of what is taken along that were made when it was last read what is kept. */
  private chosen = takeAlong.chosen;

  constructor(private readonly options: SnapshotsOptions) {}

  /** Reads which digests are kept, by this tab or another. Call before the rest. */
  async load(): Promise<void> {
    const before = new Map(this.versions);
    await takeAlong.open(this.options.rows);
    const isChosenAnew = this.chosen !== takeAlong.chosen;
    this.chosen = takeAlong.chosen;
    const kept = (await this.options.rows?.kept()) ?? new Map<string, KeptDigest>();
    // What was removed from the device, and after a choice what had no room, is to be fetched like one never seen.
    for (const [id, known] of before) {
      const isGone = known.kept ? !kept.has(id) : isChosenAnew;
      if (isGone && this.versions.get(id) === known) this.versions.delete(id);
    }
    for (const [id, { version }] of kept) {
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

  async ritual(clientId: string): Promise<ReadRow<RitualView> | null> {
    const row = (await this.options.rows?.read<RitualView>('digests', clientId)) ?? null;
    // A row that was dropped as unreadable is fetched again.
    if (row === null) this.versions.delete(clientId);
    return row;
  }

  /** The list first: beside a newer overview an older list would pass for the newest. True when both were kept. */
  private async keepList(list: readonly ListClient[], overview: OverviewView, at: number): Promise<boolean> {
    const { rows, onWritten } = this.options;
    if (rows === null) return false;
    const both = [
      ['list', list],
      ['overview', overview],
    ] as const;
    for (const [id, row] of both) {
      const written = await rows.write(id, row, at);
      this.isListKept = written.kept;
      onWritten(written);
      if (!written.kept) return false;
    }
    return true;
  }

  /** Whether the newest list or a review that is taken along had no room here: what is smaller may still have some. */
  get lacksRoom(): boolean {
    return !this.isListKept || [...this.versions].some(([id, { kept }]) => !kept && !takeAlong.isLeftOut(id));
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
      ({ clientId, version, sync }) =>
        sync.lastGoodAt !== null && !this.isNewest(clientId, version) && !takeAlong.isLeftOut(clientId),
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
          await this.fetchRitual(next.clientId, next.version);
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

  /** Fetches one review and keeps it under its version; null when the server has none. A client's answers never overtake each other. */
  fetchRitual(clientId: string, version: string | null): Promise<RitualView | null> {
    const before = this.underWay.get(clientId);
    if (before !== undefined && before.version === version) return before.ritual;
    const start = (): Promise<RitualView | null> => this.fetchNow(clientId, version);
    const ritual = before === undefined ? start() : before.ritual.then(start, start);
    const mine = { version, ritual };
    this.underWay.set(clientId, mine);
    const done = (): void => {
      if (this.underWay.get(clientId) === mine) this.underWay.delete(clientId);
    };
    ritual.then(done, done);
    return ritual;
  }

  /** What is fetched from before this answer is fetched once more. */
  noteAnswer(clientId: string): void {
    this.answered += 1;
    this.answers.set(clientId, (this.answers.get(clientId) ?? 0) + 1);
  }

  /**
   * Keeps what an act answered under the version that is known: the next version is fetched as it would have been. `isOf`
   * `any time`: the answer may be older than the snapshot, which is the newest of no version from then on, on the disk too.
   */
  async keepAnswer(clientId: string, ritual: RitualView, isOf: 'now' | 'any time' = 'now'): Promise<void> {
    const known = this.versions.get(clientId);
    const version = isOf === 'now' ? known?.version : NO_VERSION;
    if (known === undefined || version === undefined) return;
    this.versions.set(clientId, { ...known, version });
    if (!known.kept) return;
    const written = await this.options.rows?.writeDigest(clientId, version, ritual, this.options.now());
    if (written !== undefined) this.options.onWritten(written);
  }

  /** Fetches the list, shows and keeps it; once more where anything was answered meanwhile. True when it was kept. */
  async fetchList(
    fetch: () => Promise<readonly ListClient[]>,
    overview: OverviewView,
    show: (list: readonly ListClient[], at: number) => void,
  ): Promise<boolean> {
    let isKept = false;
    for (let attempt = 0; attempt < FETCH_TRIES; attempt += 1) {
      const before = this.answered;
      const list = await fetch();
      await this.options.requestEnded();
      if (this.answered !== before) continue;
      const at = this.options.now();
      show(list, at);
      isKept = await this.keepList(list, overview, at);
      if (this.answered === before) break;
    }
    return isKept;
  }

  /** Keeps what an answer changed of a client's row. */
  async keepRow(answered: Answered): Promise<void> {
    const written = await this.options.rows?.change<readonly ListClient[]>('list', (list) =>
      list.map((client) => (client.id === answered.clientId ? rowWith(client, answered) : client)),
    );
    if (written) this.options.onWritten(written);
  }

  /** Once more where an act was answered meanwhile: what was there before is then newer. Null as well where that goes on. */
  private async fetchNow(clientId: string, version: string | null): Promise<RitualView | null> {
    for (let attempt = 0; attempt < FETCH_TRIES; attempt += 1) {
      const before = this.answers.get(clientId);
      const crossed = (): boolean => this.answers.get(clientId) !== before;
      const ritual = await this.options.fetchRitual(clientId);
      await this.options.requestEnded();
      if (crossed()) continue;
      const at = this.options.now();
      if (ritual !== null && version !== null) await this.keep(clientId, { version, ritual, at });
      if (crossed()) continue;
      this.options.onRitual(clientId, ritual, at);
      return ritual;
    }
    this.versions.delete(clientId);
    return null;
  }

  private async keep(
    clientId: string,
    { version, ritual, at }: { readonly version: string; readonly ritual: RitualView; readonly at: number },
  ): Promise<void> {
    const { rows } = this.options;
    const written =
      rows === null
        ? undefined
        : await takeAlong.write(clientId, () => rows.writeDigest(clientId, version, ritual, at));
    const isLeftOut = takeAlong.isLeftOut(clientId);
    this.versions.set(clientId, { version, kept: (written?.kept ?? false) && !isLeftOut });
    // One that is left out was not written, and tells nothing of the room there is.
    if (written !== undefined && !isLeftOut) this.options.onWritten(written);
  }

  private async dropGone(overview: OverviewView): Promise<void> {
    const there = new Set(overview.versions.map(({ clientId }) => clientId));
    for (const clientId of [...this.versions.keys()].filter((id) => !there.has(id))) {
      this.versions.delete(clientId);
      await this.options.rows?.dropDigest(clientId);
    }
  }
}
