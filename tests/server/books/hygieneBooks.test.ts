import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Books } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import { isSummary } from '../../../domain/summaryPostings.js';
import type { IsoDate } from '../../../domain/units.js';
import { loadHygieneBooks, WHOLE_DAYS } from '../../../server/books/hygieneBooks.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { books, day, document, entry, money, SETTINGS } from '../../domain/company.js';
import { dateInBooks } from '../../domain/randomBooks.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { seedPractice } from '../../harness/practice.js';
import { expectSame } from '../../harness/expectSame.js';
import { intricateBooks } from './intricateBooks.js';
import { keepBooks, type GivenBooks } from './keptBooks.js';
import { allFigures, comparable } from './sameFigures.js';

describe('books for rules and forecasts', () => {
  let test: TestDatabase;
  let firmId: string;
  let advisorId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    const { maya } = await seedPractice(test);
    [firmId, advisorId] = [maya.firmId, maya.id];
  });
  afterAll(() => test.close());

  async function both(made: GivenBooks, asOf: IsoDate): Promise<{ whole: Books; condensed: HygieneBooks }> {
    const clientId = await keepBooks(test, firmId, advisorId, made);
    return test.database.asSync({ clientId }, async (tx) => {
      const whole = await loadBooks(tx, clientId, 1);
      if (!whole) throw new Error('the books were kept');
      return { whole, condensed: await loadHygieneBooks(tx, clientId, 1, asOf) };
    });
  }

  const rest = {
    parties: [],
    attachedTo: new Set<string>(),
    enteredAt: new Map<string, string>(),
    closedThrough: null,
  };

  it('give the figures, open balances and balances of the whole books at every date since', async () => {
    await fc.assert(
      fc.asyncProperty(intricateBooks, dateInBooks, fc.array(fc.nat({ max: 400 })), async (made, from, days) => {
        const asOf = addDays(from, WHOLE_DAYS);
        const { whole, condensed } = await both(made, asOf);
        const asOfs = [asOf, ...days.map((count) => addDays(asOf, -count))];
        expectSame(comparable(allFigures(condensed, SETTINGS, asOfs)), comparable(allFigures(whole, SETTINGS, asOfs)));
        const ids = [...new Set(whole.postings.map(({ accountId }) => accountId))];
        for (const date of asOfs) {
          const [ours, theirs] = [condensed, { ...whole, ...rest }].map(
            (one) => new HygieneSource(one, SETTINGS, date),
          );
          expectSame(ours?.open, theirs?.open);
          expectSame(
            ids.map((id) => ours?.balance(id)),
            ids.map((id) => theirs?.balance(id)),
          );
        }
      }),
      { numRuns: 100 },
    );
  }, 180_000);

  it('hold every document and every posting since, and no document without the legs that the ledger shows', async () => {
    await fc.assert(
      fc.asyncProperty(intricateBooks, dateInBooks, async (made, from) => {
        const { whole, condensed } = await both(made, addDays(from, WHOLE_DAYS));
        const since = <T extends { date: IsoDate }>(rows: readonly T[]): T[] => rows.filter(({ date }) => date >= from);
        const texts = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
        expectSame(texts(since(condensed.documents)), texts(since(whole.documents)));
        expectSame(texts(since(condensed.postings)), texts(since(whole.postings)));
        const [ours, theirs] = [condensed, { ...whole, ...rest }].map((one) => new HygieneSource(one, SETTINGS, from));
        for (const kept of condensed.documents)
          expectSame(texts(ours?.legs(kept) ?? []), texts(theirs?.legs(kept) ?? []));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('keep what the rules ask about however old it is, and of the rest sums', async () => {
    const [older, old, since] = ['2020-03-02', '2020-03-09', '2026-10-05'].map((text) => day(text));
    if (!older || !old || !since) throw new Error('three days');
    const post = (label: string, date: IsoDate, legs: Record<string, number>, id: string, cleared = true) =>
      entry(label, date, legs, { documentId: id }).map((posting) => ({ ...posting, cleared }));
    const made: GivenBooks = {
      ...books(
        [
          ...post('Sales Receipt', old, { undeposited: 70, sales: -70 }, 'stuck'),
          ...post('Sales Receipt', old, { undeposited: 50, sales: -50 }, 'deposited'),
          ...post('Deposit', old, { checking: 50, undeposited: -50 }, 'd'),
          ...post('Check', older, { rent: 9, checking: -9 }, 'first'),
          ...post('Check', old, { rent: 30, checking: -30 }, 'passed over', false),
          ...post('Check', old, { rent: 31, checking: -31 }, 'cleared'),
          ...post('Check', old, { rent: 32, savings: -32 }, 'newest cleared'),
          ...post('Check', old, { rent: 32, savings: -32 }, 'not judged', false),
          ...post('Check', since, { rent: 5, checking: -5 }, 'now'),
          ...post('Journal Entry', old, { receivable: 30, sales: -30 }, 'owed'),
          ...post('Journal Entry', old, { rent: 30, sales: -30 }, 'other'),
          ...post('Journal Entry', old, { rent: 40, sales: -40 }, 'late'),
        ],
        [
          document('SalesReceipt', 'stuck', old, { total: money(70) }),
          document('SalesReceipt', 'deposited', old, { total: money(50) }),
          document('Deposit', 'd', old, {
            total: money(50),
            applications: [{ type: 'SalesReceipt', id: 'deposited', amount: money(50) }],
          }),
          ...['first', 'passed over', 'cleared', 'newest cleared', 'not judged', 'now'].map((id) =>
            document('Purchase', id, id === 'now' ? since : old),
          ),
          ...['owed', 'other', 'late'].map((id) => document('JournalEntry', id, old)),
        ],
      ),
      enteredAt: new Map([['JournalEntry:late', '2026-10-04T12:00:00Z']]),
    };
    const { condensed } = await both(made, day('2026-11-22'));
    const source = new HygieneSource(condensed, SETTINGS, day('2026-11-22'));
    expect(source.documents('SalesReceipt').map(({ id }) => id)).toContain('stuck');
    expect(source.documents('JournalEntry').map(({ id }) => id)).toEqual(['late', 'owed']);
    const purchases = source.documents('Purchase').map(({ id }) => id);
    expect(purchases).toEqual(expect.arrayContaining(['passed over', 'newest cleared', 'not judged', 'now']));
    expect(source.legs({ type: 'SalesReceipt', id: 'stuck' })).toHaveLength(2);
    expect(source.legs({ type: 'JournalEntry', id: 'late' })).toHaveLength(2);
  });

  it('do not grow with what is settled and older', async () => {
    const years = (count: number): Books => {
      const dates = Array.from({ length: count }, (_, place) => addDays(day('2025-05-31'), -place));
      const made = dates.map((date, place) => ({
        postings: [
          ...entry('Invoice', date, { receivable: 500, sales: -500 }, { documentId: `i${place}` }),
          ...entry('Payment', date, { checking: 500, receivable: -500 }, { documentId: `p${place}` }),
        ],
        documents: [
          document('Invoice', `i${place}`, date, { total: money(500) }),
          document('Payment', `p${place}`, date, {
            total: money(500),
            applications: [{ type: 'Invoice', id: `i${place}`, amount: money(500) }],
          }),
        ],
      }));
      return books(
        made.flatMap(({ postings }) => postings),
        made.flatMap(({ documents }) => documents),
      );
    };
    const sizeOf = async (count: number): Promise<number[]> => {
      const { condensed } = await both(years(count), day('2026-11-22'));
      return [condensed.documents.length, condensed.postings.length];
    };
    const small = await sizeOf(400);
    expect(await sizeOf(1_000)).toEqual(small);
    expect(small[1]).toBeLessThan(20);
  }, 60_000);

  it('say who the parties are, what has a file, when it was entered and how far the books are closed', async () => {
    const date = day('2026-10-02');
    const vendor = {
      kind: 'Vendor',
      id: '7',
      name: 'Beans',
      active: true,
      vendor1099: true,
      hasTaxIdentifier: false,
    } as const;
    const customer = { ...vendor, kind: 'Customer', name: 'Amy', active: false, vendor1099: false } as const;
    const made: GivenBooks = {
      ...books([], [document('Bill', '1', date), document('Purchase', '2', date)]),
      parties: [vendor, customer],
      enteredAt: new Map([['Bill:1', '2026-10-03T09:10:11-07:00']]),
      files: { 901: ['Bill:1', 'Invoice:44'], 902: ['Vendor:7'] },
      closedThrough: day('2026-06-30'),
    };
    const { condensed } = await both(made, day('2026-11-22'));
    expect(condensed.parties).toEqual([customer, vendor]);
    expect([...condensed.attachedTo]).toEqual(['Bill:1']);
    expect([...condensed.enteredAt]).toEqual([['Bill:1', '2026-10-03T16:10:11Z']]);
    expect(condensed.closedThrough).toBe('2026-06-30');
    expect(condensed.postings.filter(isSummary)).toEqual([]);
  });
});
