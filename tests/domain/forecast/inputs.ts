/** Inputs of a forecast written by hand, and random ones. */
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.js';
import type { ForecastInputs, ForecastItem, ForecastKind } from '../../../domain/forecast/forecastInputs.js';
import { cents } from '../../../domain/money.js';
import type { IsoDate } from '../../../domain/units.js';
import { day } from '../company.js';

export const SUNDAY = day('2026-11-22');

export function inputs(more: Partial<ForecastInputs> = {}): ForecastInputs {
  return {
    asOf: SUNDAY,
    currency: 'USD',
    cashOnHand: cents(100_000),
    inTransit: cents(0),
    items: [],
    inView: [],
    runRate: { in: cents(0), out: cents(0) },
    newBusiness: { in: cents(0), out: cents(0) },
    series: [],
    payers: [],
    usualDelay: null,
    assumptions: [],
    ...more,
  };
}

export function item(key: string, date: string, amount: number, more: Partial<ForecastItem> = {}): ForecastItem {
  const kind = KINDS[key.split(':')[0] ?? ''] ?? 'POSTED';
  const direction = kind === 'INVOICE' || kind === 'CREDIT' ? 'IN' : 'OUT';
  const documentKey = kind === 'RECURRING' || kind === 'ADDED' ? null : key;
  const name = 'Fern & Moss';
  const told = { number: null, documentKey, dueDate: null, series: null, basis: 'Due.' };
  return { key, kind, direction, amount: cents(amount), date: day(date), name, ...told, ...more };
}

const KINDS: Readonly<Record<string, ForecastKind>> = {
  Invoice: 'INVOICE',
  Bill: 'BILL',
  VendorCredit: 'CREDIT',
  Posted: 'POSTED',
  Recurring: 'RECURRING',
  Added: 'ADDED',
};

const KEY_OF: Readonly<Record<ForecastKind, string>> = {
  INVOICE: 'Invoice',
  BILL: 'Bill',
  CREDIT: 'VendorCredit',
  POSTED: 'Posted',
  RECURRING: 'Recurring',
  ADDED: 'Added',
};

const asOfDate = fc.integer({ min: 0, max: 800 }).map((days) => addDays(day('2025-06-01'), days));
const amount = fc.integer({ min: 1, max: 9_000_000 }).map(cents);
const weekly = fc.integer({ min: 0, max: 3_000_000 }).map(cents);
const flow = fc.record({ in: weekly, out: weekly });

const seed = fc.record({
  kind: fc.constantFrom<ForecastKind>('INVOICE', 'INVOICE', 'BILL', 'BILL', 'CREDIT', 'POSTED', 'RECURRING'),
  direction: fc.constantFrom('IN' as const, 'OUT' as const),
  amount,
  inDays: fc.integer({ min: -5, max: 110 }),
  series: fc.integer({ min: 0, max: 3 }),
  against: fc.option(fc.nat({ max: 39 }), { nil: null }),
});

type Seed = typeof seed extends fc.Arbitrary<infer Made> ? Made : never;

function itemOf(asOf: IsoDate, place: number, seeds: readonly Seed[]): ForecastItem {
  const { kind, direction, amount: size, inDays, series, against } = seeds[place] as Seed;
  const date = addDays(asOf, inDays);
  const always = kind === 'INVOICE' ? 'IN' : kind === 'BILL' ? 'OUT' : direction;
  const target = against === null ? undefined : seeds[against];
  const isTarget = target?.kind === 'INVOICE' || target?.kind === 'BILL';
  return item(`${KEY_OF[kind]}:${place}`, date, size, {
    kind,
    direction: always,
    ...(kind === 'RECURRING' ? { series: `series-${series}` } : {}),
    ...(kind === 'CREDIT' && target && isTarget ? { against: `${KEY_OF[target.kind]}:${against}` } : {}),
  });
}

/** Any mix of items, customers' credits (a CREDIT that goes out) and dates outside the horizon included. */
export const randomInputs: fc.Arbitrary<ForecastInputs> = fc
  .record({
    asOf: asOfDate,
    cashOnHand: fc.integer({ min: -2_000_000, max: 40_000_000 }).map(cents),
    inTransit: fc.integer({ min: -10_000, max: 2_000_000 }).map(cents),
    seeds: fc.array(seed, { maxLength: 40 }),
    views: fc.array(amount, { maxLength: 4 }),
    runRate: flow,
    newBusiness: flow,
  })
  .map(({ asOf, cashOnHand, inTransit, seeds, views, runRate, newBusiness }) =>
    inputs({
      ...{ asOf, cashOnHand, inTransit, runRate, newBusiness },
      items: seeds.map((_, place) => itemOf(asOf, place, seeds)),
      inView: views.map((size, place) => item(`Invoice:view-${place}`, addDays(asOf, 1), size)),
    }),
  );

/** What an item does to cash. */
export function signed({ direction, amount: size }: Pick<ForecastItem, 'direction' | 'amount'>): number {
  return direction === 'IN' ? size : -size;
}
