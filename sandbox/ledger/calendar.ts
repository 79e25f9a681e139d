/** Calendar dates as `YYYY-MM-DD` strings. No clock is read here. */

const MS_PER_DAY = 86_400_000;

/** Dates met so far; a few thousand in the life of a process. */
const MAX_REMEMBERED = 100_000;
const dayNumbers = new Map<string, number>();
const dates = new Map<number, string>();

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  let day = dayNumbers.get(date);
  if (day === undefined) {
    day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY;
    if (dayNumbers.size < MAX_REMEMBERED) dayNumbers.set(date, day);
  }
  return day;
}

/** The date of a day number. */
export function dateOf(day: number): string {
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    if (dates.size < MAX_REMEMBERED) dates.set(day, date);
  }
  return date;
}

/** `date` moved by whole days, which may be negative. */
export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: string): number {
  return (dayNumber(date) + 4) % 7;
}

/** 1…31. */
export function dayOfMonth(date: string): number {
  return Number(date.slice(8, 10));
}

/** 1…12. */
export function monthOf(date: string): number {
  return Number(date.slice(5, 7));
}

/** The last day of the month of `date`. */
export function monthEnd(date: string): string {
  return dateOf(Date.UTC(Number(date.slice(0, 4)), monthOf(date), 0) / MS_PER_DAY);
}

/** First day of the month `months` after that of `date`. */
export function monthStart(date: string, months = 0): string {
  return dateOf(Date.UTC(Number(date.slice(0, 4)), monthOf(date) - 1 + months, 1) / MS_PER_DAY);
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = zoneFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    zoneFormats.set(zone, format);
  }
  return format;
}

function wallClock(instant: number, zone: string): { date: string; asUtc: number } {
  const part: Record<string, string> = {};
  for (const { type, value } of zoneFormat(zone).formatToParts(instant)) part[type] = value;
  const date = `${part['year']}-${part['month']}-${part['day']}`;
  return { date, asUtc: Date.parse(`${date}T${part['hour']}:${part['minute']}:${part['second']}Z`) };
}

/** The calendar date that `instant` falls on in an IANA zone. */
export function dateInZone(instant: Date, zone: string): string {
  return wallClock(instant.getTime(), zone).date;
}

const starts = new Map<string, number>();

/** The instant, in ms since 1970, at which `date` begins in an IANA zone. */
export function startOfDate(date: string, zone: string): number {
  const key = `${date} ${zone}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = findStart(date, zone);
    if (starts.size < MAX_REMEMBERED) starts.set(key, start);
  }
  return start;
}

function findStart(date: string, zone: string): number {
  const guess = dayNumber(date) * MS_PER_DAY;
  const first = guess - (wallClock(guess, zone).asUtc - guess);
  return guess - (wallClock(first, zone).asUtc - first);
}
