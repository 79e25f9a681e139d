import { dateTimeFormat } from './intlFormats.js';
import type { IsoDate } from './units.js';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * A calendar date of the Gregorian calendar, years 0001 to 9999, written `YYYY-MM-DD`.
 * @throws RangeError when the text is not such a date (30 February included).
 */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`Not a calendar date YYYY-MM-DD: ${text.slice(0, 40)}`);
  return text;
}

/** Whether the text is a calendar date `YYYY-MM-DD` that exists. */
export function isIsoDate(text: string): text is IsoDate {
  const match = ISO_DATE.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The date `days` later (earlier when negative). Throws RangeError outside the years 1 to 9999. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`: 0 on the same date, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 for Sunday to 6 for Saturday. */
export function dayOfWeek(date: IsoDate): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  // 1970-01-01 was a Thursday.
  return ((((dayNumber(date) + 4) % 7) + 7) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** The Sunday that ends the last full week: the date itself on a Sunday. */
export function sundayOnOrBefore(date: IsoDate): IsoDate {
  return addDays(date, -dayOfWeek(date));
}

/** First day of the date's month. */
export function monthStart(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01` as IsoDate;
}

/** Last day of the date's month. */
export function monthEnd(date: IsoDate): IsoDate {
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
  return `${date.slice(0, 7)}-${String(days).padStart(2, '0')}` as IsoDate;
}

/** The calendar months that touch `from` to `to` inclusive, oldest first; each cut to the range. Empty if it ends before it starts. */
export function months(from: IsoDate, to: IsoDate): { readonly from: IsoDate; readonly to: IsoDate }[] {
  const list: { from: IsoDate; to: IsoDate }[] = [];
  for (let start = from; start <= to; start = addDays(monthEnd(start), 1)) {
    const end = monthEnd(start);
    list.push({ from: start, to: end < to ? end : to });
  }
  return list;
}

/** Order of dates, oldest first, for sorting. */
export function compareDates(a: IsoDate, b: IsoDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The later of two dates. */
export function laterDate(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? b : a;
}

/** The calendar date an instant (milliseconds since 1970 UTC, or a Date) falls on in an IANA time zone. Throws RangeError on an unknown zone. */
export function dateInZone(instant: number | Date, zone: string): IsoDate {
  const parts = dateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return isoDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/**
 * The first instant of a calendar date in an IANA time zone, in whole minutes: midnight, or where a clock change skips
 * midnight, what comes after. Throws RangeError on an unknown zone.
 */
export function startOfDay(date: IsoDate, zone: string): Date {
  const noonInUtc = dayNumber(date) * DAY_MS + DAY_MS / 2;
  // No zone is further than 14 hours from UTC; within this span the local date only rises.
  let before = noonInUtc - DAY_MS - DAY_MS / 4;
  let after = noonInUtc + DAY_MS;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (dateInZone(middle, zone) < date) before = middle;
    else after = middle;
  }
  return new Date(after);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days in 400 years of the Gregorian calendar, after which it repeats itself. */
const DAYS_OF_ERA = 146_097;
/** Days from 1 March of the year 0 to 1970-01-01. */
const DAYS_TO_EPOCH = 719_468;

/**
 * Days since 1970-01-01, in whole numbers alone: a forecast and the rules ask for it many thousand times. Years are
 * counted from March, so that the leap day is the last of its year (H. Hinnant, "chrono-compatible low-level date
 * algorithms", days_from_civil).
 */
function dayNumber(date: IsoDate): number {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digits(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_ERA + dayOfEra - DAYS_TO_EPOCH;
}

/** The inverse (civil_from_days of the same source). */
function fromDayNumber(day: number): IsoDate {
  const shifted = Math.floor(day) + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_OF_ERA);
  const dayOfEra = shifted - era * DAYS_OF_ERA;
  const leaps = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 1 && year <= 9_999)) throw new RangeError('A date outside the calendar.');
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}` as IsoDate;
}

/** The number that a part of a date's digits spells. */
function digits(date: IsoDate, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + date.charCodeAt(place) - 48;
  return number;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
