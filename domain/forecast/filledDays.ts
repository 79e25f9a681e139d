import { addDays, daysBetween } from '../calendar.js';
import type { Cents, IsoDate } from '../units.js';
import type { AddedEvent } from './addedEvents.js';
import { nameKey } from './cashFlows.js';
import type { ForecastInputs, ForecastItem, ForecastKind, Interval } from './forecastInputs.js';
import { wholesOf } from './itemTies.js';
import { HALF_INTERVAL_DAYS } from './schedule.js';
import { areSimilar } from './similarAmounts.js';

/** How far from the day of a one-off event the bill or entry can be that it was added for. */
const ONE_OFF_DAYS = 15;

const OF_BOOKS: ReadonlySet<Fill['kind']> = new Set(['BILL', 'INVOICE', 'POSTED']);

/** Something that stands for a day of an added event. It stands for one day of one event at most. */
export interface Fill {
  /** PAID: it was paid, or received, already. */
  readonly kind: ForecastKind | 'PAID';
  readonly day: IsoDate;
  /** Above zero, in home currency. */
  readonly amount: Cents;
  /** Of the bill, invoice or entry. */
  readonly number: string | null;
}

interface HeldFill extends Fill {
  used: boolean;
}

/**
 * What the forecast counts or the books show as paid under the name of an added event, so that the event is not counted
 * beside it. Repeating events: open bills and invoices and posted entries, whatever their amount; the series found under
 * the name and the last payments where the amount is similar: a payee's fee stands for no loan of its. One-offs: open bills
 * and invoices, posted entries, and a last payment of the same amount.
 */
export class FilledDays {
  private readonly fills: ReadonlyMap<string, readonly HeldFill[]>;

  /** `off`: what is left out of the forecast fills nothing. */
  constructor({ items, lastPaid = [] }: Pick<ForecastInputs, 'items' | 'lastPaid'>, off: ReadonlySet<string>) {
    const counted = items.filter(
      (item) =>
        (OF_BOOKS.has(item.kind) || item.kind === 'RECURRING') &&
        ![item.key, ...wholesOf(item)].some((key) => off.has(key)),
    );
    const fills = [
      ...counted.map((item) => ({ group: groupKey(item), fill: fillOf(item) })),
      ...lastPaid.map((paid) => ({
        group: groupKey(paid),
        fill: { kind: 'PAID' as const, day: paid.date, amount: paid.amount, number: null, used: false },
      })),
    ];
    const groups = Map.groupBy(fills, ({ group }) => group);
    this.fills = new Map([...groups].map(([group, of]) => [group, of.map(({ fill }) => fill)]));
  }

  /**
   * The days of a repeating event that something stands for, with what it is: each for the nearest one that is free within
   * half an interval of the day it is due, the earlier of two equally near.
   */
  ofRepeating(event: AddedEvent, interval: Interval, dates: readonly IsoDate[]): ReadonlyMap<IsoDate, Fill> {
    const filled = new Map<IsoDate, Fill>();
    const half = HALF_INTERVAL_DAYS[interval];
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined) return filled;
    const [from, to] = [addDays(first, -half), addDays(last, half)];
    for (const fill of this.fills.get(groupKey(event)) ?? []) {
      if (fill.used || fill.day < from || fill.day > to || filled.size === dates.length) continue;
      if (!OF_BOOKS.has(fill.kind) && !areSimilar(fill.amount, event.amount)) continue;
      const nearest = dates
        .map((on) => ({ on, days: Math.abs(daysBetween(fill.day, on)) }))
        .filter(({ on, days }) => days <= half && !filled.has(on))
        .sort((a, b) => a.days - b.days)[0];
      if (!nearest) continue;
      filled.set(nearest.on, fill);
      fill.used = true;
    }
    return filled;
  }

  /** What stands for an event that happens once; null: nothing does. */
  ofOneOff(event: AddedEvent): Fill | null {
    const fill = (this.fills.get(groupKey(event)) ?? []).find(
      ({ kind, day, amount, used }) =>
        !used &&
        Math.abs(daysBetween(day, event.date)) <= ONE_OFF_DAYS &&
        (kind === 'PAID' ? amount === event.amount : OF_BOOKS.has(kind)),
    );
    if (fill) fill.used = true;
    return fill ?? null;
  }
}

function fillOf({ kind, dueDate, date, amount, number }: ForecastItem): HeldFill {
  return { kind, day: dueDate ?? date, amount, number, used: false };
}

function groupKey({ direction, name }: Pick<ForecastItem, 'direction' | 'name'>): string {
  return `${direction} ${nameKey(name)}`;
}
