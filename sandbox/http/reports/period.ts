import { addDays, monthEnd, monthStart, weekday } from '../../ledger/calendar.js';
import { invalidParameter } from '../faults.js';

/** Calendar dates, both ends inclusive. */
export interface Period {
  start: string;
  end: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_DATE = '1970-01-01';

/** The first day of the fiscal year that `date` falls in. */
export function fiscalYearStart(date: string, startMonth: number): string {
  const month = Number(date.slice(5, 7));
  return monthStart(date, -((month - startMonth + 12) % 12));
}

/** The date a parameter gives; undefined when it is absent. Refuses what is no date. */
export function dateParameter(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!DATE.test(text) || Number.isNaN(Date.parse(text)) || new Date(text).toISOString().slice(0, 10) !== text)
    throw invalidParameter(name, text);
  return text;
}

/** Whole periods by name; "-to-date" forms end today. `startMonth` is the fiscal year's first, 1 to 12. */
function macroPeriod(macro: string, today: string, startMonth: number): Period | undefined {
  const year = fiscalYearStart(today, startMonth);
  const lastYear = monthStart(year, -12);
  const quarter = monthStart(year, 3 * Math.floor(monthsBetween(year, today) / 3));
  const sunday = addDays(today, -weekday(today));
  const lastMonthDay = (date: string): string =>
    Number(today.slice(8)) > Number(monthEnd(date).slice(8)) ? monthEnd(date) : date.slice(0, 8) + today.slice(8);
  const known: Record<string, Period> = {
    all: { start: FIRST_DATE, end: '9999-12-31' },
    today: { start: today, end: today },
    yesterday: { start: addDays(today, -1), end: addDays(today, -1) },
    'this week': { start: sunday, end: addDays(sunday, 6) },
    'this week-to-date': { start: sunday, end: today },
    'last week': { start: addDays(sunday, -7), end: addDays(sunday, -1) },
    'this month': { start: monthStart(today), end: monthEnd(today) },
    'this month-to-date': { start: monthStart(today), end: today },
    'last month': { start: monthStart(today, -1), end: addDays(monthStart(today), -1) },
    'last month-to-date': { start: monthStart(today, -1), end: lastMonthDay(monthStart(today, -1)) },
    'this fiscal quarter': { start: quarter, end: addDays(monthStart(quarter, 3), -1) },
    'this fiscal quarter-to-date': { start: quarter, end: today },
    'last fiscal quarter': { start: monthStart(quarter, -3), end: addDays(quarter, -1) },
    'this fiscal year': { start: year, end: addDays(monthStart(year, 12), -1) },
    'this fiscal year-to-date': { start: year, end: today },
    'last fiscal year': { start: lastYear, end: addDays(year, -1) },
    'last fiscal year-to-date': { start: lastYear, end: lastMonthDay(monthStart(today, -12)) },
  };
  return known[macro.trim().toLowerCase()];
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** start_date and end_date, or date_macro, or the fiscal year to date. Refuses an unknown macro and an end before the start. */
export function periodOf(query: URLSearchParams, today: string, startMonth: number): Period {
  const macro = query.get('date_macro');
  const start = dateParameter(query, 'start_date');
  const end = dateParameter(query, 'end_date');
  if (start === undefined && end === undefined && macro !== null) {
    const period = macroPeriod(macro, today, startMonth);
    if (!period) throw invalidParameter('date_macro', macro);
    return period;
  }
  const through = end ?? today;
  const from = start ?? fiscalYearStart(through, startMonth);
  if (from > through) throw invalidParameter('start_date', from);
  return { start: from, end: through };
}

const STEPS: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const MOST_COLUMNS = 120;

/** Calendar months, quarters or fiscal years of a period, cut at its ends; the period itself for Total. */
export function columnPeriods(period: Period, by: string, startMonth: number): Period[] {
  const step = STEPS[by.toLowerCase()];
  if (step === undefined) return [period];
  const first = step === 1 ? monthStart(period.start) : fiscalYearStart(period.start, startMonth);
  const columns: Period[] = [];
  for (let from = first; from <= period.end && columns.length < MOST_COLUMNS; from = monthStart(from, step)) {
    const to = addDays(monthStart(from, step), -1);
    if (to >= period.start)
      columns.push({ start: from < period.start ? period.start : from, end: to > period.end ? period.end : to });
  }
  return columns;
}
