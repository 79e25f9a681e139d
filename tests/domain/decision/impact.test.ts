import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.js';
import { impactBase, impactBaseOfView, impactOf, type WeighedDecision } from '../../../domain/decision/impact.js';
import { totalsOf } from '../../../domain/decision/totals.js';
import { changesOf, markedInView, markedItems, type Adjustments } from '../../../domain/forecast/adjustments.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import type { ViewedForecast } from '../../../domain/forecast/inputsOfForecast.js';
import { prepare } from '../../../domain/forecast/prepare.js';
import { cents } from '../../../domain/money.js';
import { money } from '../company.js';
import { inputs, item, randomInputs } from '../forecast/inputs.js';

const ACCOUNTS = [
  { id: '35', counted: true },
  { id: '36', counted: false },
];

function payment(documentKey: string, amount: number, accountId = '35'): WeighedDecision {
  return { kind: 'RECORD_PAYMENT', documentKey, amount, accountId, plannedFor: null };
}

function lowAfter(books: ForecastInputs, decisions: readonly WeighedDecision[]): number {
  return impactOf(impactBase(prepare(books), ACCOUNTS), decisions).after.lowPoint.amount;
}

/** A forecast as the server tells it. */
function viewOf(books: ForecastInputs, adjustments: Adjustments): ViewedForecast {
  const forecast = forecastFrom(books, changesOf(adjustments, books));
  return { ...forecast, items: markedItems(books, adjustments), inView: markedInView(books, adjustments) };
}

const adjusted = randomInputs.chain((books) => {
  const keys = [...books.items, ...books.inView].map(({ key }) => key);
  const key = fc.constantFrom('Bill:unknown', ...keys);
  const date = fc.integer({ min: 1, max: 80 }).map((days) => addDays(books.asOf, days));
  return fc.record({
    books: fc.constant(books),
    adjustments: fc.record({
      events: fc.constant([]),
      off: fc.array(key, { maxLength: 3 }),
      moved: fc.uniqueArray(fc.record({ key, date }), { selector: (move) => move.key, maxLength: 3 }),
    }),
  });
});

describe('a forecast rebuilt from the contract’s', () => {
  it('says first what the server said first', () => {
    fc.assert(
      fc.property(adjusted, ({ books, adjustments }) => {
        const { lowPoint, firstWeekBelowZero } = forecastFrom(books, changesOf(adjustments, books));
        expect(impactBaseOfView(viewOf(books, adjustments), []).before).toEqual({ lowPoint, firstWeekBelowZero });
      }),
      { numRuns: 200 },
    );
  });
});

describe('the impact of decisions', () => {
  const bills = inputs({
    items: [
      item('Bill:1', '2026-11-30', 60_000),
      item('Bill:2', '2026-12-10', 30_000),
      item('VendorCredit:7', '2026-11-30', 10_000, { against: 'Bill:1' }),
    ],
  });

  it('is nothing of an empty selection, of reminders and of skips', () => {
    const base = impactBase(prepare(bills), ACCOUNTS);
    const quiet = (['REMIND', 'SKIP'] as const).map((kind) => ({ ...payment('Bill:1', 1), kind, amount: null }));
    for (const decisions of [[], quiet]) {
      const { before, after, lowPointChange, cashChange } = impactOf(base, decisions);
      expect([after, lowPointChange, cashChange]).toEqual([before, 0, 0]);
    }
  });

  it('of a payment takes cash and leaves the credit to the vendor’s other bills', () => {
    expect(lowAfter(bills, [])).toBe(20_000);
    expect(lowAfter(bills, [payment('Bill:1', 60_000)])).toBe(20_000);
    expect(lowAfter(bills, [payment('Bill:1', 25_000)])).toBe(20_000);
    expect(lowAfter(bills, [payment('Bill:1', 60_000), payment('Bill:2', 30_000)])).toBe(10_000);
  });

  it('of a payment from an account that is not counted takes no cash', () => {
    const impact = impactOf(impactBase(prepare(bills), ACCOUNTS), [payment('Bill:2', 30_000, '36')]);
    expect([impact.cashChange, impact.after.lowPoint.amount]).toEqual([0, 50_000]);
  });

  it('of a plan moves the bill with its credit, out of the weeks where it is later', () => {
    const plan = {
      kind: 'PLAN',
      documentKey: 'Bill:1',
      amount: null,
      accountId: null,
      plannedFor: '2027-06-01',
    } as const;
    expect(lowAfter(bills, [plan])).toBe(70_000);
  });

  it('of payments takes from cash what they sum to', () => {
    const made = fc.uniqueArray(
      fc.record({ place: fc.nat({ max: 40 }), amount: fc.integer({ min: 1, max: 90_000 }) }),
      {
        selector: ({ place }) => place,
      },
    );
    fc.assert(
      fc.property(randomInputs, made, (books, paid) => {
        const decisions = paid.map(({ place, amount }) => payment(`Bill:${place}`, amount));
        const total = decisions.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
        expect(impactOf(impactBase(prepare(books), ACCOUNTS), decisions).cashChange).toBe(total === 0 ? 0 : -total);
        const counted = decisions.map((one) => ({ ...one, openBalance: 1, currency: 'USD' }));
        expect(totalsOf(counted, ACCOUNTS, cents(0), 'USD').cash.after).toBe(total === 0 ? 0 : -total);
      }),
    );
  });
});

describe('totals', () => {
  it('are by kind, in home currency, and only counted accounts lower cash', () => {
    const of = (kind: WeighedDecision['kind'], amount: number | null, accountId: string | null, currency = 'USD') => ({
      ...{ kind, amount, accountId, currency, openBalance: 700 },
    });
    const all = [
      of('RECORD_PAYMENT', 300, '35'),
      of('RECORD_PAYMENT', 50, '36'),
      of('PLAN', null, null),
      of('PLAN', null, null, 'EUR'),
    ];
    const { byKind, cash, count } = totalsOf(all, ACCOUNTS, money(1_000), 'USD');
    expect([count, byKind.RECORD_PAYMENT, byKind.PLAN, byKind.SKIP]).toEqual([
      4,
      { count: 2, amount: 350, foreign: 0 },
      { count: 2, amount: 700, foreign: 1 },
      { count: 0, amount: 0, foreign: 0 },
    ]);
    expect(cash).toEqual({ before: 1_000, after: 700, fromOthers: 50 });
  });
});
