import { forgetClientChoices } from './clientChoices.js';
import { canEncrypt, makeKey, seal, unseal, type Sealed } from './deviceKey.js';
import { DeviceStore, DeviceUnavailable, STORE_NAMES, type KeptDigest, type Row, type Written } from './deviceStore.js';

/** One is raised when the shape of the values kept there changes; rows of another shape are dropped and fetched again. */
const SHAPES = { list: 4, digests: 4 } as const;

/** Who was signed in and the overview keep their first shape: an update must not shut a person out who is offline. */
const FIRST_SHAPE = 1;

function shapeOf(store: 'rows' | 'digests', id: string): number {
  if (store === 'digests') return SHAPES.digests;
  return id === 'list' ? SHAPES.list : FIRST_SHAPE;
}

const CHANGE_TRIES = 5;

export interface ReadRow<T> {
  readonly value: T;
  readonly fetchedAt: number;
}

/** What the queue and the decisions are kept in: the same database, the same key. */
export interface Vault {
  readonly store: DeviceStore;
  readonly viewerId: string;
  readonly seal: (place: string, value: unknown) => Promise<Sealed>;
  /** @throws DOMException OperationError when the value was changed, moved, or sealed with another key. */
  readonly unseal: (place: string, sealed: Sealed) => Promise<unknown>;
}

const LOST_KEY =
  'What was kept on this device could no longer be unlocked and was removed. It is read from the server again.';
const OTHER_PERSON = 'What another person kept on this device was removed.';
const NOT_SECURE = 'This address is not secure (https), so nothing is kept on this device.';

/** One advisor's rows on the device, each sealed with the advisor's key. */
export class DeviceRows {
  private constructor(
    private readonly store: DeviceStore,
    private readonly viewerId: string,
    private readonly key: CryptoKey,
    /** What was removed on opening, in a sentence; null when nothing. */
    readonly lost: string | null,
  ) {}

  /**
   * Opens the advisor's rows. Another advisor's are removed first. A key is made only where nothing is locked: when it
   * is gone and rows are left, those are removed, and `lost` says so.
   * @throws DeviceUnavailable with a sentence when nothing can be kept here.
   */
  static async open(viewerId: string, store = new DeviceStore()): Promise<DeviceRows> {
    if (!canEncrypt()) throw new DeviceUnavailable(NOT_SECURE);
    const { key: known, lost } = await removeWhatIsNotReadable(store, viewerId);
    // The usual start: nothing is written, so that nothing waits for the disk.
    if (known !== null) return new DeviceRows(store, viewerId, known, null);
    const fresh = await makeKey();
    let key: CryptoKey = fresh;
    const written = await store.write(['keys', 'owner'], 'strict', async (tx) => {
      // Another tab may have made it in between: the first one stays.
      const known = await tx.objectStore('keys').get(viewerId);
      if (known !== undefined) key = known.key;
      else await tx.objectStore('keys').put({ viewerId, key: fresh });
      await tx.objectStore('owner').put({ name: 'owner', viewerId });
    });
    if (!written.kept) throw new DeviceUnavailable(written.message);
    return new DeviceRows(store, viewerId, key, lost);
  }

  /** Whose rows the device holds; null when it holds none. */
  static async ownerOf(store: DeviceStore): Promise<string | null> {
    return store.read(async (db) => (await db.get('owner', 'owner'))?.viewerId ?? null);
  }

  /** A row, or null when it is not there. One that cannot be read is dropped, so that it is fetched again. */
  async read<T>(from: 'rows' | 'digests', id: string): Promise<ReadRow<T> | null> {
    const row = await this.store.read((db) => db.get(from, id));
    if (row === undefined) return null;
    try {
      if (row.shape !== shapeOf(from, id)) throw new RangeError(`Shape ${row.shape}, not ${shapeOf(from, id)}.`);
      // Sealed by this app with this key and shape: what was written is what is read.
      return { value: (await unseal(this.key, this.place(from, id), row)) as T, fetchedAt: row.fetchedAt };
    } catch {
      await this.drop(from, id);
      return null;
    }
  }

  /** Keeps a row that everything else hangs on; waits for the disk. */
  async write(id: string, value: unknown, fetchedAt: number): Promise<Written> {
    const row = await this.sealed('rows', id, value, fetchedAt);
    return this.store.write(['rows'], 'strict', (tx) => tx.objectStore('rows').put(row));
  }

  /**
   * Changes a row as it lies there, also while another tab writes it; null where it is not there or cannot be read. It can
   * be fetched again, so the disk is not waited for.
   */
  async change<T>(id: string, change: (value: T) => T): Promise<Written | null> {
    for (let attempt = 0; attempt < CHANGE_TRIES; attempt += 1) {
      const before = await this.store.read((db) => db.get('rows', id));
      const read = await this.read<T>('rows', id);
      if (before === undefined || read === null) return null;
      const row = await this.sealed('rows', id, change(read.value), read.fetchedAt);
      let isStale = false;
      const written = await this.store.write(['rows'], 'relaxed', async (tx) => {
        const there = await tx.objectStore('rows').get(id);
        isStale = there?.iv.join() !== before.iv.join();
        if (!isStale) await tx.objectStore('rows').put(row);
      });
      if (!isStale) return written;
    }
    return null;
  }

  /** Keeps a digest and its version together. It can be fetched again, so the disk is not waited for. */
  async writeDigest(clientId: string, version: string, value: unknown, fetchedAt: number): Promise<Written> {
    const row = await this.sealed('digests', clientId, value, fetchedAt);
    const kept: KeptDigest = { id: clientId, version, shape: SHAPES.digests, fetchedAt, bytes: row.data.byteLength };
    return this.store.write(['digests', 'kept'], 'relaxed', (tx) =>
      Promise.all([tx.objectStore('digests').put(row), tx.objectStore('kept').put(kept)]),
    );
  }

  /** Versions of the digests kept that this version of the app can read, by client: the others are to be fetched again. */
  async kept(): Promise<Map<string, KeptDigest>> {
    const all = await this.store.read((db) => db.getAll('kept'));
    const readable = all.filter(({ shape = 1 }) => shape === SHAPES.digests);
    return new Map(readable.map((digest) => [digest.id, digest]));
  }

  async dropDigest(clientId: string): Promise<void> {
    await this.drop('digests', clientId);
  }

  get vault(): Vault {
    const { store, viewerId, key } = this;
    return {
      store,
      viewerId,
      seal: (place, value) => seal(key, `${viewerId}/${place}`, value),
      unseal: (place, sealed) => unseal(key, `${viewerId}/${place}`, sealed),
    };
  }

  async wipe(): Promise<void> {
    await this.store.wipe();
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  private async drop(from: 'rows' | 'digests', id: string): Promise<void> {
    await this.store.write(['rows', 'digests', 'kept'], 'relaxed', async (tx) => {
      await tx.objectStore(from).delete(id);
      if (from === 'digests') await tx.objectStore('kept').delete(id);
    });
  }

  private async sealed(to: 'rows' | 'digests', id: string, value: unknown, fetchedAt: number): Promise<Row> {
    return { id, shape: shapeOf(to, id), fetchedAt, ...(await seal(this.key, this.place(to, id), value)) };
  }

  private place(store: string, id: string): string {
    return `${this.viewerId}/${store}/${id}`;
  }
}

interface Found {
  /** Of the person, when the device is theirs and nothing had to be removed. */
  readonly key: CryptoKey | null;
  /** What was removed, in a sentence; null when nothing. */
  readonly lost: string | null;
}

/** Empties the stores when they belong to another person or their key is gone. */
async function removeWhatIsNotReadable(store: DeviceStore, viewerId: string): Promise<Found> {
  const found = await store.read(async (db) => {
    const tx = db.transaction(STORE_NAMES);
    const [owner, key, rows, digests, queued] = await Promise.all([
      tx.objectStore('owner').get('owner'),
      tx.objectStore('keys').get(viewerId),
      tx.objectStore('rows').count(),
      tx.objectStore('digests').count(),
      tx.objectStore('outbox').count(),
    ]);
    return { owner: owner?.viewerId ?? null, key: key?.key ?? null, rows: rows + digests + queued };
  });
  const otherPerson = found.owner !== null && found.owner !== viewerId;
  if (found.owner === viewerId && found.key !== null) return { key: found.key, lost: null };
  forgetClientChoices();
  if (!otherPerson && (found.key !== null || found.rows === 0)) return { key: null, lost: null };
  await store.write(STORE_NAMES, 'strict', async (tx) => {
    const owner = await tx.objectStore('owner').get('owner');
    const key = await tx.objectStore('keys').get(viewerId);
    // Another page of this person may have made it theirs in between, and saved something since.
    if (owner?.viewerId === viewerId && key !== undefined) return;
    await Promise.all(STORE_NAMES.map((name) => tx.objectStore(name).clear()));
  });
  return { key: null, lost: otherPerson ? OTHER_PERSON : LOST_KEY };
}
