import { addDays, daysBetween, isoDate } from '../calendar.js';
import type { IsoDate } from '../units.js';
import type { Interval } from './forecastInputs.js';

/** An interval with the days it falls on. */
export interface Schedule {
  readonly interval: Interval;
  /**
   * WEEKLY: day of the week counted from the epoch. EVERY_TWO_WEEKS: day of the fortnight, likewise. MONTHLY: day of the
   * month, 31 for its end. TWICE_A_MONTH: two of those. QUARTERLY: day of the month and month of the quarter (0 to 2).
   */
  readonly anchors: readonly number[];
}

/** Mean days from one occurrence to the next. */
export const INTERVAL_DAYS: Readonly<Record<Interval, number>> = {
  WEEKLY: 7,
  EVERY_TWO_WEEKS: 14,
  TWICE_A_MONTH: 365.25 / 24,
  MONTHLY: 365.25 / 12,
  QUARTERLY: 365.25 / 4,
};

/** Half of an interval in whole days: what lies no further from an occurrence's day stands for it. */
export const HALF_INTERVAL_DAYS: Readonly<Record<Interval, number>> = {
  WEEKLY: 3,
  EVERY_TWO_WEEKS: 7,
  TWICE_A_MONTH: 7,
  MONTHLY: 15,
  QUARTERLY: 45,
};

/** Days by which an occurrence can miss its day: weekends, holidays, the ends of months. */
export const TOLERANCE_DAYS: Readonly<Record<Interval, number>> = {
  WEEKLY: 2,
  EVERY_TWO_WEEKS: 3,
  TWICE_A_MONTH: 4,
  MONTHLY: 5,
  QUARTERLY: 10,
};

/** A Monday. */
const EPOCH = isoDate('2001-01-01');
const LEAST_OCCURRENCES = 3;
/** Of so many occurrences, one can miss its day, and one can be skipped of so many. */
const ONE_MISSES_OF = 6;
const ONE_SKIPPED_OF = 5;
const INTERVALS = Object.keys(INTERVAL_DAYS) as readonly Interval[];

/** The days of a schedule from `from` to `to`, both included, oldest first. */
export function scheduledDates(schedule: Schedule, from: IsoDate, to: IsoDate): IsoDate[] {
  return scheduledDays(schedule, dayOf(from), dayOf(to)).map((day) => addDays(EPOCH, day));
}

/**
 * The schedule that dates keep, or null when they keep none. Dates are distinct, oldest first. At least three, each
 * within the interval's tolerance of a day of its own; one in six can miss that or come beside it, one in five can be
 * left out.
 */
export function scheduleOf(dates: readonly IsoDate[]): Schedule | null {
  if (dates.length < LEAST_OCCURRENCES) return null;
  const days = dates.map(dayOf);
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const meanGap = (last - first) / (days.length - 1);
  let best: { schedule: Schedule; misfit: number } | null = null;
  for (const interval of INTERVALS) {
    const ratio = meanGap / INTERVAL_DAYS[interval];
    if (ratio < 0.84 || ratio > 1.34) continue;
    for (const anchors of anchorsFor(interval, dates, days)) {
      const schedule = { interval, anchors };
      const misfit = misfitOf(schedule, days);
      if (misfit !== null && (best === null || misfit < best.misfit)) best = { schedule, misfit };
    }
  }
  return best?.schedule ?? null;
}

/** The day of a schedule that a date stands for: the nearest, the earlier of two as near. */
export function scheduledDateOf(schedule: Schedule, date: IsoDate): IsoDate {
  const day = dayOf(date);
  const reach = Math.ceil(INTERVAL_DAYS[schedule.interval]);
  const near = scheduledDays(schedule, day - reach, day + reach);
  return addDays(EPOCH, near[nearest(near, day)] ?? day);
}

/** Mean days off the schedule, or null where the days do not keep it. */
function misfitOf(schedule: Schedule, days: readonly number[]): number | null {
  const tolerance = TOLERANCE_DAYS[schedule.interval];
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const reach = Math.ceil(INTERVAL_DAYS[schedule.interval]);
  const slots = scheduledDays(schedule, first - reach, last + reach);
  let total = 0;
  let missed = 0;
  let skipped = 0;
  let before = -1;
  for (const day of days) {
    const slot = nearest(slots, day);
    if (before >= 0) skipped += Math.max(0, slot - before - 1);
    const off = Math.abs(day - (slots[slot] ?? 0));
    if (off > tolerance || slot === before) missed += 1;
    total += off;
    before = slot;
  }
  if (missed > Math.floor(days.length / ONE_MISSES_OF) || skipped > Math.floor(days.length / ONE_SKIPPED_OF))
    return null;
  return total / days.length;
}

/** Days to try a schedule with: those that the dates themselves fall on. */
function anchorsFor(interval: Interval, dates: readonly IsoDate[], days: readonly number[]): number[][] {
  switch (interval) {
    case 'WEEKLY':
      return distinct(days.map((day) => modulo(day, 7))).map((day) => [day]);
    case 'EVERY_TWO_WEEKS':
      return distinct(days.map((day) => modulo(day, 14))).map((day) => [day]);
    case 'MONTHLY':
      return monthDays(dates).map((day) => [day]);
    case 'QUARTERLY':
      return monthDays(dates).flatMap((day) => [0, 1, 2].map((month) => [day, month]));
    case 'TWICE_A_MONTH': {
      const tried = monthDays(dates);
      return tried.flatMap((a) => tried.filter((b) => b - a >= 11 && b - a <= 19).map((b) => [a, b]));
    }
  }
}

/** Days of the month that dates fall on, in order; the end of the month where one lies near it. */
function monthDays(dates: readonly IsoDate[]): number[] {
  const seen = dates.map((date) => Number(date.slice(8, 10)));
  if (seen.some((day) => day >= 28)) seen.push(31);
  return distinct(seen).sort((a, b) => a - b);
}

function scheduledDays({ interval, anchors }: Schedule, from: number, to: number): number[] {
  if (interval === 'WEEKLY' || interval === 'EVERY_TWO_WEEKS') {
    const step = interval === 'WEEKLY' ? 7 : 14;
    const days: number[] = [];
    for (let day = from + modulo((anchors[0] ?? 0) - from, step); day <= to; day += step) days.push(day);
    return days;
  }
  const quarter = interval === 'QUARTERLY';
  const inMonth = quarter ? anchors.slice(0, 1) : anchors;
  const days: number[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month += 1) {
    if (quarter && month % 3 !== anchors[1]) continue;
    for (const anchor of inMonth) {
      const day = dayInMonth(month, anchor);
      if (day >= from && day <= to) days.push(day);
    }
  }
  return days;
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = addDays(EPOCH, day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** A day of a month, or its last where the month is shorter. */
function dayInMonth(month: number, day: number): number {
  const start = startOf(month);
  return Math.min(start + day - 1, startOf(month + 1) - 1);
}

function startOf(month: number): number {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return dayOf(isoDate(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01`));
}

/** Position of the nearest of sorted days; the earlier of two as near. */
function nearest(slots: readonly number[], day: number): number {
  let best = 0;
  for (let position = 1; position < slots.length; position += 1) {
    if (Math.abs((slots[position] ?? 0) - day) < Math.abs((slots[best] ?? 0) - day)) best = position;
  }
  return best;
}

function dayOf(date: IsoDate): number {
  return daysBetween(EPOCH, date);
}

function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)];
}
