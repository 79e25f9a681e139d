import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Books, ClientSettings } from '../../../domain/books.js';
import { addDays, monthStart } from '../../../domain/calendar.js';
import { isSummary } from '../../../domain/summaryPostings.js';
import type { IsoDate } from '../../../domain/units.js';
import { loadFigureBooks } from '../../../server/books/figureBooks.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { monthlySums } from '../../../server/books/monthlySums.js';
import { books, day, document, entry, money, SETTINGS } from '../../domain/company.js';
import { dateInBooks, LAST_DAY } from '../../domain/randomBooks.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { seedPractice } from '../../harness/practice.js';
import { expectSame } from '../../harness/expectSame.js';
import { intricateBooks } from './intricateBooks.js';
import { keepBooks } from './keptBooks.js';
import { allFigures, comparable } from './sameFigures.js';

const counted = fc.dictionary(fc.constantFrom('checking', 'savings', 'Client Trust'), fc.boolean());

describe('condensed books', () => {
  let test: TestDatabase;
  let firmId: string;
  let advisorId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    const { maya } = await seedPractice(test);
    [firmId, advisorId] = [maya.firmId, maya.id];
  });
  afterAll(() => test.close());

  const keep = (made: Books): Promise<string> => keepBooks(test, firmId, advisorId, made);

  async function both(made: Books, from: IsoDate): Promise<{ whole: Books; condensed: Books }> {
    const clientId = await keep(made);
    return test.database.asSync({ clientId }, async (tx) => {
      const whole = await loadBooks(tx, clientId, 1);
      if (!whole) throw new Error('the books were kept');
      return { whole, condensed: await loadFigureBooks(tx, clientId, 1, from) };
    });
  }

  it('give the figures, history, provenance and tie-out of the whole books', async () => {
    const seeds = fc.record({
      made: intricateBooks,
      from: dateInBooks,
      days: fc.array(fc.integer({ min: 90, max: 200 }), { minLength: 1, maxLength: 3 }),
      counted,
      oneOff: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(seeds, async ({ made, from, days, counted: choices, oneOff }) => {
        const asOfs = days.map((count) => addDays(from, count));
        const key = made.postings[oneOff % Math.max(1, made.postings.length)]?.documentKey;
        const settings: ClientSettings = { ...SETTINGS, counted: choices, oneOffs: key ? { [key]: 'once' } : {} };
        const { whole, condensed } = await both(made, from);
        expectSame(comparable(allFigures(condensed, settings, asOfs)), comparable(allFigures(whole, settings, asOfs)));
      }),
      { numRuns: 150 },
    );
  }, 180_000);

  it('are balanced, and sum to the same by account', async () => {
    await fc.assert(
      fc.asyncProperty(intricateBooks, dateInBooks, async (made, from) => {
        const { whole, condensed } = await both(made, from);
        const sums = ({ postings }: Books): Map<string, number> => {
          const byAccount = new Map<string, number>();
          for (const { accountId, debit, credit } of postings)
            byAccount.set(accountId, (byAccount.get(accountId) ?? 0) + debit - credit);
          return byAccount;
        };
        expectSame(sums(condensed), sums(whole));
        const byKey = new Map<string, number>();
        for (const { documentKey, debit, credit } of condensed.postings.filter(isSummary))
          byKey.set(documentKey, (byKey.get(documentKey) ?? 0) + debit - credit);
        expect([...byKey.values()].filter((rest) => rest !== 0)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('refuse dates whose window lies in the condensed part', async () => {
    const from = day('2026-06-01');
    const { condensed } = await both(books(entry('Deposit', '2026-03-02', { checking: 5, sales: -5 })), from);
    expect(() => allFigures(condensed, SETTINGS, [addDays(from, 89)])).toThrow(/condensed before 2026-06-01/);
    expect(() => allFigures(condensed, SETTINGS, [addDays(from, 90)])).not.toThrow();
  });

  it('do not grow with what is settled: years of sales, bills and deposits are a few sums', async () => {
    const years = (count: number): Books => {
      const dates = Array.from({ length: count }, (_, place) => addDays(day('2026-05-31'), -place));
      const made = dates.map((date, place) => ({
        postings: [
          ...entry('Invoice', date, { receivable: 500, sales: -500 }, { documentId: `i${place}` }),
          ...entry('Payment', date, { undeposited: 500, receivable: -500 }, { documentId: `p${place}` }),
          ...entry('Deposit', date, { checking: 500, undeposited: -500 }, { documentId: `d${place}` }),
        ],
        documents: [
          document('Invoice', `i${place}`, date, { total: money(500) }),
          document('Payment', `p${place}`, date, {
            total: money(500),
            applications: [{ type: 'Invoice', id: `i${place}`, amount: money(500) }],
          }),
          document('Deposit', `d${place}`, date, {
            total: money(500),
            applications: [{ type: 'Payment', id: `p${place}`, amount: money(500) }],
          }),
        ],
      }));
      return books(
        made.flatMap(({ postings }) => postings),
        made.flatMap(({ documents }) => documents),
      );
    };
    const sizeOf = async (count: number): Promise<number[]> => {
      const { condensed } = await both(years(count), day('2026-06-01'));
      return [condensed.documents.length, condensed.postings.length];
    };
    expect(await sizeOf(1_000)).toEqual(await sizeOf(400));
    expect((await sizeOf(1_000))[1]).toBeLessThan(20);
  }, 60_000);

  it('refuse a client whose company is not known', async () => {
    const clientId = await keep(books([]));
    await test.asOwner('delete from business where client_id = ?', [clientId]);
    await expect(
      test.database.asSync({ clientId }, (tx) => loadFigureBooks(tx, clientId, 1, LAST_DAY)),
    ).rejects.toThrow(/without a company/);
  });

  it('are summed by month and account in one statement', async () => {
    await fc.assert(
      fc.asyncProperty(intricateBooks, async (made) => {
        const clientId = await keep(made);
        const expected = new Map<string, Map<string, number>>();
        for (const { date, accountId, debit, credit } of made.postings) {
          const accounts = expected.get(monthStart(date).slice(0, 7)) ?? new Map<string, number>();
          expected.set(date.slice(0, 7), accounts.set(accountId, (accounts.get(accountId) ?? 0) + debit - credit));
        }
        const sums = await test.database.asSync({ clientId }, async (tx) => {
          test.statements.length = 0;
          return monthlySums(tx, clientId, 1);
        });
        expect(sums).toEqual(expected);
        expect(test.statements.filter((sql) => sql.includes('posting'))).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});
