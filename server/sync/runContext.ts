import { changeOf, mergeAhead, type VersionChange } from '../books/pendingVersion.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { keepChunks, type Chunk } from './chunkStore.js';
import { hold, type Lease } from './lease.js';
import type { Progress, ProgressTeller } from './progress.js';
import type { ClientFacts, Run } from './runStore.js';

/** Rows that are gathered before they are written; a run of few changes is written at once. */
const MOST_GATHERED_ROWS = 5_000;

export interface RunContextParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lease: Lease;
  readonly quickBooks: QuickBooksCompany;
  readonly facts: ClientFacts;
  readonly teller: ProgressTeller;
  readonly run: Run;
}

/**
 * One run under way: what it reads is staged, and each round of it is merged into the version after the shown one.
 * Every write holds the lease.
 */
export class RunContext {
  readonly lease: Lease;
  readonly quickBooks: QuickBooksCompany;
  readonly facts: ClientFacts;
  run: Run;
  #round = 0;
  #gathered: Chunk[] = [];
  #gatheredRows = 0;

  constructor(private readonly parts: RunContextParts) {
    this.lease = parts.lease;
    this.quickBooks = parts.quickBooks;
    this.facts = parts.facts;
    this.run = parts.run;
  }

  get database(): Database {
    return this.parts.database;
  }

  get logger(): Logger {
    return this.parts.logger;
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  now(): Date {
    return this.clock.now();
  }

  /** Reads of this client's rows, in one transaction. */
  reading<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.asSync({ clientId: this.lease.clientId }, work);
  }

  /** Keeps a chunk at once, so that the run can be gone on with after it. */
  async stage(chunk: Chunk, progress: Progress): Promise<void> {
    await this.#holding(async (tx, now) => {
      await this.#noteBeginning(tx);
      await keepChunks(tx, this.lease, this.run, this.#round, [chunk], now);
      this.parts.teller.count(chunk.rows.length, now);
      await this.parts.teller.tell(tx, this.lease.clientId, progress, now);
    });
    this.run.staged.set(chunk.key, chunk.rows.length);
  }

  /** Keeps a chunk with the next merge, or before it when much has gathered. */
  async gather(chunk: Chunk, progress: Progress): Promise<void> {
    this.#gathered.push(chunk);
    this.#gatheredRows += chunk.rows.length;
    this.parts.teller.count(chunk.rows.length, this.now());
    if (this.#gatheredRows < MOST_GATHERED_ROWS) return;
    await this.#holding(async (tx, now) => {
      await this.#keepGathered(tx, now);
      await this.parts.teller.tell(tx, this.lease.clientId, progress, now);
    });
  }

  /** Whether anything waits to be merged. */
  get hasGathered(): boolean {
    return this.#gathered.length > 0;
  }

  /** Merges what was staged since the last merge. Answers the version written and all that it changes so far. */
  async merge(extent: 'WHOLE' | 'PART'): Promise<{ readonly version: number; readonly change: VersionChange }> {
    const merged = await this.reading(async (tx) => {
      const now = this.now();
      await this.#keepGathered(tx, now);
      const version = await mergeAhead(tx, this.lease, { runId: this.run.id, round: this.#round, extent });
      const change = await changeOf(tx, this.lease.clientId, version);
      // The fence last: a long merge must not keep notices from marking the client.
      await hold(tx, this.lease, this.now());
      return { version, change };
    });
    this.#round += 1;
    return merged;
  }

  /** Begins the reading anew: what gathered belongs to nothing any more. */
  restart(run: Run): void {
    this.run = run;
    this.parts.teller.restart();
    this.#round = 0;
    this.#gathered = [];
    this.#gatheredRows = 0;
  }

  async #keepGathered(tx: EntityManager, now: Date): Promise<void> {
    const chunks = this.#gathered;
    this.#gathered = [];
    this.#gatheredRows = 0;
    await this.#noteBeginning(tx);
    await keepChunks(tx, this.lease, this.run, this.#round, chunks, now);
  }

  /** QuickBooks' time of the run's first answer, kept for whoever goes on with it. */
  async #noteBeginning(tx: EntityManager): Promise<void> {
    const { answeredAt } = this.quickBooks;
    if (this.run.changedUntil !== null || answeredAt === null) return;
    await tx.execute('update sync_run set changed_until = ? where id = ?', [answeredAt, this.run.id]);
    this.run.changedUntil = answeredAt;
  }

  #holding<T>(work: (tx: EntityManager, now: Date) => Promise<T>): Promise<T> {
    return this.reading(async (tx) => {
      const now = this.now();
      await hold(tx, this.lease, now);
      return work(tx, now);
    });
  }
}
