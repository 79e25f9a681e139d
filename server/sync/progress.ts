import type { EntityManager } from '../platform/database.js';

/** What is being read, in an advisor's words, and how far it is: 0 to 100. */
export interface Progress {
  readonly phase: string;
  readonly percent: number;
}

/** At most one write to the list row in this time. */
const EVERY_MS = 700;

/** Tells the list row how far a sync is and how much it has read, at most so often; it never goes back within a reading. */
export class ProgressTeller {
  #lastAt = 0;
  #percent = 0;
  #rows = 0;
  #begunAt: number | null = null;

  /** Counts rows that were read; they are told with the next progress. */
  count(rows: number, now: Date): void {
    this.#begunAt ??= now.getTime();
    this.#rows += rows;
  }

  /** Begins anew at nothing: more is read than was thought. */
  restart(): void {
    this.#percent = 0;
  }

  /** Writes the progress in the caller's transaction when it is time to. */
  async tell(tx: EntityManager, clientId: string, progress: Progress, now: Date): Promise<void> {
    if (now.getTime() - this.#lastAt < EVERY_MS) return;
    this.#lastAt = now.getTime();
    this.#percent = Math.max(this.#percent, Math.min(100, Math.round(progress.percent)));
    await tx.execute(
      `update client_row set sync_state = 'SYNCING', sync_phase = ?, sync_percent = ?, sync_rows_read = ?,
         sync_rows_per_second = ? where client_id = ?`,
      [progress.phase, this.#percent, this.#rows, this.#perSecond(now), clientId],
    );
  }

  /** Null until some time has passed. */
  #perSecond(now: Date): number | null {
    const seconds = this.#begunAt === null ? 0 : (now.getTime() - this.#begunAt) / 1000;
    return seconds <= 0 ? null : Math.round((this.#rows / seconds) * 10) / 10;
  }
}
