import { addDays } from '../calendar.js';
import { formatDay } from '../format.js';
import type { Cents, IsoDate } from '../units.js';
import { FilledDays, type Fill } from './filledDays.js';
import type { ForecastInputs, ForecastItem, Interval } from './forecastInputs.js';
import { horizonOf } from './horizon.js';
import { occurrencesOf } from './occurrences.js';
import { HALF_INTERVAL_DAYS } from './schedule.js';

/** An event that an advisor added to the forecast alone. */
export interface AddedEvent {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  /** Above zero, in home currency. */
  readonly amount: Cents;
  /** The first day. */
  readonly date: IsoDate;
  /** Null: once. */
  readonly interval: Interval | null;
  /** The last day of a repeating event; null: no end. */
  readonly until: IsoDate | null;
}

/** The days of an added event within the horizon, and what stands for those that are not counted. */
export interface AddedDays<Event extends AddedEvent = AddedEvent> {
  readonly event: Event;
  readonly dates: readonly IsoDate[];
  readonly filled: ReadonlyMap<IsoDate, Fill>;
}

/** What the days of added events are told from. */
type AddedGround = Pick<ForecastInputs, 'asOf' | 'items' | 'lastPaid'>;

const INTERVAL_WORDS: Readonly<Record<Interval, string>> = {
  WEEKLY: 'every week',
  EVERY_TWO_WEEKS: 'every two weeks',
  TWICE_A_MONTH: 'twice a month',
  MONTHLY: 'every month',
  QUARTERLY: 'every quarter',
};

/** The key that stands for all days of an added event, as a series' key does. */
export function addedSeriesKey(id: string): string {
  return `Added:${id}`;
}

/**
 * The days of all added events within the horizon, in the order of the events. What is past is over: it happened, and is in
 * the books, or it did not. `off`: what is left out of the forecast stands for no day.
 */
export function addedDays<Event extends AddedEvent>(
  events: readonly Event[],
  off: readonly string[],
  ground: AddedGround,
): AddedDays<Event>[] {
  const { first, last } = horizonOf(ground.asOf);
  const fills = new FilledDays(ground, new Set(off));
  return events.map((event) => {
    if (event.interval === null) {
      const dates = event.date < first || event.date > last ? [] : [event.date];
      const fill = dates.length === 0 ? null : fills.ofOneOff(event);
      return { event, dates, filled: new Map(fill === null ? [] : [[event.date, fill]]) };
    }
    const until = event.until !== null && event.until < last ? event.until : last;
    const reach = addDays(first, -2 * HALF_INTERVAL_DAYS[event.interval]);
    const dates = occurrencesOf(event.date, event.interval, until).filter((date) => date >= reach);
    const filled = fills.ofRepeating(event, event.interval, dates);
    return { event, dates: dates.filter((date) => date >= first), filled };
  });
}

/** What is counted of all added events: their days within the horizon that nothing else stands for. */
export function addedItems(
  { events, off }: { readonly events: readonly AddedEvent[]; readonly off: readonly string[] },
  ground: AddedGround,
): ForecastItem[] {
  return addedDays(events, off, ground).flatMap(({ event, dates, filled }) =>
    dates.filter((date) => !filled.has(date)).map((date) => itemOf(event, date)),
  );
}

function itemOf(event: AddedEvent, date: IsoDate): ForecastItem {
  const { id, name, direction, amount, interval } = event;
  const how = interval === null ? 'once' : `${INTERVAL_WORDS[interval]} from ${formatDay(event.date, date)}`;
  return {
    key: `${addedSeriesKey(id)}:${date}`,
    kind: 'ADDED',
    direction,
    amount,
    date,
    name,
    number: null,
    documentKey: null,
    dueDate: null,
    series: addedSeriesKey(id),
    basis: `Added by an advisor, ${how}.`,
  };
}
