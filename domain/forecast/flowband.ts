import { formatDay, formatMoney } from '../format.js';
import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import { countOf } from '../wording.js';
import type { ForecastChange, ForecastInputs, ForecastItem, ForecastKind } from './forecastInputs.js';
import { inViewTotalOf, isOfInvoices, prepare } from './prepare.js';

/** How many dated events the band shows at most. */
export const MOST_FLOW_EVENTS = 12;

export interface FlowEvent {
  readonly key: string;
  /** 1 to 12; 0 for what is in view without a date. */
  readonly number: number;
  /** Null for what is in view without a date. */
  readonly date: IsoDate | null;
  readonly kind: ForecastKind;
  readonly direction: 'IN' | 'OUT';
  /** Above zero. */
  readonly amount: Cents;
  readonly name: string;
  readonly reference: string | null;
  readonly documentKey: string | null;
  readonly basis: string;
  /** Balance after it, all invoices paid at their usual delay; null without a date, and where data are missing. */
  readonly ifPaid: Cents | null;
  /** Balance after it, none of the invoices paid; null without a date; never above `ifPaid`. */
  readonly ifNot: Cents | null;
  /** Open issues that make it unreliable, in the order given. */
  readonly issueIds: readonly string[];
}

/** The next dated cash events with the band of balances after each (domain: "Flowband"). */
export interface Flowband {
  readonly asOf: IsoDate;
  readonly currency: string;
  /** Cash on hand and in transit, before the first event; null, as all balances, where data for a forecast are missing. */
  readonly opening: Cents | null;
  readonly inTransit: Cents;
  /** Up to 12: by date, then what goes out before what comes in, the larger first. */
  readonly events: readonly FlowEvent[];
  readonly inView: readonly FlowEvent[];
  readonly inViewTotal: Cents;
  readonly recurring: boolean;
  /** What is left out, a sentence each. */
  readonly notes: readonly string[];
}

export interface FlowbandOptions {
  /** False: the events in the books alone, as in Tier 1. */
  readonly recurring: boolean;
  /** Of the amounts in the notes; default `en-US`. */
  readonly locale?: string;
}

/** Open issues' ids by the entity's key of the documents they make unreliable. */
export type UnreliableDocuments = ReadonlyMap<string, readonly string[]>;

/**
 * The band of the next events after the as-of date, within the thirteen weeks. The balances are those of the listed
 * events alone; what moves every day is named in the notes. Refuses as `forecastFrom` does.
 */
export function flowbandOf(
  given: ForecastInputs,
  changes: readonly ForecastChange[],
  unreliable: UnreliableDocuments,
  options: FlowbandOptions,
): Flowband {
  const { inputs, horizon, opening } = prepare(given, changes);
  const ahead = inputs.items
    .filter(({ kind, date }) => (options.recurring || isInBooks(kind)) && date <= horizon.last)
    .sort(asListed);
  const isMissing = typeof inputs.missing === 'string';
  return {
    asOf: inputs.asOf,
    currency: inputs.currency,
    opening: isMissing ? null : opening,
    inTransit: inputs.inTransit,
    events: eventsWithBalances(ahead.slice(0, MOST_FLOW_EVENTS), isMissing ? null : opening, unreliable),
    inView: inputs.inView.map((item) => eventOf(item, unreliable)),
    inViewTotal: inViewTotalOf(inputs.inView),
    recurring: options.recurring,
    notes: notesOf(inputs, ahead.length, horizon.last, options),
  };
}

function eventsWithBalances(
  items: readonly ForecastItem[],
  opening: Cents | null,
  unreliable: UnreliableDocuments,
): FlowEvent[] {
  let balance: number = opening ?? 0;
  let collected = 0;
  return items.map((item, place) => {
    const signed = item.direction === 'IN' ? item.amount : -item.amount;
    balance += signed;
    if (isOfInvoices(item)) collected += signed;
    return {
      ...eventOf(item, unreliable),
      number: place + 1,
      date: item.date,
      ifPaid: opening === null ? null : cents(balance),
      ifNot: opening === null ? null : cents(balance - Math.max(0, collected)),
    };
  });
}

function eventOf(item: ForecastItem, unreliable: UnreliableDocuments): FlowEvent {
  const { key, kind, direction, amount, name, documentKey, basis } = item;
  const issueIds = (documentKey === null ? undefined : unreliable.get(documentKey)) ?? [];
  return {
    key,
    number: 0,
    date: null,
    kind,
    direction,
    amount,
    name,
    reference: item.number,
    documentKey,
    basis,
    ifPaid: null,
    ifNot: null,
    issueIds: [...new Set(issueIds)],
  };
}

function isInBooks(kind: ForecastKind): boolean {
  return kind !== 'RECURRING' && kind !== 'ADDED';
}

function asListed(a: ForecastItem, b: ForecastItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.direction !== b.direction) return a.direction === 'OUT' ? -1 : 1;
  if (a.amount !== b.amount) return b.amount - a.amount;
  return a.key < b.key ? -1 : 1;
}

function notesOf(inputs: ForecastInputs, count: number, last: IsoDate, options: FlowbandOptions): string[] {
  const { recurring, locale = 'en-US' } = options;
  const notes: string[] = inputs.missing ? [inputs.missing] : [];
  if (count > MOST_FLOW_EVENTS) {
    const more = countOf(count - MOST_FLOW_EVENTS, 'more event', 'more events', locale);
    notes.push(`Not in the band: ${more} up to ${formatDay(last, inputs.asOf)}.`);
  }
  if (!recurring) {
    notes.push('Not in the band: recurring payments and receipts, everyday ones, and business not in the books yet.');
    return notes;
  }
  const flows = [
    ['everyday receipts and spending', inputs.runRate],
    ['business not in the books yet', inputs.newBusiness],
  ] as const;
  if (inputs.missing) return notes;
  for (const [what, flow] of flows) {
    if (flow.in === 0 && flow.out === 0) continue;
    const [flowIn, flowOut] = [flow.in, flow.out].map((amount) => formatMoney(amount, inputs.currency, locale));
    notes.push(`Not in the band: ${what}, ${flowIn} in and ${flowOut} out in a usual week.`);
  }
  return notes;
}
