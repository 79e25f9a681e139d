import { addDays, monthEnd } from '../calendar.js';
import type { IsoDate } from '../units.js';
import type { Interval } from './forecastInputs.js';
import { scheduledDates } from './schedule.js';

const STEP_DAYS = { WEEKLY: 7, EVERY_TWO_WEEKS: 14 } as const;
/** Most occurrences listed of one event. */
const MOST = 1_000;
/** The end of a month, whichever day that is. */
const MONTH_END = 31;

/**
 * The days of a repeating event from `first` to `last`, both included, oldest first. Month-end rules: an event whose
 * first day is the last of its month stays on the last day of every month; the 29th and 30th fall on the last day of
 * shorter months. Twice a month: the day and the one fifteen days from it (1st and 16th, 10th and 25th); the 15th and a
 * month's last day go together.
 */
export function occurrencesOf(first: IsoDate, interval: Interval, last: IsoDate): IsoDate[] {
  if (interval === 'WEEKLY' || interval === 'EVERY_TWO_WEEKS') {
    const dates: IsoDate[] = [];
    for (let date = first; date <= last && dates.length < MOST; date = addDays(date, STEP_DAYS[interval]))
      dates.push(date);
    return dates;
  }
  return scheduledDates({ interval, anchors: anchorsOf(first, interval) }, first, last).slice(0, MOST);
}

function anchorsOf(first: IsoDate, interval: 'TWICE_A_MONTH' | 'MONTHLY' | 'QUARTERLY'): number[] {
  const day = first === monthEnd(first) ? MONTH_END : Number(first.slice(8, 10));
  if (interval === 'MONTHLY') return [day];
  if (interval === 'QUARTERLY') return [day, (Number(first.slice(5, 7)) - 1) % 3];
  if (day === 15 || day >= 30) return [15, MONTH_END];
  return day < 15 ? [day, day + 15] : [day - 15, day];
}
