import type { EntityManager } from '../platform/database.js';

/** What is being read, in an advisor's words, and how far it is: 0 to 100. */
export interface Progress {
  readonly phase: string;
  readonly percent: number;
}

/** At most one write to the list row in this time. */
const EVERY_MS = 700;

/** Tells the list row how far a sync is, at most so often; it never goes back. */
export class ProgressTeller {
  #lastAt = 0;
  #percent = 0;

  /** Writes the progress in the caller's transaction when it is time to. */
  async tell(tx: EntityManager, clientId: string, progress: Progress, now: Date): Promise<void> {
    if (now.getTime() - this.#lastAt < EVERY_MS) return;
    this.#lastAt = now.getTime();
    this.#percent = Math.max(this.#percent, Math.min(100, Math.round(progress.percent)));
    await tx.execute(
      `update client_row set sync_state = 'SYNCING', sync_phase = ?, sync_percent = ? where client_id = ?`,
      [progress.phase, this.#percent, clientId],
    );
  }
}
