import { cents, sum } from '../money.js';
import type { Cents } from '../units.js';
import type { ForecastChange, ForecastInputs, ForecastItem, WeeklyFlow } from './forecastInputs.js';
import { horizonOf, type Horizon } from './horizon.js';
import { ItemChanges, ItemIndex } from './itemChanges.js';
import type { MoneyChanges } from './moneyChanges.js';
import { addSpread, weeklyByDay, weeklyShare } from './spreading.js';

/**
 * A forecast's inputs with changes applied, summed by day: what a further change does to the balances is then a few
 * additions.
 */
export interface PreparedForecast {
  /** As they stand after the changes: items placed within the days ahead and in order, `cashOnHand`, `runRate`. */
  readonly inputs: ForecastInputs;
  readonly horizon: Horizon;
  readonly index: ItemIndex;
  /** What the changes made of cash and run-rate. */
  readonly money: MoneyChanges;
  /** Cash on hand and in transit, signed. */
  readonly opening: Cents;
  /** New business of each week, above zero or zero. */
  readonly newBusiness: readonly WeeklyFlow[];
  /** All in less all out of each day of the horizon; cash in transit is in the opening. */
  readonly net: Float64Array;
  /** Of it: open invoices less customers' credits. */
  readonly invoices: Float64Array;
}

/**
 * Sums a forecast's inputs by day, once for any number of changes to come.
 * New business is what the books' own items leave of the weekly means: it is told before the changes, so that a change
 * is worth its own amount and is not filled up again by business nobody has seen. `weeklyNewBusiness`: that of each week,
 * where it was told already, of inputs that have changes in them.
 */
export function prepare(
  inputs: ForecastInputs,
  changes: readonly ForecastChange[] = [],
  weeklyNewBusiness: readonly WeeklyFlow[] | null = null,
): PreparedForecast {
  const horizon = horizonOf(inputs.asOf);
  const books = new ItemIndex(inputs.items, inputs.inView, horizon.first);
  const made = new ItemChanges(books, changes);
  const changed = applied(inputs, made);
  const index = changes.length === 0 ? books : new ItemIndex(changed.items, changed.inView, horizon.first);
  const newBusiness = weeklyNewBusiness ?? newBusinessOf(inputs.newBusiness, books, horizon);
  const net = weeklyByDay(changed.runRate.in, horizon.dates.length);
  weeklyByDay(changed.runRate.out, horizon.dates.length).forEach((out, day) => (net[day] = (net[day] ?? 0) - out));
  horizon.weeks.forEach(({ start, days }, week) => {
    addSpread(net, newBusiness[week]?.in ?? 0, start, days, 1);
    addSpread(net, newBusiness[week]?.out ?? 0, start, days, -1);
  });
  const invoices = new Float64Array(horizon.dates.length);
  for (const item of changed.items) {
    addItem(net, item, horizon, 1);
    if (isOfInvoices(item)) addItem(invoices, item, horizon, 1);
  }
  const opening = sum([changed.cashOnHand, changed.inTransit]);
  return { inputs: changed, horizon, index, money: made.money, opening, newBusiness, net, invoices };
}

/** Adds an item to the sums by day, or takes it out again; nothing where it lies beyond the horizon. */
export function addItem(to: Float64Array, item: ForecastItem, horizon: Horizon, sign: 1 | -1): void {
  const day = horizon.position(item.date);
  if (day !== null) to[day] = (to[day] ?? 0) + (item.direction === 'IN' ? sign : -sign) * item.amount;
}

/** Open invoices, and what customers have in credit: both are out of the lower edge. */
export function isOfInvoices({ kind, direction }: Pick<ForecastItem, 'kind' | 'direction'>): boolean {
  return kind === 'INVOICE' || (kind === 'CREDIT' && direction === 'OUT');
}

/** What is in view without a date, less the credits that are set against it. */
export function inViewTotalOf(inView: readonly ForecastItem[]): Cents {
  return sum(inView.map(({ kind, amount }) => (kind === 'CREDIT' ? -amount : amount)));
}

/** Open bills, and what vendors owe in credit. */
function isOfBills({ kind, direction }: Pick<ForecastItem, 'kind' | 'direction'>): boolean {
  return kind === 'BILL' || (kind === 'CREDIT' && direction === 'IN');
}

/** A weekly rate of the run-rate after a change: never below zero. */
export function changedRate(rate: Cents, change: number): Cents {
  return cents(Math.max(0, rate + change));
}

function applied(inputs: ForecastInputs, changes: ItemChanges): ForecastInputs {
  const standings = [...changes.standings()];
  return {
    ...inputs,
    cashOnHand: sum([inputs.cashOnHand, changes.money.cash]),
    items: standings.flatMap(({ item, dated }) => (dated ? [item] : [])).sort(byDateThenKey),
    inView: standings.flatMap(({ item, dated }) => (dated ? [] : [item])).sort(byDateThenKey),
    runRate: {
      in: changedRate(inputs.runRate.in, changes.money.runRateIn),
      out: changedRate(inputs.runRate.out, changes.money.runRateOut),
    },
  };
}

function byDateThenKey(a: ForecastItem, b: ForecastItem): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

/** For each week: the weekly mean's share of its days less what is open in it, at least nothing. */
function newBusinessOf(mean: WeeklyFlow, books: ItemIndex, horizon: Horizon): WeeklyFlow[] {
  const open = horizon.weeks.map(() => ({ in: 0, out: 0 }));
  for (const { item, dated } of books.byKey.values()) {
    const day = dated ? horizon.position(item.date) : null;
    const week = day === null ? undefined : open[horizon.weekOfDay[day] ?? -1];
    if (!week) continue;
    const signed = item.direction === 'IN' ? item.amount : -item.amount;
    if (isOfInvoices(item)) week.in += signed;
    else if (isOfBills(item)) week.out -= signed;
  }
  return horizon.weeks.map(({ days }, week) => ({
    in: cents(Math.max(0, weeklyShare(mean.in, days) - Math.max(0, open[week]?.in ?? 0))),
    out: cents(Math.max(0, weeklyShare(mean.out, days) - Math.max(0, open[week]?.out ?? 0))),
  }));
}
