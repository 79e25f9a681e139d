import { addDays, sundayOnOrBefore } from './calendar.js';
import type { IsoDate } from './units.js';

/** The Sunday whose snapshot is "last week": the newest one at least seven days before the as-of date. */
export function lastWeekSunday(asOf: IsoDate): IsoDate {
  return sundayOnOrBefore(addDays(asOf, -7));
}

/** The newest `count` Sundays before the as-of date, oldest first. */
export function pastSundays(asOf: IsoDate, count: number): IsoDate[] {
  const newest = sundayOnOrBefore(addDays(asOf, -1));
  return Array.from({ length: count }, (_, index) => addDays(newest, -7 * (count - 1 - index)));
}
