import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addedDays, addedItems, type AddedEvent } from '../../../domain/forecast/addedEvents.js';
import { changesOf, markedInView, markedItems, NO_ADJUSTMENTS } from '../../../domain/forecast/adjustments.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import { occurrencesOf } from '../../../domain/forecast/occurrences.js';
import { keysUnknown } from '../../../domain/forecastAsking.js';
import { cents } from '../../../domain/money.js';
import { day } from '../company.js';
import { inputs, item, randomInputs } from './inputs.js';

const rent: AddedEvent = {
  id: 'e1',
  name: 'Main Street Estates',
  direction: 'OUT',
  amount: cents(2_500),
  date: day('2026-12-01'),
  interval: 'MONTHLY',
  until: null,
};

const once: AddedEvent = { ...rent, id: 'e2', name: 'New van', date: day('2026-12-10'), interval: null };

const datesOf = (event: AddedEvent, more = inputs(), off: string[] = []) =>
  addedItems({ events: [event], off }, more).map(({ date }) => date);

describe('occurrencesOf', () => {
  it.each([
    ['WEEKLY', '2026-11-25', '2026-12-10', ['2026-11-25', '2026-12-02', '2026-12-09']],
    ['EVERY_TWO_WEEKS', '2026-11-25', '2026-12-23', ['2026-11-25', '2026-12-09', '2026-12-23']],
    ['MONTHLY', '2026-11-15', '2027-01-14', ['2026-11-15', '2026-12-15']],
    ['MONTHLY', '2027-01-30', '2027-04-30', ['2027-01-30', '2027-02-28', '2027-03-30', '2027-04-30']],
    ['MONTHLY', '2026-11-30', '2027-03-01', ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']],
    ['MONTHLY', '2027-12-29', '2028-02-29', ['2027-12-29', '2028-01-29', '2028-02-29']],
    ['QUARTERLY', '2026-11-30', '2027-05-31', ['2026-11-30', '2027-02-28', '2027-05-31']],
    ['TWICE_A_MONTH', '2026-11-16', '2026-12-31', ['2026-11-16', '2026-12-01', '2026-12-16']],
    ['TWICE_A_MONTH', '2026-11-15', '2026-12-31', ['2026-11-15', '2026-11-30', '2026-12-15', '2026-12-31']],
    ['TWICE_A_MONTH', '2026-11-10', '2026-12-10', ['2026-11-10', '2026-11-25', '2026-12-10']],
    ['WEEKLY', '2026-11-25', '2026-11-24', []],
  ] as const)('%s from %s to %s', (interval, first, last, dates) => {
    expect(occurrencesOf(day(first), interval, day(last))).toEqual(dates);
  });
});

describe('added events', () => {
  it('happen once, or on every day of their interval within the horizon and up to their last day', () => {
    expect(datesOf(once)).toEqual(['2026-12-10']);
    expect(datesOf(rent)).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
    expect(datesOf({ ...rent, until: day('2027-01-01') })).toEqual(['2026-12-01', '2027-01-01']);
  });

  it('that are past are over; a repeating one goes on', () => {
    expect(datesOf({ ...once, date: day('2026-11-22') })).toEqual([]);
    expect(datesOf({ ...rent, date: day('2025-07-01') })).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
  });

  it('have keys that stay with their nominal day', () => {
    const [first] = addedItems({ events: [rent], off: [] }, inputs());
    expect(first).toMatchObject({ key: 'Added:e1:2026-12-01', series: 'Added:e1', kind: 'ADDED', amount: 2_500 });
    expect(first?.basis).toBe('Added by an advisor, every month from Tue 1 Dec.');
  });

  it.each([
    ['an open bill of the same name', item('Bill:1', '2026-12-09', 2_600, { name: ' main street  ESTATES' }), true],
    ['one exactly half an interval away', item('Bill:1', '2026-12-16', 2_600, { name: rent.name }), true],
    ['a posted entry', item('Posted:1', '2026-11-30', 2_500, { name: rent.name }), true],
    ['a bill of another name', item('Bill:1', '2026-12-01', 2_500), false],
    ['a receipt of the name', item('Invoice:1', '2026-12-01', 2_500, { name: rent.name }), false],
    ['a recurring movement of the name', item('Recurring:1', '2026-12-02', 2_500, { name: rent.name }), true],
    ['a recurring movement of another name', item('Recurring:1', '2026-12-01', 2_500), false],
    [
      'a bill of the month before that is paid late',
      item('Bill:1', '2026-11-23', 2_500, { name: rent.name, dueDate: day('2026-11-01') }),
      false,
    ],
  ])('are filled by what is in the books: %s', (_, inBooks, filled) => {
    const dates = datesOf(rent, inputs({ items: [inBooks] }));
    expect(dates).toEqual([...(filled ? [] : ['2026-12-01']), '2027-01-01', '2027-02-01']);
  });

  it.each([
    ['its bill has arrived', item('Bill:1', '2026-12-25', 61_000, { name: 'new VAN' }), true],
    ['a bill of the name is further off', item('Bill:1', '2026-12-26', 61_000, { name: 'New van' }), false],
    ['a bill of another name', item('Bill:1', '2026-12-10', 2_500), false],
    ['a series of the name goes on', item('Recurring:1', '2026-12-10', 2_500, { name: 'New van' }), false],
  ])('that happen once are filled by what they were added for: %s', (_, inBooks, filled) => {
    expect(datesOf(once, inputs({ items: [inBooks] }))).toEqual(filled ? [] : ['2026-12-10']);
  });

  it('are not filled by what is left out, by itself or with its series', () => {
    const bill = item('Bill:1', '2026-12-01', 2_500, { name: rent.name });
    expect(datesOf(rent, inputs({ items: [bill] }), ['Bill:1'])).toContain('2026-12-01');
    const found = item('Recurring:r:2026-12', '2026-12-01', 2_500, { name: rent.name, series: 'Recurring:r' });
    expect(datesOf(rent, inputs({ items: [found] }), ['Recurring:r'])).toContain('2026-12-01');
    expect(datesOf(rent, inputs({ items: [found] }))).not.toContain('2026-12-01');
  });

  it('are filled by what was just paid under their name, a one-off only by its own amount', () => {
    const paid = (date: string, amount = 2_500) =>
      inputs({ lastPaid: [{ name: 'MAIN street estates', direction: 'OUT', date: day(date), amount: cents(amount) }] });
    expect(datesOf(rent, paid('2026-11-20'))).toEqual(['2027-01-01', '2027-02-01']);
    expect(datesOf(rent, paid('2026-11-15'))).toContain('2026-12-01');
    const begun = { ...rent, date: day('2026-06-12') };
    expect(datesOf(begun, paid('2026-11-20'))[0]).toBe('2026-12-12');
    const single = { ...rent, interval: null };
    expect(datesOf(single, paid('2026-11-20'))).toEqual([]);
    expect(datesOf(single, paid('2026-11-20', 2_400))).toEqual(['2026-12-01']);
    expect(datesOf(single, paid('2026-11-15'))).toEqual(['2026-12-01']);
  });

  it.each([
    ['a fee of the bank that lends', item('Recurring:1', '2026-12-02', 15, { name: rent.name }), false],
    ['a series a quarter below', item('Recurring:1', '2026-12-02', 1_875, { name: rent.name }), true],
    ['a series just further below', item('Recurring:1', '2026-12-02', 1_874, { name: rent.name }), false],
    ['a series that takes much more', item('Recurring:1', '2026-12-02', 3_334, { name: rent.name }), false],
    ['a bill, whatever its amount', item('Bill:1', '2026-12-02', 15, { name: rent.name }), true],
  ])('are filled by a series found only where its amount is similar: %s', (_, inBooks, filled) => {
    expect(datesOf(rent, inputs({ items: [inBooks] })).includes(day('2026-12-01'))).toBe(!filled);
  });

  it('stay beside a small payment made to the same payee', () => {
    const payroll: AddedEvent = { ...rent, name: 'ADP', interval: 'EVERY_TWO_WEEKS', date: day('2026-11-27') };
    const paid = (amount: number) =>
      inputs({ lastPaid: [{ name: 'ADP', direction: 'OUT', date: day('2026-11-20'), amount: cents(amount) }] });
    expect(datesOf(payroll, paid(95))[0]).toBe('2026-11-27');
    expect(datesOf(payroll, paid(2_450))[0]).toBe('2026-12-11');
  });

  it('tell which of their days are not counted, and what stands for each', () => {
    const books = inputs({
      items: [
        item('Bill:1', '2026-12-03', 2_600, { name: rent.name, number: 'B-9' }),
        item('Recurring:1', '2027-01-02', 2_500, { name: rent.name }),
      ],
    });
    const [days] = addedDays([rent], [], books);
    expect(days?.dates).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
    expect([...(days?.filled ?? [])].map(([on, { kind, amount, number }]) => [on, kind, amount, number])).toEqual([
      ['2026-12-01', 'BILL', 2_600, 'B-9'],
      ['2027-01-01', 'RECURRING', 2_500, null],
    ]);
  });

  it('share what is in the books: one bill stands for one of two events', () => {
    const bill = item('Bill:1', '2026-12-10', 2_500, { name: 'New van' });
    const events = [once, { ...once, id: 'e3' }];
    const made = addedItems({ events, off: [] }, inputs({ items: [bill] }));
    expect(made.map(({ key }) => key)).toEqual(['Added:e3:2026-12-10']);
  });

  it('give up one day for each item, never two for one', () => {
    const weekly: AddedEvent = { ...rent, interval: 'WEEKLY', until: day('2026-12-15') };
    const bill = (key: string, date: string) => item(key, date, 100, { name: rent.name });
    expect(datesOf(weekly, inputs({ items: [bill('Bill:1', '2026-12-04')] }))).toEqual(['2026-12-08', '2026-12-15']);
    const two = inputs({ items: [bill('Bill:1', '2026-12-01'), bill('Bill:2', '2026-12-02')] });
    expect(datesOf(weekly, two)).toEqual(['2026-12-08', '2026-12-15']);
    const fortnightly: AddedEvent = { ...weekly, interval: 'EVERY_TWO_WEEKS' };
    const between = inputs({ items: [bill('Bill:1', '2026-12-08'), bill('Bill:2', '2026-12-08')] });
    expect(datesOf(fortnightly, between)).toEqual([]);
  });
});

describe('an advisor’s adjustments', () => {
  const books = inputs({
    items: [
      item('Bill:1', '2026-11-25', 1_000),
      item('Recurring:wages:2026-11-27', '2026-11-27', 9_000, { series: 'wages' }),
      item('Recurring:wages:2026-12-04', '2026-12-04', 9_000, { series: 'wages' }),
    ],
    inView: [item('Invoice:7', '2026-11-23', 4_000), item('Invoice:8', '2026-11-23', 500)],
  });
  const adjustments = {
    events: [once],
    off: ['wages', 'Invoice:8', 'Bill:gone'],
    moved: [
      { key: 'Bill:1', date: day('2026-12-02') },
      { key: 'Invoice:7', date: day('2026-12-03') },
    ],
  };

  it('change the forecast', () => {
    const forecast = forecastFrom(books, changesOf(adjustments, books));
    expect(forecast.items.map(({ key, date }) => `${key} ${date}`)).toEqual([
      'Bill:1 2026-12-02',
      'Invoice:7 2026-12-03',
      'Added:e2:2026-12-10 2026-12-10',
    ]);
    expect(forecast.inViewTotal).toBe(0);
  });

  it('are marked in the list, where what is left out stays', () => {
    const marks = markedItems(books, adjustments).map(({ key, date, off, movedFrom }) => [key, date, off, movedFrom]);
    expect(marks).toEqual([
      ['Recurring:wages:2026-11-27', '2026-11-27', true, null],
      ['Bill:1', '2026-12-02', false, '2026-11-25'],
      ['Invoice:7', '2026-12-03', false, '2026-11-23'],
      ['Recurring:wages:2026-12-04', '2026-12-04', true, null],
      ['Added:e2:2026-12-10', '2026-12-10', false, null],
    ]);
    expect(markedInView(books, adjustments).map(({ key, off }) => [key, off])).toEqual([['Invoice:8', true]]);
  });

  it('carry the credit of a bill that is moved or left out, so that it is never income', () => {
    const netted = inputs({
      items: [
        item('Bill:9', '2026-11-25', 1_000),
        item('VendorCredit:4', '2026-11-25', 600, { against: 'Bill:9' }),
        item('VendorCredit:5/2', '2026-11-25', 100, { against: 'Bill:9' }),
      ],
    });
    const without = { ...NO_ADJUSTMENTS, off: ['Bill:9'] };
    expect(forecastFrom(netted, changesOf(without, netted)).items).toEqual([]);
    expect(markedItems(netted, without).map(({ off }) => off)).toEqual([true, true, true]);
    const later = { ...NO_ADJUSTMENTS, moved: [{ key: 'Bill:9', date: day('2026-12-09') }] };
    const dates = forecastFrom(netted, changesOf(later, netted)).items.map(({ date }) => date);
    expect(dates).toEqual(['2026-12-09', '2026-12-09', '2026-12-09']);
    expect(markedItems(netted, later).map(({ date }) => date)).toEqual(dates);
    const whole = { ...NO_ADJUSTMENTS, off: ['VendorCredit:5'] };
    expect(forecastFrom(netted, changesOf(whole, netted)).items.map(({ key }) => key)).toEqual([
      'Bill:9',
      'VendorCredit:4',
    ]);
  });

  it('find a series whose days have shifted since, and the occurrence nearest to the day they were made for', () => {
    const key = 'Recurring:OUT:payee:store #5#MONTHLY-15';
    const shifted = inputs({
      items: [
        item(`${key}:2026-12-15`, '2026-12-15', 400, { series: key }),
        item(`${key}:2027-01-15`, '2027-01-15', 400, { series: key }),
      ],
      series: [
        {
          key,
          name: 'Store #5',
          direction: 'OUT',
          interval: 'MONTHLY',
          amount: cents(400),
          lastDate: day('2026-11-15'),
          nextDate: day('2026-12-15'),
          seen: 5,
          basis: 'Every month.',
        },
      ],
    });
    const offs = (off: string) => markedItems(shifted, { ...NO_ADJUSTMENTS, off: [off] }).map((one) => one.off);
    const before = 'Recurring:OUT:payee:store #5#MONTHLY-16';
    expect(offs(before)).toEqual([true, true]);
    expect(offs(`${before}:2026-12-16`)).toEqual([true, false]);
    expect(offs(`${key}:2027-01-14`)).toEqual([false, true]);
    expect(offs(`${key}:2026-12-09`)).toEqual([false, false]);
    expect(offs('Recurring:OUT:payee:store #5#MONTHLY-25')).toEqual([false, false]);
    expect(offs('Recurring:OUT:payee:store #5#WEEKLY-1')).toEqual([false, false]);
    const kept = [before, `${before}:2026-12-16`, `${key}:2026-12-09`];
    expect(keysUnknown({ ...NO_ADJUSTMENTS, off: kept }, shifted)).toEqual([`${key}:2026-12-09`]);
    const move = { ...NO_ADJUSTMENTS, moved: [{ key: `${before}:2026-12-16`, date: day('2026-12-28') }] };
    expect(forecastFrom(shifted, changesOf(move, shifted)).items.map(({ date }) => date)).toEqual([
      '2026-12-28',
      '2027-01-15',
    ]);
  });

  it('know the day of an event that stands because what would fill it was left out', () => {
    const bill = item('Bill:77', '2026-12-02', 2_500, { name: rent.name });
    const some = inputs({ items: [bill] });
    const move = { events: [rent], moved: [{ key: 'Added:e1:2026-12-01', date: day('2026-12-20') }] };
    expect(keysUnknown({ ...move, off: [] }, some)).toEqual(['Added:e1:2026-12-01']);
    expect(keysUnknown({ ...move, off: ['Bill:77'] }, some)).toEqual([]);
  });

  it('let a move lapse once its day is over: the item stands as the books say', () => {
    const moved = { ...NO_ADJUSTMENTS, moved: [{ key: 'Invoice:7', date: day('2026-11-22') }] };
    expect(changesOf(moved, books)).toEqual([]);
    expect(markedItems(books, moved).some(({ key }) => key === 'Invoice:7')).toBe(false);
    expect(markedInView(books, moved).map(({ key }) => key)).toEqual(['Invoice:7', 'Invoice:8']);
    const ahead = { ...NO_ADJUSTMENTS, moved: [{ key: 'Invoice:7', date: day('2026-11-23') }] };
    expect(changesOf(ahead, books)).toHaveLength(1);
  });

  it('can leave an added event out too', () => {
    const without = { ...adjustments, off: ['Added:e2'] };
    expect(forecastFrom(books, changesOf(without, books)).items.some(({ kind }) => kind === 'ADDED')).toBe(false);
    expect(markedItems(books, without).find(({ kind }) => kind === 'ADDED')?.off).toBe(true);
  });

  it('of nothing change nothing', () => {
    expect(changesOf(NO_ADJUSTMENTS, books)).toEqual([]);
  });

  it('leave the marked list and the forecast with the same items, whatever they are', () => {
    const adjusted = randomInputs.chain((random) => {
      const key = fc.constantFrom('none', 'series-1', 'Added:e1', ...random.items.map((one) => one.key));
      const date = fc.constantFrom(day('2025-01-01'), day('2026-11-30'), day('2027-08-01'));
      const moves = fc.uniqueArray(fc.record({ key, date }), { selector: (move) => move.key, maxLength: 5 });
      return fc.tuple(fc.constant(random), fc.array(key, { maxLength: 5 }), moves);
    });
    fc.assert(
      fc.property(adjusted, ([random, off, moved]) => {
        const made = { events: [{ ...rent, date: random.asOf }, once], off, moved };
        const marked = markedItems(random, made).filter((one) => !one.off);
        const forecast = forecastFrom(random, changesOf(made, random));
        expect(marked.map(({ key, date }) => [key, date])).toEqual(forecast.items.map(({ key, date }) => [key, date]));
      }),
      { numRuns: 100 },
    );
  });
});
