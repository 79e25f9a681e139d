import { daysBetween } from '../calendar.js';
import type { RecurringSeries } from './forecastInputs.js';
import { TOLERANCE_DAYS } from './schedule.js';

/** A series is keyed by its payee's name; one of accounts or of the ledger alone is not renamed. */
const OF_PAYEE = /^Recurring:(?:IN|OUT):payee:/;
/** Sightings that go out of the time looked at between two readings, or are read anew. */
const SEEN_WITHIN = 2;

/**
 * The key by which each payee's series that is gone goes on, where its payee was renamed: QuickBooks gives the whole history
 * the new name, so that a series of the same direction, interval and about the same amount comes up in its place, seen as
 * often and last on the same day, or once more since. Only where one is gone and one came up so: two alike tell nothing.
 */
export function renamedSeries(
  before: readonly RecurringSeries[],
  now: readonly RecurringSeries[],
): ReadonlyMap<string, string> {
  const gone = without(before, now);
  const fresh = without(now, before);
  const pairs = gone.flatMap((from) => fresh.filter((to) => isSame(from, to)).map((to) => ({ from, to })));
  const single = pairs.filter(
    ({ from, to }) => pairs.filter((other) => other.from === from || other.to === to).length === 1,
  );
  return new Map(single.map(({ from, to }) => [from.key, to.key]));
}

function without(series: readonly RecurringSeries[], others: readonly RecurringSeries[]): RecurringSeries[] {
  const known = new Set(others.map(({ key }) => key));
  return series.filter(({ key }) => OF_PAYEE.test(key) && !known.has(key));
}

function isSame(from: RecurringSeries, to: RecurringSeries): boolean {
  if (from.direction !== to.direction || from.interval !== to.interval) return false;
  // A quarter of the larger: what the payee's next bill may differ by.
  if (4 * Math.abs(from.amount - to.amount) > Math.max(from.amount, to.amount)) return false;
  if (Math.abs(to.seen - from.seen) > SEEN_WITHIN) return false;
  const sinceThen = Math.abs(daysBetween(from.nextDate, to.lastDate)) <= TOLERANCE_DAYS[from.interval];
  return from.lastDate === to.lastDate || (sinceThen && to.lastDate > from.lastDate);
}
