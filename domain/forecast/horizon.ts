import { addDays, dayOfWeek } from '../calendar.js';
import type { IsoDate } from '../units.js';

export const FORECAST_WEEKS = 13;

/** A calendar week of the horizon, Monday to Sunday; the first is what is left of the week after the as-of date. */
export interface WeekSpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Position of its first day in the horizon. */
  readonly start: number;
  /** 7, or 1 to 7 in the first week. */
  readonly days: number;
}

/** The days that a forecast covers: from the day after the as-of date to the thirteenth Sunday. */
export interface Horizon {
  readonly asOf: IsoDate;
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** Every day, 85 to 91 of them. */
  readonly dates: readonly IsoDate[];
  /** Thirteen. */
  readonly weeks: readonly WeekSpan[];
  /** The position of each day's week, by the day's position. */
  readonly weekOfDay: readonly number[];
  /** Position of a date: that of the first day for what lies before it, null after the last day. */
  position(date: IsoDate): number | null;
}

/** The thirteen weeks after an as-of date. */
export function horizonOf(asOf: IsoDate): Horizon {
  const first = addDays(asOf, 1);
  const firstWeekDays = dayOfWeek(asOf) === 0 ? 7 : 7 - dayOfWeek(asOf);
  const count = firstWeekDays + 7 * (FORECAST_WEEKS - 1);
  const dates = Array.from({ length: count }, (_, day) => addDays(first, day));
  const positions = new Map(dates.map((date, day) => [date, day]));
  const weeks = Array.from({ length: FORECAST_WEEKS }, (_, week): WeekSpan => {
    const days = week === 0 ? firstWeekDays : 7;
    const start = week === 0 ? 0 : firstWeekDays + 7 * (week - 1);
    return { from: addDays(first, start), to: addDays(first, start + days - 1), start, days };
  });
  return {
    asOf,
    first,
    last: addDays(first, count - 1),
    dates,
    weeks,
    weekOfDay: weeks.flatMap(({ days }, week) => Array.from({ length: days }, () => week)),
    position: (date) => (date <= first ? 0 : (positions.get(date) ?? null)),
  };
}

/** Monday of the calendar week of a week of the horizon: in the first week it can be on or before the as-of date. */
export function mondayOf({ to }: Pick<WeekSpan, 'to'>): IsoDate {
  return addDays(to, -6);
}
