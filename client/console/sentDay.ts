import { dateInZone } from '../../domain/calendar.js';
import type { Printing } from '../digest/reading.js';

/** The day an invoice was sent, where the reader is: `2 Nov`. */
export function sentDay(at: string, print: Printing): string {
  return print.shortDay(dateInZone(Date.parse(at), print.zone));
}
