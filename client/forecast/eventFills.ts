import { addedDays, type AddedEvent } from '../../domain/forecast/addedEvents.js';
import type { Fill } from '../../domain/forecast/filledDays.js';
import type { ForecastItem } from '../../domain/forecast/forecastInputs.js';
import type { IsoDate } from '../../domain/units.js';
import type { Printing } from '../digest/reading.js';
import type { AddedView, ForecastView } from './forecastParts.js';

/** A day of an added event that is not counted, and what stands for it; null: a payment already made. */
export interface FilledDay {
  readonly date: IsoDate;
  readonly fill: Fill | null;
}

/**
 * The days ahead of an event that the forecast has no item of. A device does not know the payments of the past: a day that
 * nothing listed stands for is one of them.
 */
export function fillsOf({ id }: AddedView, forecast: ForecastView): FilledDay[] {
  const items = forecast.items
    .filter(({ off }) => !off)
    // What was moved stands for the day it was due.
    .map((item) => ({ ...item, date: item.movedFrom ?? item.date }) as unknown as ForecastItem);
  // All events: each bill stands for a day of one of them.
  const events = forecast.added as readonly AddedView[] as unknown as readonly AddedEvent[];
  const own = addedDays(events, [], { asOf: forecast.asOf as IsoDate, items }).find(({ event }) => event.id === id);
  if (own === undefined) return [];
  const listed = new Set(forecast.items.map(({ key }) => key));
  return own.dates
    .filter((date) => !listed.has(`Added:${id}:${date}`))
    .map((date) => ({ date, fill: own.filled.get(date) ?? null }));
}

/** `Data shows bill B-20418 over 4,286.40 for 1 Dec: not counted beside it.` */
export function fillWords(fills: readonly FilledDay[], print: Printing): string {
  return [...Map.groupBy(fills, ({ fill }) => fillName(fill, print))]
    .map(([name, days]) => {
      const dates = days.map(({ date }) => print.shortDay(date)).join(', ');
      return `Data shows ${name} for ${dates}: not counted beside it.`;
    })
    .join(' ');
}

const KIND_WORDS: Readonly<Partial<Record<Fill['kind'], string>>> = {
  BILL: 'bill',
  INVOICE: 'invoice',
  POSTED: 'entry',
  RECURRING: 'a recurring movement',
};

function fillName(fill: Fill | null, print: Printing): string {
  const words = fill === null ? undefined : KIND_WORDS[fill.kind];
  if (fill === null || words === undefined) return 'a payment already made';
  return `${words}${fill.number === null ? '' : ` ${fill.number}`} over ${print.money(fill.amount)}`;
}
