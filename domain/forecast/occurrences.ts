import { addDays, isoDate, monthEnd } from '../calendar.js';
import type { IsoDate } from '../units.js';
import type { Interval } from './forecastInputs.js';

/** Half of an interval in days, rounded down: what lies no further from an occurrence's day stands for it. */
export const HALF_INTERVAL_DAYS: Readonly<Record<Interval, number>> = {
  WEEKLY: 3,
  EVERY_TWO_WEEKS: 7,
  TWICE_A_MONTH: 7,
  MONTHLY: 15,
  QUARTERLY: 45,
};

/** Most occurrences looked at: daily steps are not among the intervals, so this is over nineteen years of weeks. */
const MOST = 1_000;

/**
 * The days of a repeating event from `first` to `last`, both included, oldest first. Month-end rules: an event whose
 * first day is the last of its month stays on the last day of every month; the 29th to 31st fall on the last day of
 * shorter months. Twice a month: the day and the one fifteen days from it (1st and 16th, 10th and 25th); the 15th or a
 * month's last day stands for the 15th and the last day.
 */
export function occurrencesOf(first: IsoDate, interval: Interval, last: IsoDate): IsoDate[] {
  const dates: IsoDate[] = [];
  for (let place = 0; place < MOST; place += 1) {
    const date = occurrence(first, interval, place);
    if (date > last) break;
    if (date >= first) dates.push(date);
  }
  return dates;
}

/** The occurrence in a place; twice a month, the first place can lie before the first day. */
function occurrence(first: IsoDate, interval: Interval, place: number): IsoDate {
  const day = dayOfMonth(first);
  switch (interval) {
    case 'WEEKLY':
      return addDays(first, 7 * place);
    case 'EVERY_TWO_WEEKS':
      return addDays(first, 14 * place);
    case 'MONTHLY':
      return dayInMonth(first, place, day);
    case 'QUARTERLY':
      return dayInMonth(first, 3 * place, day);
    case 'TWICE_A_MONTH':
      return dayInMonth(first, Math.floor(place / 2), halvesOfMonth(day)[place % 2] ?? day);
  }
}

/** 31 for the last day of any month. */
function dayOfMonth(date: IsoDate): number {
  return date === monthEnd(date) ? 31 : Number(date.slice(8, 10));
}

function halvesOfMonth(day: number): readonly [number, number] {
  if (day === 15 || day >= 30) return [15, 31];
  return day < 15 ? [day, day + 15] : [day - 15, day];
}

/** A day of the month that is `months` after that of a date, cut to its last day. */
function dayInMonth(date: IsoDate, months: number, day: number): IsoDate {
  const counted = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}`;
  const end = monthEnd(isoDate(`${month}-01`));
  return Number(end.slice(8, 10)) <= day ? end : isoDate(`${month}-${String(day).padStart(2, '0')}`);
}
