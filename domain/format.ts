import { addDays, dateInZone, dayOfWeek, daysBetween } from './calendar.js';
import { dateTimeFormat, numberFormat } from './intlFormats.js';
import { currencyExponent } from './money.js';
import type { Runway } from './snapshot.js';
import type { Cents, IsoDate, Weeks } from './units.js';

/** A true minus, as wide as a digit. */
export const MINUS = '\u2212';
const THIN_SPACE = '\u2009';
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export interface MoneyFormat {
  /** Negative amounts in parentheses, as balances and totals are shown. */
  readonly parentheses?: boolean;
  /** Changes: `+` before what is above zero. */
  readonly sign?: boolean;
  /** The currency's symbol, where currencies mix; the narrow one would print every dollar as `$`. */
  readonly symbol?: boolean;
}

/** An amount in its currency's decimals and the locale's separators, exact to 2^53 minor units: `1,840.00`, `(1,840.00)`, `−1,840.00`. */
export function formatMoney(amount: Cents, currency: string, locale: string, options: MoneyFormat = {}): string {
  const exponent = currencyExponent(currency);
  const style = options.symbol ? ({ style: 'currency', currency } as const) : {};
  const format = numberFormat(locale, {
    ...style,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  const text = format.format(decimalText(Math.abs(amount), exponent));
  if (amount < 0) return options.parentheses ? `(${text})` : `${MINUS}${text}`;
  return options.sign && amount > 0 ? `+${text}` : text;
}

/** The amount for a screen reader: parentheses are read as "minus". */
export function spokenMoney(amount: Cents, currency: string, locale: string): string {
  const size = formatMoney(Math.abs(amount) as Cents, currency, locale);
  return amount < 0 ? `minus ${size}` : size;
}

/** Digits with a point, so that no floating point touches the amount: `4286.40` of 428640 and two decimals. */
export function decimalText(size: number, exponent: number): `${number}` {
  const digits = String(size).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  return (exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`) as `${number}`;
}

/** One decimal always: `17.3`; without a unit, which stands beside it or in the column's head. */
export function formatWeeks(weeks: Weeks | number, locale = 'en-US'): string {
  const text = oneDecimal(Math.abs(weeks), locale);
  return weeks < 0 ? `${MINUS}${text}` : text;
}

/** What is shown for a runway: `4.6`, `over 50`, `not burning`, `no data`. */
export function formatRunway(runway: Pick<Runway, 'state' | 'weeks' | 'over'>, locale = 'en-US'): string {
  if (runway.state === 'NOT_BURNING') return 'not burning';
  if (runway.state === 'NO_DATA' || runway.weeks === null) return 'no data';
  return runway.over ? 'over 50' : formatWeeks(runway.weeks, locale);
}

/** The same in a sentence, with its unit: `4.6 weeks`, `over 50 weeks`, `not burning`. */
export function formatRunwayWithUnit(runway: Pick<Runway, 'state' | 'weeks' | 'over'>, locale = 'en-US'): string {
  const text = formatRunway(runway, locale);
  return runway.state === 'NUMBER' ? `${text} weeks` : text;
}

/** A change in weeks: `+1.2`, `−0.4`, `0.0`. */
export function formatWeeksChange(weeks: number, locale = 'en-US'): string {
  return weeks > 0 ? `+${formatWeeks(weeks, locale)}` : formatWeeks(weeks, locale);
}

/** A percentage such as variance gives (in per cent, to a tenth): whole, under 10 with one decimal, a thin space before the sign; empty when there is none. */
export function formatPercent(percent: number | null, locale = 'en-US'): string {
  if (percent === null) return '';
  const tenths = Math.round(Math.abs(percent) * 10);
  const size = tenths < 100 ? oneDecimal(tenths / 10, locale) : wholeNumber(Math.floor((tenths + 5) / 10), locale);
  return `${percent < 0 && tenths > 0 ? MINUS : ''}${size}${THIN_SPACE}%`;
}

/** A count with the locale's separators. */
export function wholeNumber(count: number, locale = 'en-US'): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

function oneDecimal(size: number, locale: string): string {
  return numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(size);
}

/** `Fri 20 Nov`; the year only when it is not today's: `Wed 31 Dec 2025`. */
export function formatDay(date: IsoDate, today: IsoDate): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return sameYear ? dayAndMonth(date) : `${dayAndMonth(date)} ${yearOf(date)}`;
}

/** `Mon 24 Aug to Sun 22 Nov 2026`: the year at the end, and at the start where it differs. */
export function formatRange(from: IsoDate, to: IsoDate): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${dayAndMonth(from)}${sameYear ? '' : ` ${yearOf(from)}`} to ${dayAndMonth(to)} ${yearOf(to)}`;
}

/** Days until due or late: `in 9 d`, `today`, `13 d late`; empty without a due date. */
export function formatDaysToDue(days: number | null): string {
  if (days === null) return '';
  if (days === 0) return 'today';
  return days > 0 ? `in ${days} d` : `${-days} d late`;
}

function dayAndMonth(date: IsoDate): string {
  return `${DAYS[dayOfWeek(date)]} ${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** When the reader is: the present instant, their time zone and locale. */
export interface ReadingMoment {
  readonly now: number | Date;
  readonly zone: string;
  readonly locale: string;
}

/** An instant as freshness shows it: today its time, in the last six days its day and time, before that its date. */
export function formatInstant(instant: number | Date, { now, zone, locale }: ReadingMoment): string {
  const day = dateInZone(instant, zone);
  const today = dateInZone(now, zone);
  const time = dateTimeFormat(locale, { timeZone: zone, hour: hourOf(locale), minute: '2-digit' }).format(instant);
  const age = daysBetween(day, today);
  if (age === 0) return time;
  return age > 0 && day > addDays(today, -7) ? `${DAYS[dayOfWeek(day)]} ${time}` : formatDay(day, today);
}

/** `5:26 PM` where the day has twelve hours, `07:58` where it has twenty-four. */
function hourOf(locale: string): 'numeric' | '2-digit' {
  return dateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true ? 'numeric' : '2-digit';
}

export interface Freshness {
  /** Instant of the last good sync; null before the first. */
  readonly lastGoodSyncAt: number | Date | null;
  readonly booksThrough: IsoDate | null;
  readonly asOf: IsoDate | null;
}

/** `Synced 07:58, books through Fri 20 Nov, as of Sun 22 Nov`. What is not known yet is left out. */
export function formatFreshness(freshness: Freshness, moment: ReadingMoment): string {
  return freshnessParts(freshness, moment).join(', ');
}

/** The same in its parts, for a line that sets them apart by a mark of its own. */
export function freshnessParts(freshness: Freshness, moment: ReadingMoment): string[] {
  const today = dateInZone(moment.now, moment.zone);
  const { lastGoodSyncAt, booksThrough, asOf } = freshness;
  const parts = [lastGoodSyncAt === null ? 'Not synced yet' : `Synced ${formatInstant(lastGoodSyncAt, moment)}`];
  if (booksThrough !== null) parts.push(`books through ${formatDay(booksThrough, today)}`);
  if (asOf !== null) parts.push(`as of ${formatDay(asOf, today)}`);
  return parts;
}

/** The short form of a list's row: `07:58, to Fri 20`; the month only when it is not this one. */
export function formatFreshnessShort(freshness: Omit<Freshness, 'asOf'>, moment: ReadingMoment): string {
  const { lastGoodSyncAt, booksThrough } = freshness;
  if (lastGoodSyncAt === null) return 'Not synced yet';
  const synced = formatInstant(lastGoodSyncAt, moment);
  if (booksThrough === null) return synced;
  const today = dateInZone(moment.now, moment.zone);
  const sameMonth = booksThrough.slice(0, 7) === today.slice(0, 7);
  const day = `${DAYS[dayOfWeek(booksThrough)]} ${Number(booksThrough.slice(8, 10))}`;
  return `${synced}, to ${sameMonth ? day : formatDay(booksThrough, today)}`;
}
