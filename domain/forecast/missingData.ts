import { MINIMUM_HISTORY_DAYS } from '../runway.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import { countOf } from '../wording.js';
import { historyDays } from '../window.js';

/**
 * Why there is no forecast as of a date, in a sentence: cash that is not known, or less history than a runway asks for.
 * Null: there is one. Unlike a runway, a forecast of no cash left asks for history too.
 */
export function missingData(source: SnapshotSource, counted: ReadonlySet<string>, asOf: IsoDate): string | null {
  if (counted.size === 0) return 'No bank account is counted as cash; a forecast needs one.';
  if (![...counted].some((id) => source.hasPostings(id, asOf)))
    return `Nothing is posted to a cash account yet; a forecast needs ${MINIMUM_HISTORY_DAYS} days of history.`;
  const days = historyDays(source.cashAt(asOf).historyFrom, asOf);
  if (days >= MINIMUM_HISTORY_DAYS) return null;
  if (days === 0) return `No cash movement in the books yet; a forecast needs ${MINIMUM_HISTORY_DAYS} days of history.`;
  return `${countOf(days, 'day', 'days')} of history; a forecast needs ${MINIMUM_HISTORY_DAYS}.`;
}
