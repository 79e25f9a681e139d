import { describe, expect, it } from '@jest/globals';
import { flowbandOf } from '../../../domain/forecast/flowband.js';
import { cents } from '../../../domain/money.js';
import { day } from '../company.js';
import { inputs, item } from './inputs.js';

const NONE = new Map<string, readonly string[]>();
const SMART = { recurring: true };

const books = inputs({
  cashOnHand: cents(90_000),
  inTransit: cents(10_000),
  items: [
    item('Invoice:1', '2026-11-26', 30_000, { number: '1041' }),
    item('Bill:1', '2026-11-26', 5_000),
    item('Bill:2', '2026-11-26', 8_000),
    item('Recurring:wages:2026-11-24', '2026-11-24', 20_000, { series: 'wages' }),
  ],
  inView: [item('Invoice:7', '2026-11-23', 4_000)],
});

describe('the Flowband', () => {
  it('lists events by day, what goes out first, the larger first, each with the balances after it', () => {
    const band = flowbandOf(books, [], NONE, SMART);
    expect([band.opening, band.inTransit]).toEqual([100_000, 10_000]);
    expect(band.events.map(({ number, key, date, ifPaid, ifNot }) => [number, key, date, ifPaid, ifNot])).toEqual([
      [1, 'Recurring:wages:2026-11-24', '2026-11-24', 80_000, 80_000],
      [2, 'Bill:2', '2026-11-26', 72_000, 72_000],
      [3, 'Bill:1', '2026-11-26', 67_000, 67_000],
      [4, 'Invoice:1', '2026-11-26', 97_000, 67_000],
    ]);
    expect(band.events[3]?.reference).toBe('1041');
  });

  it('keeps what is overdue beyond its usual delay in view, without a date and in no balance', () => {
    const { inView, inViewTotal } = flowbandOf(books, [], NONE, SMART);
    expect(inView).toHaveLength(1);
    expect(inView[0]).toMatchObject({ key: 'Invoice:7', number: 0, date: null, ifPaid: null, ifNot: null });
    expect(inViewTotal).toBe(4_000);
  });

  it('has the events in the books alone where recurring ones are not there', () => {
    const added = { kind: 'ADD' as const, item: item('Added:e:2026-11-24', '2026-11-24', 1) };
    const band = flowbandOf(books, [added], NONE, { recurring: false });
    expect(band.events.map(({ kind }) => kind)).toEqual(['BILL', 'BILL', 'INVOICE']);
    expect(band.events[0]?.ifPaid).toBe(92_000);
    expect(band.notes).toEqual([
      'Not in the band: recurring payments and receipts, everyday ones, and business not in the books yet.',
    ]);
  });

  it('marks the events of documents that open issues make unreliable, those in view too', () => {
    const unreliable = new Map([
      ['Bill:2', ['i1', 'i2', 'i1']],
      ['Invoice:7', ['i3']],
    ]);
    const { events, inView } = flowbandOf(books, [], unreliable, SMART);
    expect(events.map(({ issueIds }) => issueIds)).toEqual([[], ['i1', 'i2'], [], []]);
    expect(inView[0]?.issueIds).toEqual(['i3']);
  });

  it('shows twelve where there are more, and says how many more and what moves every day', () => {
    const items = Array.from({ length: 15 }, (_, place) => item(`Bill:${place}`, '2026-12-01', 100 + place));
    const flows = {
      runRate: { in: cents(120_000), out: cents(35_050) },
      newBusiness: { in: cents(0), out: cents(9_900) },
    };
    const band = flowbandOf(inputs({ items, ...flows }), [], NONE, SMART);
    expect(band.events).toHaveLength(12);
    expect(band.events[0]?.key).toBe('Bill:14');
    expect(band.notes).toEqual([
      'Not in the band: 3 more events up to Sun 21 Feb 2027.',
      'Not in the band: everyday receipts and spending, 1,200.00 in and 350.50 out in a usual week.',
      'Not in the band: business not in the books yet, 0.00 in and 99.00 out in a usual week.',
    ]);
  });

  it('takes changes as the forecast does', () => {
    const band = flowbandOf(
      books,
      [
        { kind: 'REMOVE', key: 'wages' },
        { kind: 'MOVE', key: 'Bill:1', date: day('2026-11-20') },
      ],
      NONE,
      SMART,
    );
    expect(band.events.map(({ key, date }) => `${key} ${date}`)).toEqual([
      'Bill:1 2026-11-23',
      'Bill:2 2026-11-26',
      'Invoice:1 2026-11-26',
    ]);
  });

  it('keeps its events without balances where data for a forecast are missing, and says what is', () => {
    const short = {
      ...books,
      missing: '4 days of history; a forecast needs 28.',
      runRate: { in: cents(7), out: cents(0) },
    };
    const { opening, events, notes } = flowbandOf(short, [], NONE, SMART);
    expect(opening).toBeNull();
    expect(events.map(({ ifPaid, ifNot }) => [ifPaid, ifNot])).toEqual(events.map(() => [null, null]));
    expect(events).toHaveLength(4);
    expect(notes).toEqual(['4 days of history; a forecast needs 28.']);
  });
});
