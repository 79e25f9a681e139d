import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BookDocument, Books, Posting } from '../../../domain/books.js';
import { addDays, daysBetween } from '../../../domain/calendar.js';
import { countedIds } from '../../../domain/countedAccounts.js';
import { cashHistory, forecastInputs, type CashHistory } from '../../../domain/forecast/inputsOf.js';
import type { CashUse } from '../../../domain/forecast/weeklyFlows.js';
import { openBalancesOf } from '../../../domain/openBalances.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import type { IsoDate } from '../../../domain/units.js';
import { books, day, document, entry, money, SETTINGS } from '../company.js';
import { dateInBooks, randomBooks } from '../randomBooks.js';

const FAR = day('2029-01-01');

/** A payee paid on regular days over the whole span, with some noise in the amounts. */
const regularPayee = fc
  .record({
    payee: fc.constantFrom('Rent', 'Power', null),
    to: fc.constantFrom('rent', 'loan', 'card', 'wages'),
    step: fc.constantFrom(7, 14, 30),
    first: fc.integer({ min: 0, max: 40 }),
    amount: fc.integer({ min: 100, max: 900_000 }),
    count: fc.integer({ min: 3, max: 28 }),
  })
  .map(({ payee, to, step, first, amount, count }) =>
    Array.from({ length: count }, (_, place) =>
      entry(
        'Check',
        addDays(day('2026-03-02'), first + place * step),
        { [to]: amount + place, checking: -amount - place },
        { name: payee },
      ),
    ).flat(),
  );

const withSeries: fc.Arbitrary<Books> = fc
  .tuple(randomBooks, fc.array(regularPayee, { maxLength: 4 }))
  .map(([random, series]) => ({ ...random, postings: [...random.postings, ...series.flat()] }));

function sumOfUses({ uses }: CashHistory, ...wanted: CashUse[]): { in: number; out: number } {
  const total = { in: 0, out: 0 };
  for (const [piece, use] of uses) {
    if (wanted.length > 0 && !wanted.includes(use)) continue;
    total[piece.direction === 'IN' ? 'in' : 'out'] += piece.amount;
  }
  return total;
}

describe('nothing is counted twice', () => {
  it('every cash movement of the window is in exactly one use, to the minor unit', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, fc.boolean(), (made, asOf, aside) => {
        const oneOffs = aside ? { [made.postings[0]?.documentKey ?? '']: 'Once' } : {};
        const source = new SnapshotSource(made, { ...SETTINGS, oneOffs });
        const history = cashHistory(source, asOf);
        const movements = source.cashAt(asOf).inWindow;
        const parts = movements.flatMap((movement) => movement.parts);
        const inParts = (way: string): number =>
          parts.filter(({ direction }) => direction === way).reduce((all, { amount }) => all + amount, 0);
        expect(sumOfUses(history)).toEqual({ in: inParts('IN'), out: inParts('OUT') });
        for (const [piece, use] of history.uses) {
          expect(movements).toContain(piece.movement);
          if (piece.movement.documentKey in oneOffs) expect(use).toBe('SET_ASIDE');
          else if (use === 'RUN_RATE') expect(piece.class).toBe('OPERATING');
        }
        const ofSeries = history.series.flatMap(({ occurrences }) => occurrences.flatMap(({ flows }) => flows));
        const pieces = ofSeries.flatMap((flow) => flow.pieces);
        expect(new Set(pieces).size).toBe(pieces.length);
        expect(
          pieces
            .filter(({ movement }) => movements.includes(movement))
            .every((piece) => history.uses.get(piece) === 'SERIES'),
        ).toBe(true);
      }),
    );
  });

  it('the weekly means are those of their uses', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, (made, asOf) => {
        const source = new SnapshotSource(made, SETTINGS);
        const { runRate } = forecastInputs(source, asOf);
        const history = cashHistory(source, asOf);
        const days = history.window?.days ?? 7;
        const everyday = sumOfUses(history, 'RUN_RATE');
        expect(Math.abs(runRate.in - (everyday.in * 7) / days)).toBeLessThanOrEqual(0.5);
        expect(Math.abs(runRate.out - (everyday.out * 7) / days)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('what is posted ahead leads from the cash of today to that of the last entry', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, (made, asOf) => {
        const source = new SnapshotSource(made, SETTINGS);
        const given = forecastInputs(source, asOf);
        const posted = given.items.filter(({ kind }) => kind === 'POSTED');
        const moved = posted.reduce((all, { direction, amount }) => all + (direction === 'IN' ? amount : -amount), 0);
        const pool = [...countedIds(source.banksAt(asOf)), 'undeposited'];
        const atLast = pool.reduce((all, id) => all + source.balanceAt(id, FAR), 0);
        expect(given.cashOnHand + given.inTransit + moved).toBe(atLast);
      }),
    );
  });

  it('every item has a key of its own, and an open document is expected for what is open of it', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, (made, asOf) => {
        const source = new SnapshotSource(made, SETTINGS);
        const given = forecastInputs(source, asOf, 'BY_THEN');
        const all = [...given.items, ...given.inView];
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        expect(all.every(({ amount, date }) => amount > 0 && date > asOf)).toBe(true);
        const open = openBalancesOf(source.applications, asOf);
        const expected = new Map(all.map(({ key, amount }) => [key, amount]));
        const items = [...open.bills, ...open.invoices].filter((item) => item.open > 0);
        for (const { type, id, open: amount } of items) expect(expected.get(`${type}:${id}`)).toBe(amount);
        expect(all.filter(({ kind }) => kind === 'BILL' || kind === 'INVOICE')).toHaveLength(items.length);
      }),
    );
  });

  it('an open bill of the payee takes one occurrence, the nearest within half an interval, or none', () => {
    const rent = ['2026-08-03', '2026-09-01', '2026-10-01', '2026-11-02'].flatMap((date) =>
      entry('Check', date, { rent: 300, checking: -300 }, { name: 'Estates' }),
    );
    const asOf = day('2026-11-22');
    const nominal = (documents: readonly BookDocument[]): IsoDate[] =>
      forecastInputs(new SnapshotSource(books(rent, documents), SETTINGS), asOf)
        .items.filter(({ kind }) => kind === 'RECURRING')
        .map(({ key }) => day(key.slice(-10)));
    const without = nominal([]);
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 120 }), (days) => {
        const dueDate = addDays(asOf, days);
        const bill = document('Bill', '1', '2026-11-01', { dueDate, total: money(310), partyName: 'Estates' });
        const near = without.filter((date) => Math.abs(daysBetween(date, dueDate)) <= 15);
        const left = nominal([bill]);
        expect(left).toHaveLength(without.length - Math.min(1, near.length));
        for (const gone of without.filter((date) => !left.includes(date))) expect(near).toContain(gone);
      }),
    );
  });

  it('credits make the expected bills of a vendor net of them, never less than nothing', () => {
    const amount = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 4 }), fc.array(amount, { maxLength: 4 }), (bills, credits) => {
        const party = { partyId: 'v', partyName: 'Mill' };
        const documents = [
          ...bills.map((total, at) => document('Bill', `b${at}`, '2026-11-01', { total: money(total), ...party })),
          ...credits.map((total, at) =>
            document('VendorCredit', `c${at}`, '2026-11-01', { total: money(total), ...party }),
          ),
        ];
        const { items } = forecastInputs(new SnapshotSource(books([], documents), SETTINGS), day('2026-11-22'));
        const net = items.reduce((all, { direction, amount: size }) => all + (direction === 'OUT' ? size : -size), 0);
        const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
        expect(net).toBe(Math.max(0, sum(bills) - sum(credits)));
      }),
    );
  });
});

describe('what a forecast knows', () => {
  it('does not depend on the order of the books', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, (made, asOf) => {
        const turned: Books = {
          ...made,
          postings: [...made.postings].reverse() as readonly Posting[],
          documents: [...made.documents].reverse(),
        };
        expect(forecastInputs(new SnapshotSource(turned, SETTINGS), asOf)).toEqual(
          forecastInputs(new SnapshotSource(made, SETTINGS), asOf),
        );
      }),
    );
  });

  it('of a past date is nothing that is dated after it', () => {
    fc.assert(
      fc.property(withSeries, dateInBooks, (made, asOf) => {
        const known = new Set(made.documents.filter(({ date }) => date <= asOf).map(({ type, id }) => `${type}:${id}`));
        const byThen: Books = {
          ...made,
          postings: made.postings.filter(({ date }) => date <= asOf),
          documents: made.documents
            .filter(({ date }) => date <= asOf)
            .map((made) => ({
              ...made,
              applications: made.applications.filter(({ type, id }) => known.has(`${type}:${id}`)),
            })),
        };
        expect(forecastInputs(new SnapshotSource(byThen, SETTINGS), asOf, 'BY_THEN')).toEqual(
          forecastInputs(new SnapshotSource(made, SETTINGS), asOf, 'BY_THEN'),
        );
      }),
    );
  });
});
