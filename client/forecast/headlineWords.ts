import type { Printing } from '../digest/reading.js';
import { spoken } from '../flowband/spoken.js';
import type { ForecastView } from './forecastParts.js';

/** One reading of the forecast: its low point and the first week in which a day ends below zero. */
export interface Reading {
  readonly lowPoint: { readonly amount: number; readonly date: string };
  readonly firstWeekBelowZero: string | null;
}

/** All open invoices at their usual delay, and none of them. */
export function readingsOf(forecast: ForecastView): { readonly upper: Reading; readonly lower: Reading } {
  const { lowPoint, firstWeekBelowZero, lowerLowPoint, lowerFirstWeekBelowZero } = forecast;
  return {
    upper: { lowPoint, firstWeekBelowZero },
    lower: { lowPoint: lowerLowPoint, firstWeekBelowZero: lowerFirstWeekBelowZero },
  };
}

/** `first week below zero: of 14 Dec`, `no day below zero in 13 weeks`. */
export function belowZeroWords(monday: string | null, print: Printing): string {
  return monday === null ? 'no day below zero in 13 weeks' : `below zero first in the week of ${print.day(monday)}`;
}

/** The headline in one sentence a reading, for people who listen. */
export function headlineSentence(forecast: ForecastView, print: Printing): string {
  const { upper, lower } = readingsOf(forecast);
  const words = ({ lowPoint, firstWeekBelowZero }: Reading): string =>
    `a low point of ${spoken(lowPoint.amount, print)} on ${print.day(lowPoint.date)}, ${belowZeroWords(firstWeekBelowZero, print)}`;
  return `Data shows ${words(upper)}. With none of the open invoices paid, ${words(lower)}.`;
}

/** The place among the weeks of the week that a date or its Monday lies in; -1 for none. */
export function weekOf(date: string | null, weeks: ForecastView['weeks']): number {
  return date === null ? -1 : weeks.findIndex(({ to }) => date <= to);
}
