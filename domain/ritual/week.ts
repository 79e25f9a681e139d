import { addDays, dateInZone, dayOfWeek, laterDate } from '../calendar.js';
import type { IsoDate } from '../units.js';

/** The Monday of the week that a day is in: the week a review of that day belongs to. */
export function weekOf(today: IsoDate): IsoDate {
  return addDays(today, -((dayOfWeek(today) + 6) % 7));
}

/** What of a client's row says which week its review belongs to. */
export interface ReviewedDay {
  /** The client's own; absent in rows that an earlier version of the app kept. */
  readonly timeZone?: string;
  /** Of its figures; null before there are any. */
  readonly asOf: IsoDate | null;
}

/**
 * Monday of the week that a client's review belongs to at an instant (milliseconds since 1970); in `zone` where its row
 * carries none of its own. No week before that of the row's figures, which the server computed on a day it saw: a device
 * whose clock is behind would take last week's.
 */
export function reviewWeek({ timeZone, asOf }: ReviewedDay, now: number, zone: string): IsoDate {
  const today = dateInZone(now, timeZone ?? zone);
  return weekOf(asOf === null ? today : laterDate(today, asOf));
}

/** Whether the date is a Monday. */
export function isWeek(date: IsoDate): boolean {
  return dayOfWeek(date) === 1;
}
