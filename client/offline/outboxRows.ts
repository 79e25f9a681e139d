import type { Operation, QueuedOperation } from '../../domain/operations/operation.js';
import type { Vault } from './deviceRows.js';
import type { OutboxRow, Work, Written } from './deviceStore.js';
import { StorageOwner, type QueueWritten, type Whose } from './storageOwner.js';
import type { WaitingCount, WaitingCounter } from './waitingCounter.js';
import {
  readDecisions,
  sealDecisions,
  writeDecisions,
  type DecisionAnswer,
  type DecisionList,
  type DecisionsSeen,
  type KeptDecisions,
} from './decisionRows.js';
import { CONVERSIONS, readShape, shapeNow, type Conversion, type StoredOperation } from './queuedShapes.js';

/** The queue as it lies on the device. */
export interface Queue {
  /** In the order they were made. */
  readonly operations: readonly QueuedOperation[];
  /** Operations that were saved here and are gone, or cannot be read. */
  readonly lost: number;
  /** The ids of those that cannot be read. */
  readonly unreadable: readonly string[];
  readonly whose: Whose;
}

/** What became of the operations of one request. */
export interface Settled {
  readonly done: readonly string[];
  readonly refused: ReadonlyMap<string, { readonly code: string; readonly message: string }>;
  readonly decisions: readonly DecisionAnswer[];
}

type Names = ['outbox', 'marks', 'owner', 'keys'];
const OUTBOX: Names = ['outbox', 'marks', 'owner', 'keys'];
const SETTLING: ['outbox', 'decisions', 'owner', 'keys'] = ['outbox', 'decisions', 'owner', 'keys'];
const TRIES = 5;

/** One person's queue on the device: every change in one transaction, waiting for the disk. */
export class OutboxRows {
  /** What was read before: rows that did not change keep their object. */
  private readonly seen = new Map<string, { readonly nonce: string; readonly stored: QueuedOperation }>();
  /** What was sent from here while the disk had no room for the mark. */
  private readonly triedUnmarked = new Set<string>();
  private readonly decisionsSeen: DecisionsSeen = new Map();
  private readonly owner: StorageOwner;

  constructor(
    private readonly vault: Vault,
    private readonly counter: WaitingCounter,
    private readonly conversions: readonly Conversion[] = CONVERSIONS,
  ) {
    this.owner = new StorageOwner(vault);
  }

  /** Notes what an eviction took, once. Call before the rest. Where there is no room for that it is told all the same. */
  async open(): Promise<void> {
    await this.owner.open();
    await this.noting(() => Promise.resolve());
  }

  async read(): Promise<Queue> {
    // Before the rows: what is counted from here on is in them, and none of it is taken for gone.
    const counted = this.counter.read();
    const { rows, mark, whose } = await this.vault.store.read(async (db) => {
      const tx = db.transaction(OUTBOX);
      const [all, of, made, is] = await Promise.all([
        tx.objectStore('outbox').getAll(),
        tx.objectStore('marks').get('lost'),
        tx.objectStore('marks').get('made'),
        this.owner.whose(tx),
      ]);
      return { rows: all, mark: (of?.value ?? 0) + unnoted(counted, made?.value ?? 0, all.length), whose: is };
    });
    const found = whose === 'MINE' ? await Promise.all(rows.map((row) => this.opened(row))) : [];
    const operations = found.filter((one) => one !== null).sort((a, b) => a.place - b.place);
    for (const id of this.seen.keys()) if (!rows.some((row) => row.id === id)) this.seen.delete(id);
    const unreadable = rows.flatMap(({ id }, at) => (found[at] === null ? [id] : []));
    return { operations, lost: this.lostOf(whose, mark) + unreadable.length, unreadable, whose };
  }

  /** `mark`: what is lost as far as the storage tells as it is now. */
  private lostOf(whose: Whose, mark: number): number {
    if (whose === 'ANOTHERS') return 0;
    return whose === 'EMPTIED' ? this.counter.read().waiting : mark;
  }

  /** Saves operations after those that are there, all or none. One that is saved already stays as it is. */
  async add(operations: readonly Operation[], savedAt: number): Promise<QueueWritten> {
    return this.change(operations, savedAt, async (tx, rows) => {
      await this.append(tx, rows);
    });
  }

  /**
   * Takes decisions back by these withdrawals: one that was never sent is removed, and its withdrawal with it; of the others
   * the withdrawal is queued, in the place of those that were refused `before`.
   */
  async takeBack(
    withdrawals: readonly Extract<Operation, { name: 'WITHDRAW_DECISION' }>[],
    before: readonly string[],
    savedAt: number,
  ): Promise<QueueWritten> {
    return this.change(withdrawals, savedAt, async (tx, rows) => {
      const needed: NewRow[] = [];
      for (const id of before) await tx.objectStore('outbox').delete(id);
      for (const [index, { decisionId }] of withdrawals.entries()) {
        const row = rows[index];
        const queued = await tx.objectStore('outbox').get(decisionId);
        if (queued?.tried === false && !this.triedUnmarked.has(decisionId))
          await tx.objectStore('outbox').delete(decisionId);
        else if (row !== undefined) needed.push(row);
      }
      await this.append(tx, needed);
    });
  }

  /**
   * Before they are sent: from here on the server may know them. The ids of those that are still here. A full disk holds
   * nothing back: what is sent makes room.
   */
  async markTried(ids: readonly string[]): Promise<readonly string[]> {
    const here: string[] = [];
    const written = await this.write(async (tx) => {
      here.length = 0;
      for (const id of ids) {
        const row = await tx.objectStore('outbox').get(id);
        if (row === undefined) continue;
        here.push(id);
        if (!row.tried) await tx.objectStore('outbox').put({ ...row, tried: true });
      }
    });
    if (written.kept) return here;
    if (written.reason !== 'full') return [];
    for (const id of ids) this.triedUnmarked.add(id);
    const { operations } = await this.read();
    return ids.filter((id) => operations.some(({ operation }) => operation.id === id));
  }

  async remove(ids: readonly string[]): Promise<QueueWritten> {
    return this.write(async (tx) => {
      for (const id of ids) await tx.objectStore('outbox').delete(id);
    });
  }

  /** Forgets what is gone or cannot be read: a person has taken note. */
  async forgetLost(): Promise<QueueWritten> {
    const { unreadable } = await this.read();
    return this.noting(async (tx) => {
      for (const id of unreadable) {
        const { shape = 0 } = (await tx.objectStore('outbox').get(id)) ?? {};
        // What a newer version of the app saved here is that version's to read.
        if (shape <= shapeNow(this.conversions)) await tx.objectStore('outbox').delete(id);
      }
      await tx.objectStore('marks').put({ name: 'lost', value: 0 });
    });
  }

  /**
   * Keeps what the server answered in one transaction: what is done is gone and the server's decisions are there at once,
   * so that nothing flickers; what was refused stays with its reason. Where there is no room for the decisions they are
   * left out, to be fetched again.
   */
  async settle(settled: Settled, operations: readonly QueuedOperation[]): Promise<Written> {
    const refusedRows = await this.refusedRows(settled, operations);
    const written = await this.settleWith(settled, refusedRows);
    if (written.kept || settled.decisions.length === 0) return written;
    return this.settleWith({ ...settled, decisions: [] }, refusedRows);
  }

  private refusedRows({ refused }: Settled, operations: readonly QueuedOperation[]): Promise<NewRow[]> {
    const no = operations.filter(({ operation }) => refused.has(operation.id));
    return Promise.all(
      no.map(({ operation, savedAt }) =>
        this.sealed({ operation, savedAt, refusal: refused.get(operation.id) ?? null }),
      ),
    );
  }

  /** Again where another tab has written the same client's decisions in between. */
  private async settleWith({ done, decisions }: Settled, refusedRows: readonly NewRow[]): Promise<Written> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await readDecisions(this.vault, [...new Set(decisions.map(({ clientId }) => clientId))]);
      const after = await sealDecisions(this.vault, before, decisions);
      let isStale = false;
      const written = await this.vault.store.write(SETTLING, 'strict', async (tx) => {
        if ((await this.owner.whose(tx)) !== 'MINE') return;
        const there = await Promise.all(after.map(({ id }) => tx.objectStore('decisions').get(id)));
        isStale = attempt < TRIES && there.some((row, at) => row?.stamp !== before.get(after[at]?.id ?? '')?.stamp);
        if (isStale) return;
        for (const id of done) await tx.objectStore('outbox').delete(id);
        for (const row of after) await tx.objectStore('decisions').put(row);
        for (const row of refusedRows) {
          const queued = await tx.objectStore('outbox').get(row.id);
          if (queued !== undefined) await tx.objectStore('outbox').put({ ...queued, ...row, tried: true });
        }
      });
      if (isStale) continue;
      if (written.kept) await this.count();
      return written;
    }
  }

  /** What is kept of the decisions of every client that has any. */
  async decisions(): Promise<ReadonlyMap<string, KeptDecisions>> {
    return readDecisions(this.vault, null, this.decisionsSeen);
  }

  /** Keeps whole lists of decisions as they were fetched. */
  async keepDecisions(lists: readonly DecisionList[]): Promise<Written> {
    return writeDecisions(this.vault, lists);
  }

  private async change(
    operations: readonly Operation[],
    savedAt: number,
    work: (tx: Parameters<Work<unknown, Names>>[0], rows: readonly NewRow[]) => Promise<void>,
  ): Promise<QueueWritten> {
    const rows = await Promise.all(operations.map((operation) => this.sealed({ operation, savedAt, refusal: null })));
    return this.noting((tx) => work(tx, rows));
  }

  private async append(tx: Parameters<Work<unknown, Names>>[0], rows: readonly NewRow[]): Promise<void> {
    const marks = tx.objectStore('marks');
    let place = (await marks.get('made'))?.value ?? 0;
    for (const row of rows) {
      if ((await tx.objectStore('outbox').get(row.id)) !== undefined) continue;
      place += 1;
      await tx.objectStore('outbox').put({ ...row, place, tried: false });
    }
    await marks.put({ name: 'made', value: place });
  }

  /**
   * Writes, and notes in the same transaction what an eviction took: operations are counted on from what was made before it,
   * and as soon as the count outside says less, nobody knows any more that something is gone.
   */
  private noting(work: Work<unknown, Names>): Promise<QueueWritten> {
    const counted = this.counter.read();
    return this.write(async (tx) => {
      const marks = tx.objectStore('marks');
      const known = (await marks.get('made'))?.value ?? 0;
      if (known < counted.made) {
        const gone = unnoted(counted, known, await tx.objectStore('outbox').count());
        await marks.put({ name: 'lost', value: ((await marks.get('lost'))?.value ?? 0) + gone });
        await marks.put({ name: 'made', value: counted.made });
      }
      await work(tx);
    });
  }

  /** Nothing is written where the storage is not this page's any more: asked in the transaction itself. */
  private async write(work: Work<unknown, Names>): Promise<QueueWritten> {
    let whose = 'MINE' as Whose;
    const written = await this.vault.store.write(OUTBOX, 'strict', async (tx) => {
      whose = await this.owner.whose(tx);
      if (whose === 'MINE') await work(tx);
    });
    if (!written.kept) return written;
    if (whose !== 'MINE') return { kept: false, reason: whose };
    await this.count();
    return written;
  }

  /** After the disk has it: too low for a moment misses nothing that was promised. What is gone stays counted, to be told. */
  private async count(): Promise<void> {
    const now = await this.vault.store.read(async (db) => {
      const tx = db.transaction(OUTBOX);
      const [mark, waiting, whose] = await Promise.all([
        tx.objectStore('marks').get('made'),
        tx.objectStore('outbox').count(),
        this.owner.whose(tx),
      ]);
      return { made: mark?.value ?? 0, waiting, whose };
    });
    // An eviction that found no room to be noted stands in the count alone.
    const isNoted = now.made >= this.counter.read().made;
    if (now.whose === 'MINE' && isNoted) this.counter.write({ made: now.made, waiting: now.waiting });
  }

  private async sealed(stored: StoredOperation): Promise<NewRow> {
    const { id } = stored.operation;
    return { id, shape: shapeNow(this.conversions), ...(await this.vault.seal(placeOf(id), stored)) };
  }

  /** Null: it cannot be read. It stays where it is. */
  private async opened(row: OutboxRow): Promise<QueuedOperation | null> {
    try {
      if (!Number.isSafeInteger(row.place)) throw new RangeError('The row has no place.');
      const nonce = row.iv.join();
      const known = this.seen.get(row.id);
      if (known?.nonce === nonce && known.stored.place === row.place) return known.stored;
      const { operation, savedAt, refusal } = readShape(
        row.shape,
        await this.vault.unseal(placeOf(row.id), row),
        row.id,
        this.conversions,
      );
      const state = refusal === null ? 'WAITING' : 'REFUSED';
      const stored: QueuedOperation = { operation, place: row.place, savedAt, state, refusal };
      this.seen.set(row.id, { nonce, stored });
      return stored;
    } catch {
      return null;
    }
  }
}

/** Of the operations that were counted outside, how many an eviction took and the storage has no note of; `made`: it knows of so many. */
function unnoted(counted: WaitingCount, made: number, here: number): number {
  return made < counted.made ? Math.max(0, counted.waiting - here) : 0;
}

type NewRow = Omit<OutboxRow, 'place' | 'tried'>;

function placeOf(id: string): string {
  return `outbox/${id}`;
}
