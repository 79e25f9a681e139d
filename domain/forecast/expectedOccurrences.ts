import type { BooksIndex } from '../booksIndex.js';
import { addDays, dayOfWeek, daysBetween, laterDate } from '../calendar.js';
import { formatDay, formatMoney } from '../format.js';
import type { IsoDate } from '../units.js';
import { countOf } from '../wording.js';
import type { ForecastItem, Interval, RecurringSeries } from './forecastInputs.js';
import type { FoundSeries, Occurrence } from './recurring.js';
import { HALF_INTERVAL_DAYS, INTERVAL_DAYS, TOLERANCE_DAYS, scheduledDateOf, scheduledDates } from './schedule.js';

/** Intervals without an occurrence, and the days it can miss its own by, after which a series has stopped. */
const STOPPED_AFTER = 1.5;

const INTERVAL_WORDS: Readonly<Record<Interval, string>> = {
  WEEKLY: 'Every week',
  EVERY_TWO_WEEKS: 'Every two weeks',
  TWICE_A_MONTH: 'Twice a month',
  MONTHLY: 'Every month',
  QUARTERLY: 'Every quarter',
};

/** Days after which what was due is taken as left out, for intervals of which half is longer. */
const LATE_DAYS = 15;

/** QuickBooks calls a paycheck `Payroll Check` or `Paycheck`. */
const PAYCHECK = /^(pay|payroll) ?check/i;

/** A day on which a series is expected. */
export interface ExpectedOccurrence {
  /** By the series' schedule; can be on or before the as-of date where it is late. */
  readonly nominal: IsoDate;
  /** After the as-of date. */
  readonly date: IsoDate;
}

/** Whether a series goes on: it was last seen within about 1.5 intervals of the day the books reach to. */
export function goesOn(series: FoundSeries, booksThrough: IsoDate): boolean {
  const { interval } = series.schedule;
  const silent = daysBetween(lastOf(series).date, booksThrough);
  return silent <= STOPPED_AFTER * INTERVAL_DAYS[interval] + TOLERANCE_DAYS[interval];
}

/**
 * The days after the as-of date on which a series is expected, up to `last`. One that is late by no more than half an
 * interval, at most 15 days, is expected on the next day; later than that, it was left out, or paid where the books do not
 * reach yet: books that end weeks ago do not bring all since on one day. Where it never fell on a weekend, neither does
 * what is expected: the working day after, at the end of a month the one before.
 */
export function expectedOccurrences(series: FoundSeries, asOf: IsoDate, last: IsoDate): ExpectedOccurrence[] {
  const { schedule, occurrences } = series;
  const seen = scheduledDateOf(schedule, lastOf(series).date);
  const lapsed = addDays(asOf, -Math.min(LATE_DAYS, HALF_INTERVAL_DAYS[schedule.interval]) - 1);
  const workdays = occurrences.every(({ date }) => !isWeekend(date));
  const tomorrow = addDays(asOf, 1);
  return scheduledDates(schedule, addDays(laterDate(seen, lapsed), 1), last).map((nominal) => ({
    nominal,
    date: laterDate(tomorrow, workdays ? workdayFor(nominal, schedule.anchors[0] ?? 0, schedule.interval) : nominal),
  }));
}

function workdayFor(date: IsoDate, anchor: number, interval: Interval): IsoDate {
  const weekday = dayOfWeek(date);
  if (weekday !== 0 && weekday !== 6) return date;
  const atMonthEnd = (interval === 'MONTHLY' || interval === 'TWICE_A_MONTH') && Number(date.slice(8, 10)) >= 28;
  if (atMonthEnd && (anchor >= 28 || interval === 'TWICE_A_MONTH')) return addDays(date, weekday === 6 ? -1 : -2);
  return addDays(date, weekday === 6 ? 2 : 1);
}

function isWeekend(date: IsoDate): boolean {
  return [0, 6].includes(dayOfWeek(date));
}

/** What a person reads of a series; null where nothing of it is expected any more. */
export function seriesLine(
  index: BooksIndex,
  series: FoundSeries,
  expected: readonly ExpectedOccurrence[],
  asOf: IsoDate,
): RecurringSeries | null {
  const [next] = expected;
  if (!next) return null;
  const { flows, date } = lastOf(series);
  return {
    key: seriesKey(series),
    name: seriesName(index, series),
    direction: flows[0]?.direction ?? 'OUT',
    interval: series.schedule.interval,
    amount: series.amount,
    lastDate: date,
    nextDate: next.date,
    seen: series.occurrences.length,
    basis: basisOf(index, series, asOf),
  };
}

/** One expected occurrence as an event of the forecast. */
export function recurringItem(line: RecurringSeries, { nominal, date }: ExpectedOccurrence): ForecastItem {
  const { key, name, direction, amount, basis } = line;
  return {
    key: `${key}:${nominal}`,
    kind: 'RECURRING',
    direction,
    amount,
    date,
    name,
    number: null,
    documentKey: null,
    dueDate: null,
    series: key,
    basis,
  };
}

/** A series' key: `Recurring:<direction>:<payee, account or entry>`. */
export function seriesKey({ key }: Pick<FoundSeries, 'key'>): string {
  return `Recurring:${key}`;
}

/** The payee, else the memo its occurrences share, else the accounts on the other side. */
function seriesName(index: BooksIndex, series: FoundSeries): string {
  const flow = lastOf(series).flows[0];
  if (!flow) return series.group;
  if (flow.payee !== null) return flow.payee;
  if (flow.ledgerOnly) return PAYCHECK.test(flow.movement.type) ? 'Payroll' : flow.movement.type;
  const memo = sharedMemo(series);
  if (memo !== null) return memo;
  const names = flow.pieces.map(({ accountId }) => index.accounts.get(accountId)?.name ?? accountId);
  return [...new Set(names)].join(', ');
}

function sharedMemo(series: FoundSeries): string | null {
  const memos = new Set(series.occurrences.flatMap(({ flows }) => flows.map(({ movement }) => movement.memo)));
  const [memo] = memos;
  return memos.size === 1 && memo !== undefined ? memo : null;
}

function basisOf(index: BooksIndex, series: FoundSeries, asOf: IsoDate): string {
  const { occurrences, schedule, steady, amount } = series;
  const { date, amount: lastAmount } = lastOf(series);
  const { homeCurrency } = index.books;
  const last = `${formatMoney(lastAmount, homeCurrency, 'en-US')} on ${formatDay(date, asOf)}`;
  const seen = `${INTERVAL_WORDS[schedule.interval]}; seen ${countOf(occurrences.length, 'time', 'times')}, last ${last}.`;
  return steady ? seen : `${seen} Median of the last ones: ${formatMoney(amount, homeCurrency, 'en-US')}.`;
}

function lastOf({ occurrences }: FoundSeries): Occurrence {
  const last = occurrences.at(-1);
  if (!last) throw new RangeError('A series without an occurrence.');
  return last;
}
