import { dateInZone } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { formatDay } from '../../domain/wording.js';
import type { Printing } from '../digest/reading.js';

/** To the second: `Mon 23 Nov, 08:02:55`; today the time alone. */
export function exactTime(instant: string, print: Printing): string {
  const time = toTheSecond(instant, print);
  const shown = print.instant(instant);
  return /^\d/.test(shown) ? time : `${shown.replace(/ \d{1,2}:\d\d.*$/, '')}, ${time}`;
}

/** `Mon 23 Nov 2026, 08:02:55 MST`: for who reads it another day, or elsewhere. */
export function fullTime(instant: string, print: Printing): string {
  const day = withYear(dateInZone(Date.parse(instant), print.zone));
  return `${day}, ${toTheSecond(instant, print, { timeZoneName: 'short' })}`;
}

function toTheSecond(instant: string, print: Printing, more: Intl.DateTimeFormatOptions = {}): string {
  return new Intl.DateTimeFormat(print.locale, {
    ...{ timeZone: print.zone, hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...more,
  }).format(Date.parse(instant));
}

/** `Mon 23 Nov 2026`. */
export function withYear(date: IsoDate): string {
  return `${formatDay(date, date)} ${date.slice(0, 4)}`;
}
