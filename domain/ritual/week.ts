import { addDays, dayOfWeek } from '../calendar.js';
import type { IsoDate } from '../units.js';

/** The Monday of the week that a day is in: the week a review of that day belongs to. */
export function weekOf(today: IsoDate): IsoDate {
  return addDays(today, -((dayOfWeek(today) + 6) % 7));
}

/** Whether the date is a Monday. */
export function isWeek(date: IsoDate): boolean {
  return dayOfWeek(date) === 1;
}
