import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { RECEIPTS_KEPT_MS } from './receipts.js';

export interface CleanParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Drops the receipts of operations that are too old to be delivered again, and what is known of decisions that were taken
 * back before they arrived, once a day. Safe to repeat.
 */
export function createReceiptsJob({ database, clock, logger }: CleanParts): ClockJob {
  return {
    name: 'operations.clean',
    everyMinutes: 24 * 60,
    work: async () => {
      const before = new Date(clock.now().getTime() - RECEIPTS_KEPT_MS);
      const [row] = await database.asSync({}, (tx) =>
        tx.execute<{ dropped: string }[]>(
          'select (clean_operation_receipts(?::timestamptz) + clean_decision_tombstones(?::timestamptz))::text as dropped',
          [before, before],
        ),
      );
      const dropped = Number(row?.dropped ?? 0);
      if (dropped > 0) logger.info({ dropped }, 'old receipts and what was taken back early are dropped');
    },
  };
}
