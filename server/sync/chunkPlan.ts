import { addDays, months, monthEnd } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';

/** A span of the general ledger that is asked for at once; both days included. */
export interface LedgerSpan {
  readonly key: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** In an advisor's words. */
  readonly phase: string;
}

/** Before any books and after any plan: what is entered with a wrong century is still seen. */
const EARLIEST = '1900-01-01' as IsoDate;
const LATEST = '2199-12-31' as IsoDate;
/** Fifty years by month. */
const MOST_MONTHS = 600;

/** Months of one request where several lie side by side. */
const MONTHS_A_SPAN = 3;

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');

/**
 * The spans that together cover every date: one before the first month, one a month up to the as-of date's, one after
 * it for future-dated entries. `first`: the date of the earliest document, the as-of date when there is none.
 */
export function ledgerSpans(first: IsoDate, asOf: IsoDate): LedgerSpan[] {
  const all = months(first < asOf ? first : asOf, monthEnd(asOf)).slice(-MOST_MONTHS);
  const begins = `${(all[0]?.from ?? asOf).slice(0, 7)}-01` as IsoDate;
  const byMonth = all.map(({ from, to }) => {
    const month = from.slice(0, 7);
    const phase = `Reading the ledger: ${monthName(month)}`;
    return { key: `postings:${month}`, from: firstDay(month), to, phase };
  });
  return [
    {
      key: 'postings:0-before',
      from: EARLIEST,
      to: addDays(begins, -1),
      phase: 'Reading the ledger: before the first month',
    },
    ...byMonth,
    {
      key: 'postings:9-after',
      from: addDays(monthEnd(asOf), 1),
      to: LATEST,
      phase: 'Reading the ledger: entries in the future',
    },
  ];
}

/** The as-of date's month and all that lies in the future: read again by every run, in one request. */
export function newestSpan(asOf: IsoDate): LedgerSpan {
  const month = asOf.slice(0, 7);
  const phase = `Reading the ledger: ${monthName(month)} and entries in the future`;
  return { key: `postings:9-from-${month}`, from: firstDay(month), to: LATEST, phase };
}

/**
 * The spans of past months ('YYYY-MM', any order, some may be the same), neighbours joined up to three; months from the
 * as-of date's on are left out, since `newestSpan` holds them.
 */
export function spansOfMonths(wanted: Iterable<string>, asOf: IsoDate): LedgerSpan[] {
  const past = [...new Set(wanted)].filter((month) => month < asOf.slice(0, 7)).sort();
  const joined: string[][] = [];
  for (const month of past) {
    const last = joined.at(-1);
    const isNeighbour = last !== undefined && nextMonth(last.at(-1) ?? month) === month;
    if (isNeighbour && last.length < MONTHS_A_SPAN) last.push(month);
    else joined.push([month]);
  }
  return joined.map((group) => {
    const [first = '', last = first] = [group[0], group.at(-1)];
    const names = first === last ? monthName(first) : `${monthName(first)} to ${monthName(last)}`;
    const phase = `Reading the ledger: ${names}`;
    return { key: `postings:${first}..${last}`, from: firstDay(first), to: monthEnd(firstDay(last)), phase };
  });
}

/** Everything up to the end of a month ('YYYY-MM'). */
export function spanThrough(month: string): LedgerSpan {
  const phase = `Reading the ledger: up to ${monthName(month)}`;
  return { key: `postings:0-to-${month}`, from: EARLIEST, to: monthEnd(firstDay(month)), phase };
}

/** The month after 'YYYY-MM'. */
export function nextMonth(month: string): string {
  return addDays(monthEnd(firstDay(month)), 1).slice(0, 7);
}

/** The month so many before 'YYYY-MM'. */
export function monthBefore(month: string, count = 1): string {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** First day of 'YYYY-MM'. */
export function firstDay(month: string): IsoDate {
  return `${month}-01` as IsoDate;
}

function monthName(month: string): string {
  return `${MONTH_NAMES[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)}`;
}
