import { createContext, useContext } from 'react';
import { dateInZone } from '../../domain/calendar.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import { formatDay, formatInstant, formatMoney, type MoneyFormat, type ReadingMoment } from '../../domain/wording.js';

/** Who reads, when, and in which currency the figures are. */
export interface Reading extends ReadingMoment {
  readonly now: number;
  /** Null while neither the list nor a digest has said it. */
  readonly currency: string | null;
}

export const ReadingContext = createContext<Reading | null>(null);

export interface Printing extends Reading {
  /** Throws before it is known: no amount is printed in a currency that is guessed. */
  readonly currency: string;
  /** An amount in the client's currency; balances and totals below zero in parentheses. */
  readonly money: (amount: number, options?: MoneyFormat) => string;
  /** `Fri 20 Nov`; the year only when it is not this one. The contract's dates are calendar dates. */
  readonly day: (date: string) => string;
  /** `24 Nov`, for rows where the weekday does not matter. */
  readonly shortDay: (date: string) => string;
  /** An instant as freshness shows it: `07:58`, `Fri 18:04`, `Fri 20 Nov`. */
  readonly instant: (instant: string) => string;
}

/** How figures are printed here. Throws outside a digest, which is a fault of the component that asks. */
export function usePrinting(): Printing {
  const reading = useContext(ReadingContext);
  if (reading === null) throw new Error('A figure was shown outside a digest.');
  return printingOf(reading);
}

export function printingOf(reading: Reading): Printing {
  const today = dateInZone(reading.now, reading.zone);
  const day = (date: string): string => formatDay(date as IsoDate, today);
  return {
    ...reading,
    get currency() {
      return knownCurrency(reading);
    },
    money: (amount, options = { parentheses: true }) =>
      formatMoney(amount as Cents, knownCurrency(reading), reading.locale, options),
    day,
    shortDay: (date) => day(date).slice(4),
    instant: (instant) => formatInstant(Date.parse(instant), reading),
  };
}

function knownCurrency({ currency }: Reading): string {
  if (currency === null) throw new Error('An amount was printed before its currency was known.');
  return currency;
}
