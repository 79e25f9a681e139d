import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import type { GrantReturns } from './grantReturn.js';

/** Offers grants that QuickBooks has not taken back yet, every five minutes; each has its own time. */
export function createGiveBackJob(returns: Pick<GrantReturns, 'giveBackDue'>, logger: Logger): ClockJob {
  return {
    name: 'quickbooks.giveBack',
    everyMinutes: 5,
    work: async () => {
      const answered = await returns.giveBackDue();
      if (answered > 0) logger.info({ answered }, 'QuickBooks answered for grants that were given back');
    },
  };
}
