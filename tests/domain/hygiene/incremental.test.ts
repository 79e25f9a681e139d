import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { snapshotFrom } from '../../../domain/computeSnapshot.js';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import { forecastInputs } from '../../../domain/forecast/inputsOf.js';
import { findAgain, findAll } from '../../../domain/hygiene/findAll.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { BooksPart } from '../../../domain/hygiene/rule.js';
import { settingValues } from '../../../domain/hygiene/settings.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { addDays } from '../../../domain/calendar.js';
import { day, SETTINGS } from '../company.js';
import { expectSame } from '../../harness/expectSame.js';
import { bookEdit, changedParts, edited, editableBooks, type BooksOfDay } from './bookEdits.js';
import { AS_OF, booksOf, customer, deposit, invoice, payment, salesReceipt } from './books.js';

const STANDARDS = settingValues({});
const WITH_ONE_OFF = { ...SETTINGS, oneOffs: { 'Expense:rent3': 'Once' } };

describe('books that are revised', () => {
  it('give the findings, the inputs, the forecast and the figures of books that are read anew', () => {
    fc.assert(
      fc.property(editableBooks, fc.array(bookEdit, { minLength: 1, maxLength: 10 }), (books, edits) => {
        const past: BooksOfDay[] = [{ books, asOf: day(AS_OF) }];
        let source = new HygieneSource(books, WITH_ONE_OFF, day(AS_OF));
        let found = findAll(source, STANDARDS);
        expectSameFigures(source.snapshots, source.snapshots, past[0] as BooksOfDay);
        let unseen = new Set<BooksPart>();
        for (const edit of edits) {
          const next = edited(past, edit);
          const changed = changedParts(past.at(-1) as BooksOfDay, next);
          past.push(next);
          source = source.revised(next.books, changed, next.asOf);
          unseen = new Set([...unseen, ...changed]);
          const anew = new HygieneSource(next.books, WITH_ONE_OFF, next.asOf);
          if (edit.asked === 'both' || edit.asked === 'findings') {
            found = findAgain(found, source, STANDARDS, unseen);
            unseen = new Set();
            expectSame(found, findAll(anew, STANDARDS));
          }
          if (edit.asked === 'both' || edit.asked === 'forecast')
            expectSameFigures(source.snapshots, anew.snapshots, next);
        }
      }),
      { numRuns: 250, endOnFailure: true },
    );
  });

  it('leave the books before as they were', () => {
    fc.assert(
      fc.property(editableBooks, bookEdit, (books, edit) => {
        const before: BooksOfDay = { books, asOf: day(AS_OF) };
        const source = new HygieneSource(books, WITH_ONE_OFF, before.asOf);
        const found = structuredClone(findAll(source, STANDARDS));
        const inputs = structuredClone(forecastInputs(source.snapshots, before.asOf));
        const after = edited([before], edit);
        const next = source.revised(after.books, changedParts(before, after), after.asOf);
        findAll(next, STANDARDS);
        forecastInputs(next.snapshots, after.asOf);
        expectSame(findAll(source, STANDARDS), found);
        expectSame(forecastInputs(source.snapshots, before.asOf), inputs);
        expectSameFigures(source.snapshots, new SnapshotSource(books, WITH_ONE_OFF), before);
      }),
      { numRuns: 100 },
    );
  });

  it('look again at a payment whose invoice is dated otherwise, and at a deposit whose receipt is posted otherwise', () => {
    const paid = [
      payment('2', '2026-06-10', 500, { party: 'c1', applied: { 'Invoice:1': 500 } }),
      deposit('4', '2026-11-05', 900, { applied: { 'SalesReceipt:3': 900 } }),
    ];
    const entered = (date: string, account: string): HygieneBooks => {
      const more = [
        invoice('1', date, 500, { party: 'c1' }),
        salesReceipt('3', '2026-11-04', 900, { through: 'undeposited', account }),
      ];
      return booksOf([...paid, ...more], { parties: [customer('c1', 'Harper')] });
    };
    const [then, now] = [entered('2026-06-01', 'sales'), entered('2026-12-24', 'owner')];
    const source = new HygieneSource(then, SETTINGS, day(AS_OF));
    const found = findAll(source, STANDARDS);
    expect(found.map(({ finding }) => finding.key)).not.toContain('Payment:2');
    expect(snapshotFrom(source.snapshots, day(AS_OF)).flows.financingIn).toBe(0);
    const changed = new Set<BooksPart>(['Invoice', 'SalesReceipt', 'POSTINGS']);
    const revised = source.revised(now, changed);
    const again = findAgain(found, revised, STANDARDS, changed);
    expect(again.map(({ finding }) => finding.key)).toContain('Payment:2');
    expect(snapshotFrom(revised.snapshots, day(AS_OF)).flows.financingIn).toBe(900);
    const anew = new HygieneSource(now, SETTINGS, day(AS_OF));
    expect(again).toEqual(findAll(anew, STANDARDS));
    expectSameFigures(revised.snapshots, anew.snapshots, { books: now, asOf: day(AS_OF) });
  });

  it('share what a change does not touch, and begin anew where accounts are others', () => {
    const [books] = fc.sample(editableBooks, 1);
    if (!books) throw new Error('a sample has one');
    const source = new SnapshotSource(books, SETTINGS);
    const movements = new Set(source.movementsAt(day(AS_OF)));
    const edit = { kind: 'paycheck', pick: 0, other: 0, amount: 5_000, days: -3, asked: 'both' } as const;
    const { books: after } = edited([{ books, asOf: day(AS_OF) }], edit);
    const revised = source.revised(after);
    expect(revised.movementsAt(day(AS_OF)).filter((movement) => !movements.has(movement))).toHaveLength(1);
    expect(revised.index.documents).toBe(source.index.documents);
    const closed = source.revised({ ...books, accounts: [...books.accounts].reverse() });
    expect(closed.movementsAt(day(AS_OF)).some((movement) => movements.has(movement))).toBe(false);
  });
});

function expectSameFigures(revised: SnapshotSource, anew: SnapshotSource, { asOf }: BooksOfDay): void {
  const inputs = forecastInputs(revised, asOf);
  expectSame(inputs, forecastInputs(anew, asOf));
  expectSame(forecastFrom(inputs), forecastFrom(forecastInputs(anew, asOf)));
  const then = addDays(asOf, -30);
  expectSame(forecastInputs(revised, then, 'BY_THEN'), forecastInputs(anew, then, 'BY_THEN'));
  expectSame(snapshotFrom(revised, asOf), snapshotFrom(anew, asOf));
}
