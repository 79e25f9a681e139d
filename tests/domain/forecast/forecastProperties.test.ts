import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flowbandOf } from '../../../domain/forecast/flowband.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import type { ForecastChange, ForecastInputs } from '../../../domain/forecast/forecastInputs.js';
import { prepare } from '../../../domain/forecast/prepare.js';
import { whatIf } from '../../../domain/forecast/whatIf.js';
import { addDays } from '../../../domain/calendar.js';
import { cents, sum } from '../../../domain/money.js';
import { inputs, item, randomInputs, signed } from './inputs.js';

const RUNS = { numRuns: 150 };

/** Any changes of known and unknown keys. */
function changesOf(books: ForecastInputs): fc.Arbitrary<ForecastChange[]> {
  const keys = [...books.items, ...books.inView].flatMap(({ key, series }) =>
    series === null ? [key] : [key, series],
  );
  const key = fc.constantFrom('Bill:unknown', ...keys);
  const date = fc.integer({ min: -3, max: 100 }).map((days) => addDays(books.asOf, days));
  const size = fc.integer({ min: 0, max: 5_000_000 }).map(cents);
  const change = fc.integer({ min: -500_000, max: 500_000 }).map(cents);
  const of = fc.constantFrom(null, 'Purchase:1', 'Purchase:2');
  return fc.array(
    fc.oneof(
      key.map((of): ForecastChange => ({ kind: 'REMOVE', key: of })),
      fc.record({ kind: fc.constant('MOVE' as const), key, date: fc.option(date, { nil: null }) }),
      fc.record({ kind: fc.constant('AMOUNT' as const), key, amount: size }),
      fc
        .tuple(key, date, size)
        .map(([of, on, amount]): ForecastChange => ({ kind: 'ADD', item: item(of, on, amount) })),
      fc.record({ kind: fc.constant('CASH' as const), amount: change, of }),
      fc.record({ kind: fc.constant('RUN_RATE' as const), in: change, out: change, of }),
    ),
    { maxLength: 8 },
  );
}

const changed = randomInputs.chain((books) => fc.tuple(fc.constant(books), changesOf(books)));

describe('for any inputs and changes', () => {
  it('the band contains the forecast, and weeks chain and sum to their lines', () => {
    fc.assert(
      fc.property(changed, ([books, changes]) => {
        const { weeks, daily, cashOnHand } = forecastFrom(books, changes);
        for (const { upper, lower } of daily) expect(lower).toBeLessThanOrEqual(upper);
        expect(weeks).toHaveLength(13);
        expect(weeks[0]?.opening).toBe(cashOnHand);
        weeks.forEach((week, place) => {
          const of = (direction: string) =>
            sum(week.lines.filter((line) => line.direction === direction).map(({ amount }) => amount));
          expect([week.in, week.out]).toEqual([of('IN'), of('OUT')]);
          expect(week.lines.every(({ amount }) => amount > 0)).toBe(true);
          expect(week.closing).toBe(week.opening + week.in - week.out);
          expect(week.closing).toBe(weeks[place + 1]?.opening ?? daily.at(-1)?.upper);
          const end = daily.find(({ date }) => date === week.to);
          expect([end?.upper, end?.lower]).toEqual([week.closing, week.lowerClosing]);
        });
      }),
      RUNS,
    );
  });

  it('counts every item exactly once, or it lies beyond the thirteen weeks', () => {
    fc.assert(
      fc.property(changed, ([books, changes]) => {
        const forecast = forecastFrom(books, changes);
        const last = forecast.daily.at(-1)?.date ?? books.asOf;
        const counted = forecast.weeks.flatMap(({ lines }) => lines.flatMap(({ itemKeys }) => itemKeys));
        const expected = forecast.items.filter(({ date }) => date <= last).map(({ key }) => key);
        expect(counted.toSorted()).toEqual(expected.toSorted());
        expect(new Set(counted).size).toBe(counted.length);
        const known = new Set(expected);
        expect(forecast.inView.some(({ key }) => known.has(key))).toBe(false);
      }),
      RUNS,
    );
  });

  it('the balance at the end is what was there and what every item and rate brings', () => {
    fc.assert(
      fc.property(randomInputs, (books) => {
        const { weeks, daily, items } = forecastFrom(books);
        const last = daily.at(-1)?.date ?? books.asOf;
        const dated = items.filter(({ date }) => date <= last).reduce((total, one) => total + signed(one), 0);
        const days = daily.length;
        const rate = Math.floor((books.runRate.in * days) / 7) - Math.floor((books.runRate.out * days) / 7);
        const business = weeks
          .flatMap(({ lines }) => lines.filter(({ group }) => group === 'NEW_BUSINESS'))
          .reduce((total, line) => total + signed(line), 0);
        expect(daily.at(-1)?.upper).toBe(books.cashOnHand + books.inTransit + dated + rate + business);
      }),
      RUNS,
    );
  });

  it('taking an item out, and what is set against it with it, and adding all again is no change', () => {
    fc.assert(
      fc.property(randomInputs, fc.nat(), (books, pick) => {
        const held = forecastFrom(books);
        const one = held.items[pick % Math.max(1, held.items.length)];
        fc.pre(one !== undefined);
        const withIt = held.items.filter(({ key, against }) => key === one.key || against === one.key);
        const back = forecastFrom(books, [
          { kind: 'REMOVE', key: one.key },
          ...withIt.map((item): ForecastChange => ({ kind: 'ADD', item })),
        ]);
        expect(back).toEqual(held);
      }),
      RUNS,
    );
  });

  it('a what-if says what the forecast with both changes says', () => {
    fc.assert(
      fc.property(changed, fc.context(), ([books, changes], context) => {
        const cut = Math.floor(changes.length / 2);
        const [before, after] = [changes.slice(0, cut), changes.slice(cut)];
        // A rate that is held at zero in between forgets by how much it was below.
        fc.pre(!before.some(({ kind }) => kind === 'RUN_RATE'));
        context.log(JSON.stringify(changes));
        const { lowPoint, firstWeekBelowZero } = whatIf(prepare(books, before), after);
        const whole = forecastFrom(books, changes);
        expect({ lowPoint, firstWeekBelowZero }).toEqual({
          lowPoint: whole.lowPoint,
          firstWeekBelowZero: whole.firstWeekBelowZero,
        });
      }),
      RUNS,
    );
  });

  it('the order of the items does not matter', () => {
    fc.assert(
      fc.property(randomInputs, (books) => {
        const turned = { ...books, items: books.items.toReversed(), inView: books.inView.toReversed() };
        expect(forecastFrom(turned)).toEqual(forecastFrom(books));
      }),
      RUNS,
    );
  });

  it('the Flowband lists at most twelve events whose band chains from the opening', () => {
    fc.assert(
      fc.property(changed, fc.boolean(), ([books, changes], recurring) => {
        const band = flowbandOf(books, changes, new Map(), { recurring });
        const forecast = forecastFrom(books, changes);
        const last = forecast.daily.at(-1)?.date ?? books.asOf;
        const inBand = forecast.items.filter(
          ({ kind, date }) => date <= last && (recurring || (kind !== 'RECURRING' && kind !== 'ADDED')),
        );
        expect(band.events).toHaveLength(Math.min(12, inBand.length));
        let balance = band.opening as number;
        band.events.forEach((event, place) => {
          balance += signed(event);
          expect(event.number).toBe(place + 1);
          expect(event.ifPaid).toBe(balance);
          expect(event.ifNot ?? NaN).toBeLessThanOrEqual(balance);
        });
        const dates = band.events.map(({ date }) => date);
        expect(dates).toEqual(dates.toSorted());
      }),
      RUNS,
    );
  });
});

describe('a forecast of nothing', () => {
  it('is the cash there is on every day', () => {
    const { daily, weeks } = forecastFrom(inputs());
    expect(new Set(daily.map(({ upper }) => upper))).toEqual(new Set([100_000]));
    expect(weeks.every(({ lines }) => lines.length === 0)).toBe(true);
  });
});
