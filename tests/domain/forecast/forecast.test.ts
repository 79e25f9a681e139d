import { describe, expect, it } from '@jest/globals';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { ForecastChange } from '../../../domain/forecast/forecastInputs.js';
import type { ForecastGroup } from '../../../domain/forecast/forecastWeeks.js';
import type { Forecast } from '../../../domain/forecast/forecast.js';
import { cents } from '../../../domain/money.js';
import { day } from '../company.js';
import { inputs, item } from './inputs.js';

const line = (forecast: Forecast, week: number, group: ForecastGroup, direction: 'IN' | 'OUT' = 'IN') =>
  forecast.weeks[week]?.lines.find((candidate) => candidate.group === group && candidate.direction === direction);

const balanceOn = (forecast: Forecast, date: string) => forecast.daily.find((balance) => balance.date === date);

describe('the thirteen weeks', () => {
  it.each([
    ['2026-11-22', '2026-11-23', '2026-11-29', '2027-02-21', 91],
    ['2026-11-23', '2026-11-24', '2026-11-29', '2027-02-21', 90],
    ['2026-11-27', '2026-11-28', '2026-11-29', '2027-02-21', 86],
    ['2026-11-28', '2026-11-29', '2026-11-29', '2027-02-21', 85],
    ['2026-11-29', '2026-11-30', '2026-12-06', '2027-02-28', 91],
  ])('as of %s begin on %s, the first ends on %s and the last on %s', (asOf, first, firstEnd, last, days) => {
    const { weeks, daily } = forecastFrom(inputs({ asOf: day(asOf) }));
    expect(weeks).toHaveLength(13);
    expect([weeks[0]?.from, weeks[0]?.to, weeks[12]?.to]).toEqual([first, firstEnd, last]);
    expect(daily).toHaveLength(days);
    expect([daily[0]?.date, daily.at(-1)?.date]).toEqual([first, last]);
  });

  it('open with cash on hand and take money in transit as a line of the first day', () => {
    const forecast = forecastFrom(inputs({ cashOnHand: cents(50_000), inTransit: cents(7_000) }));
    expect(forecast.weeks[0]).toMatchObject({ opening: 50_000, in: 7_000, out: 0, closing: 57_000 });
    expect(line(forecast, 0, 'IN_TRANSIT')).toEqual({
      group: 'IN_TRANSIT',
      direction: 'IN',
      amount: 7_000,
      itemKeys: [],
    });
    expect(forecast.daily[0]?.upper).toBe(57_000);
    expect(forecast.weeks[1]?.lines).toEqual([]);
  });

  it('place what is dated on or before the as-of date on the day after it, and leave out what is too late', () => {
    const items = [
      item('Bill:1', '2026-11-22', 1_000),
      item('Bill:2', '2026-10-01', 2_000),
      item('Bill:3', '2027-02-21', 400),
      item('Bill:4', '2027-02-22', 8_000),
    ];
    const forecast = forecastFrom(inputs({ items }));
    expect(line(forecast, 0, 'BILLS', 'OUT')).toMatchObject({ amount: 3_000, itemKeys: ['Bill:1', 'Bill:2'] });
    expect(line(forecast, 12, 'BILLS', 'OUT')).toMatchObject({ amount: 400 });
    expect(forecast.items.map(({ key, date }) => [key, date])).toEqual([
      ['Bill:1', '2026-11-23'],
      ['Bill:2', '2026-11-23'],
      ['Bill:3', '2027-02-21'],
      ['Bill:4', '2027-02-22'],
    ]);
    expect(forecast.daily.at(-1)?.upper).toBe(100_000 - 3_400);
  });

  it('spread the run-rate over days in whole cents that are the weekly amount every seven days', () => {
    const forecast = forecastFrom(
      inputs({ asOf: day('2026-11-25'), runRate: { in: cents(100), out: cents(0) }, cashOnHand: cents(0) }),
    );
    // Four days of the first week: 100 × 4 ÷ 7 is 57.14; the remainder is in the days after.
    expect(forecast.weeks.map((week) => week.in)).toEqual([57, ...Array.from({ length: 12 }, () => 100)]);
    const days = forecast.daily.map(({ upper }, place) => upper - (forecast.daily[place - 1]?.upper ?? 0));
    expect(days.slice(0, 8)).toEqual([14, 14, 14, 15, 14, 14, 15, 14]);
  });

  it('fill new business first by what is open in the week', () => {
    const newBusiness = { in: cents(7_000), out: cents(1_400) };
    const items = [
      item('Invoice:1', '2026-11-26', 5_000),
      item('Invoice:2', '2026-12-02', 9_000),
      item('Bill:1', '2026-11-26', 1_000),
      item('VendorCredit:1', '2026-11-27', 300),
      item('Posted:1', '2026-12-09', 5_000),
    ];
    const forecast = forecastFrom(inputs({ items, newBusiness }));
    expect([0, 1, 2].map((week) => line(forecast, week, 'NEW_BUSINESS')?.amount)).toEqual([2_000, undefined, 7_000]);
    expect([0, 1].map((week) => line(forecast, week, 'NEW_BUSINESS', 'OUT')?.amount)).toEqual([700, 1_400]);
    expect(balanceOn(forecast, '2026-11-23')?.upper).toBe(100_000 + 285 - 100);
  });

  it('keep new business as the books leave it when an item is taken out or moved', () => {
    const books = inputs({
      items: [item('Bill:1', '2026-11-26', 1_000)],
      newBusiness: { in: cents(0), out: cents(1_400) },
    });
    const without = forecastFrom(books, [{ kind: 'REMOVE', key: 'Bill:1' }]);
    expect(without.weeks[0]).toMatchObject({ out: 400 });
    const later = forecastFrom(books, [{ kind: 'MOVE', key: 'Bill:1', date: day('2026-12-03') }]);
    expect([later.weeks[0]?.out, later.weeks[1]?.out]).toEqual([400, 2_400]);
  });

  it('leave the invoices out of the lower edge, and new business as it is', () => {
    const items = [item('Invoice:1', '2026-11-24', 5_000), item('Bill:1', '2026-11-25', 2_000)];
    const forecast = forecastFrom(inputs({ items, newBusiness: { in: cents(70_000), out: cents(0) } }));
    const upper = balanceOn(forecast, '2026-11-25')?.upper ?? 0;
    expect(balanceOn(forecast, '2026-11-25')?.lower).toBe(upper - 5_000);
    expect(balanceOn(forecast, '2026-11-23')?.lower).toBe(balanceOn(forecast, '2026-11-23')?.upper);
    expect(forecast.weeks[0]?.lowerClosing).toBe((forecast.weeks[0]?.closing ?? 0) - 5_000);
  });

  it('count a customer credit with the invoices: the edges meet where credits are the larger', () => {
    const items = [
      item('CreditMemo:1', '2026-11-24', 3_000, { kind: 'CREDIT', direction: 'OUT' }),
      item('Invoice:1', '2026-11-26', 5_000),
    ];
    const forecast = forecastFrom(inputs({ items }));
    expect(balanceOn(forecast, '2026-11-24')).toMatchObject({ upper: 97_000, lower: 97_000 });
    expect(balanceOn(forecast, '2026-11-26')).toMatchObject({ upper: 102_000, lower: 100_000 });
  });
});

describe('the headline', () => {
  it('names the earliest day of the lowest balance, and the Monday of the first week that ends a day below zero', () => {
    const items = [
      item('Bill:1', '2026-12-02', 130_000),
      item('Invoice:1', '2026-12-04', 130_000),
      item('Bill:2', '2026-12-16', 130_000),
    ];
    const forecast = forecastFrom(inputs({ items }));
    expect(forecast.lowPoint).toEqual({ amount: -30_000, date: '2026-12-02' });
    expect(forecast.firstWeekBelowZero).toBe('2026-11-30');
    expect(forecast.lowerLowPoint).toEqual({ amount: -160_000, date: '2026-12-16' });
    expect(forecast.lowerFirstWeekBelowZero).toBe('2026-11-30');
    expect(forecast.weeks[1]?.closing).toBe(100_000);
  });

  it('has no week below zero at exactly zero', () => {
    const forecast = forecastFrom(inputs({ items: [item('Bill:1', '2026-12-02', 100_000)] }));
    expect(forecast.lowPoint).toEqual({ amount: 0, date: '2026-12-02' });
    expect(forecast.firstWeekBelowZero).toBeNull();
  });

  it('is the first week where cash is below zero already, whatever comes in on its first day', () => {
    const items = [item('Invoice:1', '2026-11-26', 50_000)];
    const asOf = day('2026-11-25');
    const forecast = forecastFrom(inputs({ asOf, items, cashOnHand: cents(-10_000) }));
    expect(forecast.lowPoint.amount).toBe(40_000);
    expect(forecast.firstWeekBelowZero).toBe('2026-11-23');
  });
});

describe('changes', () => {
  const books = inputs({
    items: [
      item('Bill:1', '2026-11-24', 1_000),
      item('Recurring:rent:2026-12-01', '2026-12-01', 2_000, { series: 'rent' }),
      item('Recurring:rent:2027-01-01', '2027-01-01', 2_000, { series: 'rent' }),
    ],
    inView: [item('Invoice:9', '2026-11-23', 6_000)],
    runRate: { in: cents(700), out: cents(1_400) },
  });
  const keys = (changes: Parameters<typeof forecastFrom>[1]) =>
    forecastFrom(books, changes).items.map(({ key }) => key);

  it('take out an item, or all of a series, and nothing that is not known', () => {
    expect(keys([{ kind: 'REMOVE', key: 'Bill:1' }])).toEqual([
      'Recurring:rent:2026-12-01',
      'Recurring:rent:2027-01-01',
    ]);
    expect(keys([{ kind: 'REMOVE', key: 'rent' }])).toEqual(['Bill:1']);
    expect(forecastFrom(books, [{ kind: 'REMOVE', key: 'Bill:77' }])).toEqual(forecastFrom(books));
  });

  it('move an item, keep it in view without a date, and date one that is in view', () => {
    const inView = forecastFrom(books, [{ kind: 'MOVE', key: 'Bill:1', date: null }]);
    expect(inView.inView.map(({ key }) => key)).toEqual(['Invoice:9', 'Bill:1']);
    expect(inView.inViewTotal).toBe(7_000);
    const dated = forecastFrom(books, [{ kind: 'MOVE', key: 'Invoice:9', date: day('2026-12-15') }]);
    expect(dated.inView).toEqual([]);
    expect(line(dated, 3, 'INVOICES')).toMatchObject({ amount: 6_000, itemKeys: ['Invoice:9'] });
  });

  it('change an amount, cash on hand and the run-rate, which is never below zero', () => {
    const forecast = forecastFrom(books, [
      { kind: 'AMOUNT', key: 'Bill:1', amount: cents(250) },
      { kind: 'CASH', amount: cents(-5_000) },
      { kind: 'RUN_RATE', in: cents(-900), out: cents(100) },
    ]);
    expect(forecast.cashOnHand).toBe(95_000);
    expect(forecast.runRate).toEqual({ in: 0, out: 1_500 });
    expect(forecast.weeks[0]).toMatchObject({ opening: 95_000, in: 0, out: 1_750 });
  });

  it('add an item once: one with a known key takes its place, wherever it was', () => {
    const again = item('Invoice:9', '2026-12-15', 6_000);
    const forecast = forecastFrom(books, [
      { kind: 'ADD', item: again },
      { kind: 'ADD', item: again },
    ]);
    expect(forecast.inView).toEqual([]);
    expect(forecast.items.filter(({ key }) => key === 'Invoice:9')).toHaveLength(1);
  });

  it('count in their order: what was taken out cannot be moved, what was added can', () => {
    expect(
      keys([
        { kind: 'REMOVE', key: 'Bill:1' },
        { kind: 'MOVE', key: 'Bill:1', date: day('2026-12-15') },
        { kind: 'REMOVE', key: 'rent' },
        { kind: 'ADD', item: item('Added:a:2026-12-01', '2026-12-01', 9, { series: 'Added:a' }) },
        { kind: 'ADD', item: item('Added:b:2026-12-01', '2026-12-01', 9, { series: 'Added:b' }) },
        { kind: 'REMOVE', key: 'Added:a' },
      ]),
    ).toEqual(['Added:b:2026-12-01']);
  });

  it('refuse amounts below zero and fractions; an amount of nothing is no event', () => {
    const amount = (size: number) => [{ kind: 'AMOUNT', key: 'Bill:1', amount: size as never }] as const;
    expect(() => forecastFrom(books, amount(-1))).toThrow(RangeError);
    expect(() => forecastFrom(books, amount(0.5))).toThrow(RangeError);
    expect(keys(amount(0))).not.toContain('Bill:1');
  });

  it('counts the money of one document once, whatever many issues say of it', () => {
    const cash = (amount: number, of: string | null): ForecastChange => ({ kind: 'CASH', amount: cents(amount), of });
    const opening = (...changes: ForecastChange[]) => forecastFrom(inputs(), changes).cashOnHand;
    expect(opening(cash(500, 'Purchase:1'), cash(500, 'Purchase:1'))).toBe(100_500);
    expect(opening(cash(500, 'Purchase:1'), cash(-700, 'Purchase:1'), cash(20, 'Purchase:1'))).toBe(99_300);
    expect(opening(cash(-700, 'Purchase:1'), cash(500, 'Purchase:1'))).toBe(99_300);
    expect(opening(cash(500, 'Purchase:1'), cash(500, 'Purchase:2'), cash(5, null), cash(5, null))).toBe(101_010);
    const rate = (of: string): ForecastChange => ({ kind: 'RUN_RATE', in: cents(0), out: cents(70), of });
    expect(forecastFrom(inputs(), [rate('Purchase:1'), rate('Purchase:1')]).runRate.out).toBe(70);
    expect(forecastFrom(inputs(), [rate('Purchase:1'), rate('Purchase:2')]).runRate.out).toBe(140);
  });

  it('takes from what is in view the credits that go there with their invoice', () => {
    const books = inputs({
      items: [
        item('Invoice:1', '2026-12-01', 900),
        item('CreditMemo:2', '2026-12-01', 200, { kind: 'CREDIT', direction: 'OUT', against: 'Invoice:1' }),
      ],
    });
    const { items, inViewTotal } = forecastFrom(books, [{ kind: 'MOVE', key: 'Invoice:1', date: null }]);
    expect([items.length, inViewTotal]).toEqual([0, 700]);
    const small = forecastFrom(books, [{ kind: 'AMOUNT', key: 'Invoice:1', amount: cents(150) }]);
    expect(small.items.map(({ amount }) => amount)).toEqual([150, 150]);
  });
});
