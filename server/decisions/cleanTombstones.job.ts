import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';

/** A decision that arrives so long after it was taken back expires: what it was decided on is older than seven days. */
const TOMBSTONES_KEPT_MS = 60 * 86_400_000;

export interface CleanParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Drops what is known of decisions that were taken back before they arrived, once a day. Safe to repeat. Receipts of
 * operations are kept for good: a device may have lain in a drawer for a year, and each is smaller than its events of the
 * trail, which are kept as well.
 */
export function createTombstonesJob({ database, clock, logger }: CleanParts): ClockJob {
  return {
    name: 'decisions.clean',
    everyMinutes: 24 * 60,
    work: async () => {
      const before = new Date(clock.now().getTime() - TOMBSTONES_KEPT_MS);
      const [row] = await database.asSync({}, (tx) =>
        tx.execute<{ dropped: string }[]>('select clean_decision_tombstones(?::timestamptz)::text as dropped', [
          before,
        ]),
      );
      const dropped = Number(row?.dropped ?? 0);
      if (dropped > 0) logger.info({ dropped }, 'what was taken back early and long ago is dropped');
    },
  };
}
