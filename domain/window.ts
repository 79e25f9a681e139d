import { addDays, daysBetween } from './calendar.js';
import type { Window } from './snapshot.js';
import type { IsoDate } from './units.js';

/** Thirteen weeks. */
export const WINDOW_DAYS = 91;

/** Days of history up to and with the as-of date; 0 when there is none yet. */
export function historyDays(historyFrom: IsoDate | null, asOf: IsoDate): number {
  return historyFrom === null ? 0 : Math.max(0, daysBetween(historyFrom, asOf) + 1);
}

/** The 91 days that end on the as-of date, or the days of history if fewer; null without history (domain: "window"). */
export function windowOf(historyFrom: IsoDate | null, asOf: IsoDate): Window | null {
  const days = Math.min(WINDOW_DAYS, historyDays(historyFrom, asOf));
  return days === 0 ? null : { from: addDays(asOf, 1 - days), to: asOf, days };
}
