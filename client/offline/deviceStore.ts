/** The only file that opens IndexedDB. Knows stores, transactions and their failures; nothing of keys or figures. */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Sealed } from './deviceKey.js';

export interface Row extends Sealed {
  readonly id: string;
  /** Shape of the value inside; a row of another shape is dropped and fetched again. */
  readonly shape: number;
  readonly fetchedAt: number;
}

/** What is kept of a client, readable without opening the digest itself. */
export interface KeptDigest {
  readonly id: string;
  readonly version: string;
  /** The digest's shape; rows from before it was written here are of shape 1. */
  readonly shape?: number;
  readonly fetchedAt: number;
  readonly bytes: number;
}

/** One queued operation. What is readable without the key says nothing of whom or what it is about. */
export interface OutboxRow extends Sealed {
  /** The operation's own. */
  readonly id: string;
  /** Rises by one: the order in which operations were made on this device. */
  readonly place: number;
  /** Shape of the value inside; a row of an older one is converted when it is read, never dropped. */
  readonly shape: number;
  /** Set before the first request that carries it: from then on the server may know it. */
  readonly tried: boolean;
}

/** What the server knows of a client's decisions. */
export interface DecisionsRow extends Sealed {
  /** The client's. */
  readonly id: string;
  /** `decisionsVersion` that the whole list belongs to; -1 when only answers to this device's own requests are in it. */
  readonly version: number;
  /** The newest version any decision in it belongs to. */
  readonly newest: number;
  /** Another with every write. */
  readonly stamp: string;
  readonly shape: number;
}

export interface DeviceSchema extends DBSchema {
  /** `store`: the storage's name, made at its first use (`storeName.ts`). */
  keys: { key: string; value: { readonly viewerId: string; readonly key: CryptoKey; readonly store?: string } };
  owner: { key: string; value: { readonly name: 'owner'; readonly viewerId: string } };
  rows: { key: string; value: Row };
  digests: { key: string; value: Row };
  kept: { key: string; value: KeptDigest };
  outbox: { key: string; value: OutboxRow; indexes: { place: number } };
  /** `made`: operations ever saved here; `lost`: those that are gone and were not taken note of. */
  marks: { key: string; value: { readonly name: 'made' | 'lost'; readonly value: number } };
  decisions: { key: string; value: DecisionsRow };
}

export type StoreName = StoreNames<DeviceSchema>;
export type Database = IDBPDatabase<DeviceSchema>;
type Upgrade = IDBPTransaction<DeviceSchema, StoreName[], 'versionchange'>;
export type Work<T, Names extends StoreName[]> = (tx: IDBPTransaction<DeviceSchema, Names, 'readwrite'>) => Promise<T>;

export const STORE_NAMES: StoreName[] = ['keys', 'owner', 'rows', 'digests', 'kept', 'outbox', 'marks', 'decisions'];
export const DATABASE_NAME = 'runway-device';
const OPEN_WITHIN_MS = 5_000;

/** One step a schema version, in order, each additive: an update of the app never loses what is on the device. */
export const MIGRATIONS: readonly ((db: Database, tx: Upgrade) => void)[] = [
  (db) => {
    db.createObjectStore('keys', { keyPath: 'viewerId' });
    db.createObjectStore('owner', { keyPath: 'name' });
    db.createObjectStore('rows', { keyPath: 'id' });
    db.createObjectStore('digests', { keyPath: 'id' });
    db.createObjectStore('kept', { keyPath: 'id' });
  },
  (db) => {
    db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('place', 'place', { unique: true });
    db.createObjectStore('marks', { keyPath: 'name' });
    db.createObjectStore('decisions', { keyPath: 'id' });
  },
];

/** Nothing can be kept on this device; `message` says why, for people. */
export class DeviceUnavailable extends Error {
  override readonly name = 'DeviceUnavailable';
}

/** What came of a write: a full disk is an answer, not an exception. */
export type Written =
  { readonly kept: true } | { readonly kept: false; readonly reason: 'full'; readonly message: string };

export const NO_ROOM =
  'This device has no room left for Runway. Figures are read from the server and are not kept here.';
const FULL: Written = { kept: false, reason: 'full', message: NO_ROOM };

export class DeviceStore {
  private opening: Promise<Database> | null = null;
  private closed = false;

  constructor(
    private readonly name = DATABASE_NAME,
    private readonly migrations = MIGRATIONS,
  ) {}

  /** Reads in one transaction. */
  read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.retried(work);
  }

  /**
   * Writes in one transaction: all of it or nothing. `strict` waits until the disk has it, for what cannot be fetched
   * again; browsers otherwise report success before.
   */
  write<Names extends StoreName[]>(
    names: Names,
    durability: 'strict' | 'relaxed',
    work: Work<unknown, Names>,
  ): Promise<Written> {
    return this.retried(async (db) => {
      const tx = db.transaction(names, 'readwrite', { durability });
      const done = tx.done.catch((error: unknown) => error);
      try {
        await work(tx);
      } catch (error) {
        abort(tx);
        const ended = await done;
        if (isFull(error) || isFull(ended)) return FULL;
        throw error;
      }
      const ended = await done;
      if (isFull(ended)) return FULL;
      if (ended !== undefined) throw ended;
      return { kept: true };
    });
  }

  /** Empties every store, then removes the database; other tabs that hold it open cannot keep the rows alive. */
  async wipe(): Promise<void> {
    await this.write(STORE_NAMES, 'strict', (tx) =>
      Promise.all(STORE_NAMES.map((name) => tx.objectStore(name).clear())),
    );
    await this.close();
    await this.remove();
  }

  /** Removes the emptied database; a tab that will not let go of it keeps nothing but the empty shell, so it is not waited for. */
  private remove(): Promise<void> {
    return new Promise((resolve, reject) => {
      deleteDB(this.name, { blocked: () => resolve() }).then(() => resolve(), reject);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const opening = this.opening;
    this.opening = null;
    if (opening !== null) (await opening.catch(() => null))?.close();
  }

  /** Browsers close connections on their own (iOS in the background): open again and try once more. */
  private async retried<T>(work: (db: Database) => Promise<T>): Promise<T> {
    try {
      return await work(await this.open());
    } catch (error) {
      if (!isClosed(error) || this.closed) throw error;
      this.opening = null;
      return work(await this.open());
    }
  }

  private open(): Promise<Database> {
    if (this.closed) return Promise.reject(new DeviceUnavailable('What was kept on this device has been removed.'));
    this.opening ??= this.openWithin().catch((error: unknown) => {
      this.opening = null;
      throw error instanceof DeviceUnavailable ? error : unavailable(error);
    });
    return this.opening;
  }

  private async openWithin(): Promise<Database> {
    if (typeof indexedDB === 'undefined') throw new DeviceUnavailable(NO_STORAGE);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DeviceUnavailable(HELD_BY_ANOTHER_TAB)), OPEN_WITHIN_MS);
    });
    const opened = openDB<DeviceSchema>(this.name, this.migrations.length, {
      upgrade: (db, from, _to, tx) => this.migrations.slice(from).forEach((migrate) => migrate(db, tx)),
      // A newer version of the app in another tab wants to upgrade: let go, and open again at the next use.
      blocking: (_current, _blocked, event) => {
        this.opening = null;
        (event.target as IDBDatabase | null)?.close();
      },
      terminated: () => {
        this.opening = null;
      },
    });
    try {
      return await Promise.race([opened, late]);
    } catch (error) {
      // It may still open later; nobody would close it then.
      opened.then(
        (db) => db.close(),
        () => undefined,
      );
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

const NO_STORAGE =
  'This browser keeps nothing on this device (a private window does that). Figures are read from the server each time.';
const HELD_BY_ANOTHER_TAB =
  'Another tab holds what is kept on this device. Figures are read from the server until that tab is closed or reloaded.';
const NEWER_VERSION = 'Another tab runs a newer version of Runway. Reload to use what is kept on this device.';

function unavailable(error: unknown): DeviceUnavailable {
  const newer = error instanceof Error && error.name === 'VersionError';
  return new DeviceUnavailable(newer ? NEWER_VERSION : NO_STORAGE, { cause: error });
}

/** Takes back what the transaction had done; one that has ended already has taken it back itself. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch (error) {
    if (!isClosed(error)) throw error;
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && (error.name === 'InvalidStateError' || error.name === 'AbortError');
}

function isFull(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'QuotaExceededError';
}
