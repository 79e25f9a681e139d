/** What a process of the product is made of, with a clock that runs faster and waits short enough for chaos. */
import { DEFAULT_RETRY } from '../../dist/server/quickbooks/retry.js';
import { SharedGate } from '../../dist/server/quickbooks/sharedGate.js';

export function shortWaits(parts, config, { clockOrigin, clockSpeed, overlapMs, timeoutMs }) {
  return {
    ...parts,
    clock: { now: () => new Date(clockOrigin + (Date.now() - clockOrigin) * clockSpeed) },
    quickBooks: { ...parts.quickBooks, timeoutMs },
    retry: { ...DEFAULT_RETRY, baseMs: 50, capMs: 1_000 },
    limiter: new SharedGate({
      database: parts.database,
      logger: parts.logger,
      monthlyCalls: config.QUICKBOOKS_MONTHLY_CALLS,
      sleep: DEFAULT_RETRY.sleep,
      random: Math.random,
      rests: { failedMs: 1_500, throttledMs: 2_500 },
    }),
    overlapMs,
  };
}
