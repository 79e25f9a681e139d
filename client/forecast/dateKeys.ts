import { addDays, dayOfWeek, monthEnd, monthStart } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';

/**
 * The day a key goes to in a date field: `t` today, `+` and `-` a day, `w` and `k` the Monday and the Sunday of its week,
 * `m` and `h` the first and the last of its month. Null for any other key.
 */
export function dayByKey(key: string, date: IsoDate, today: IsoDate): IsoDate | null {
  switch (key) {
    case 't':
      return today;
    case '+':
    case '=':
      return addDays(date, 1);
    case '-':
      return addDays(date, -1);
    case 'w':
      return addDays(date, -((dayOfWeek(date) + 6) % 7));
    case 'k':
      return addDays(date, (7 - dayOfWeek(date)) % 7);
    case 'm':
      return monthStart(date);
    case 'h':
      return monthEnd(date);
    default:
      return null;
  }
}
