import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import { mondayOf, type Horizon } from './horizon.js';

/** The lowest balance at the end of a day; the earliest such day. */
export interface LowPoint {
  readonly amount: Cents;
  readonly date: IsoDate;
}

/** What a forecast says first (domain: "headline of the forecast"). */
export interface Headline {
  readonly lowPoint: LowPoint;
  /**
   * Monday of the first week in which a day ends below zero, the first week where cash is below zero already; null when
   * none does. In the first week it can be on or before the as-of date.
   */
  readonly firstWeekBelowZero: IsoDate | null;
}

/** Reads the headline off the balances at the end of each day of the horizon. Throws RangeError past 2^53. */
export function headlineOf(opening: number, balances: ArrayLike<number>, horizon: Horizon): Headline {
  let low = 0;
  let below = opening < 0 ? 0 : -1;
  for (let day = 0; day < horizon.dates.length; day += 1) {
    const balance = balances[day] ?? 0;
    if (balance < (balances[low] ?? 0)) low = day;
    if (below < 0 && balance < 0) below = day;
  }
  const week = below < 0 ? undefined : horizon.weeks[horizon.weekOfDay[below] ?? 0];
  return {
    lowPoint: { amount: cents(balances[low] ?? 0), date: horizon.dates[low] ?? horizon.first },
    firstWeekBelowZero: week ? mondayOf(week) : null,
  };
}
