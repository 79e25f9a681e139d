import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { wantDueClients } from './dueClients.js';
import { wantBySweep } from './wants.js';

export interface SweepParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Hours after which a client that nothing was heard of is looked at again. */
  readonly sweepAfterHours: number;
}

const EVERY_MINUTES = 15;
const HOUR_MS = 3_600_000;

/**
 * Catches what no notice told: clients whose day has changed, at once, and those that nobody looked at for some hours,
 * spread over the time until the next sweep so that QuickBooks is not asked for all of them in one moment.
 */
export function createSweepJob({ database, clock, logger, sweepAfterHours }: SweepParts): ClockJob {
  return {
    name: 'sync.sweep',
    everyMinutes: EVERY_MINUTES,
    work: async () => {
      const now = clock.now();
      const due = await wantDueClients(database, now);
      const before = new Date(now.getTime() - sweepAfterHours * HOUR_MS);
      const unheard = await database.asSync({}, (tx) => wantBySweep(tx, now, before, EVERY_MINUTES * 60_000));
      if (due + unheard > 0) logger.info({ due, unheard }, 'the sweep asks for syncs');
    },
  };
}
