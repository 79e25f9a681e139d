const HOUR_MS = 3_600_000;
/** Use may run this far ahead of the month's elapsed share, as a share of the allowance, before anything is slowed. */
const MARGIN = 0.05;
/** The gap with the first call over the margin; it doubles DOUBLINGS times until nothing is left to spend. */
const FIRST_GAP_MS = 5_000;
const DOUBLINGS = Math.log2(HOUR_MS / FIRST_GAP_MS);

/** The calls of a calendar month (UTC) at an instant of it. */
export interface MonthlyUse {
  readonly used: number;
  /** At least 1. */
  readonly allowed: number;
  readonly at: Date;
}

/**
 * The shortest gap between two incremental syncs of one company, in milliseconds, so that the month's calls last: 0 while
 * use is at or below the month's elapsed share plus five percent of the allowance; from there it doubles, from five
 * seconds to an hour when the allowance is spent. It never falls when use rises, and never rises as time passes.
 * `at` counts in UTC, as QuickBooks' month does.
 */
export function shortestGapMs({ used, allowed, at }: MonthlyUse): number {
  if (allowed < 1) throw new RangeError('the allowance is at least one call');
  const free = Math.min(1, elapsedShare(at) + MARGIN);
  const share = used / allowed;
  if (share >= 1) return HOUR_MS;
  if (share <= free) return 0;
  const over = (share - free) / (1 - free);
  return Math.round(FIRST_GAP_MS * 2 ** (DOUBLINGS * over));
}

/** A company is not read twice within this time because people ask, however early in the month. */
const LEAST_ASKED_GAP_MS = 15_000;

/** The shortest gap, in milliseconds, between two readings of one company that people ask for; 15 seconds at least. */
export function askedGapMs(use: MonthlyUse): number {
  return Math.max(LEAST_ASKED_GAP_MS, shortestGapMs(use));
}

/**
 * Of `allowed` calls a month, those that reading may spend, at least 1: the last twentieth is kept for sending what
 * advisors decided, so that no reading, whoever asks for it, keeps a payment waiting for the next month.
 */
export function callsForReading(allowed: number): number {
  return Math.max(1, Math.floor(allowed * 0.95));
}

/** From 0 at the month's first instant to just below 1. */
function elapsedShare(at: Date): number {
  const start = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  const end = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
  return (at.getTime() - start) / (end - start);
}
