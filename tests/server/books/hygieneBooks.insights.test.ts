import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BookDocument, Books, Posting } from '../../../domain/books.js';
import { addDays, daysBetween } from '../../../domain/calendar.js';
import type { Party } from '../../../domain/hygiene/hygieneBooks.js';
import type { IsoDate } from '../../../domain/units.js';
import { loadHygieneBooks } from '../../../server/books/hygieneBooks.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { day, document, entry, money, SETTINGS } from '../../domain/company.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { seedPractice } from '../../harness/practice.js';
import { randomOf } from '../sync/randomHistory.js';
import { expectSame } from '../../harness/expectSame.js';
import { intricateBooks } from './intricateBooks.js';
import { keepBooks, type GivenBooks } from './keptBooks.js';
import { allInsights, wholeHygieneBooks } from './sameInsights.js';

const FIRST = day('2024-06-03');
/** Two hundred days of random books become eight hundred: a third of them older than what is whole. */
const STRETCH = 4;
const LAST = addDays(FIRST, 200 * STRETCH);

const PARTIES: readonly Party[] = (['Customer', 'Vendor'] as const).flatMap((kind) =>
  [1, 2, 3].map((id) => ({
    kind,
    id: String(id),
    name: `${kind} ${id}`,
    active: true,
    vendor1099: id === 1,
    hasTaxIdentifier: id === 2,
  })),
);

function stretched(date: IsoDate): IsoDate {
  return addDays(FIRST, daysBetween(day('2026-03-02'), date) * STRETCH);
}

/** Something that comes back each month, with an invoice that is paid later and later. */
function monthly(): { postings: Posting[]; documents: BookDocument[] } {
  const months = Array.from({ length: 26 }, (_, month) => addDays(FIRST, month * 30));
  const postings = months.flatMap((date, nth) => [
    ...entry('Check', date, { rent: 120_000, checking: -120_000 }, { documentId: `r${nth}`, name: 'Vendor 2' }),
    ...entry('Invoice', date, { receivable: 300_000, sales: -300_000 }, { documentId: `m${nth}`, name: 'Customer 1' }),
    ...entry(
      'Payment',
      addDays(date, 20 + nth),
      { checking: 300_000, receivable: -300_000 },
      { documentId: `n${nth}` },
    ),
  ]);
  const documents = months.flatMap((date, nth) => [
    document('Purchase', `r${nth}`, date, { total: money(120_000), partyId: '2', partyName: 'Vendor 2' }),
    document('Invoice', `m${nth}`, date, {
      total: money(300_000),
      dueDate: addDays(date, 15),
      partyId: '1',
      partyName: 'Customer 1',
    }),
    document('Payment', `n${nth}`, addDays(date, 20 + nth), {
      total: money(300_000),
      partyId: '1',
      partyName: 'Customer 1',
      applications: [{ type: 'Invoice', id: `m${nth}`, amount: money(300_000) }],
    }),
  ]);
  return { postings, documents };
}

const grown = fc
  .record({
    made: intricateBooks,
    seed: fc.nat(),
  })
  .map(({ made, seed }): GivenBooks => {
    const random = randomOf(seed);
    const below = (count: number): number => Math.floor(random() * count);
    const more = monthly();
    const named = new Map<string, Party>();
    const partyOf = (key: string): Party | undefined => {
      const known = named.get(key) ?? PARTIES[below(PARTIES.length)];
      if (known) named.set(key, known);
      return known;
    };
    const documents = made.documents.map((each): BookDocument => {
      const who = partyOf(each.id);
      return {
        ...each,
        date: stretched(each.date),
        dueDate: each.dueDate === null ? null : stretched(each.dueDate),
        partyId: who?.id ?? null,
        partyName: who?.name ?? null,
      };
    });
    const postings = made.postings.map((each) => ({
      ...each,
      date: stretched(each.date),
      name: partyOf(each.documentId ?? '')?.name ?? null,
      cleared: below(10) > 2,
    }));
    const all = [...documents, ...more.documents];
    const entered = ({ type, id, date }: BookDocument): [string, string] => [
      `${type}:${id}`,
      `${addDays(date, below(900))}T12:00:00Z`,
    ];
    return {
      ...made,
      documents: all,
      postings: [...postings, ...more.postings],
      parties: PARTIES,
      enteredAt: new Map(all.map(entered)),
      files: Object.fromEntries(
        all.filter((_, place) => place % 3 === 0).map(({ type, id }, place) => [place, [`${type}:${id}`]]),
      ),
      closedThrough: addDays(LAST, -60),
    };
  });

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

  it('have the findings, the forecast’s ground and the track record of the whole books', async () => {
    const met = { found: 0, tracked: 0, condensed: 0 };
    await fc.assert(
      fc.asyncProperty(grown, fc.integer({ min: -60, max: 20 }), async (made, ahead) => {
        const asOf = addDays(LAST, ahead);
        const clientId = await keepBooks(test, firmId, advisorId, made);
        const [whole, ours] = await test.database.asSync({ clientId }, async (tx) => {
          const books = await loadBooks(tx, clientId, 1);
          if (!books) throw new Error('the books were kept');
          return [books, await loadHygieneBooks(tx, clientId, 1, asOf)] as const;
        });
        const attachedTo = new Set(Object.values(made.files ?? {}).flat());
        const { enteredAt = new Map<string, string>(), closedThrough = null } = made;
        const theirs = wholeHygieneBooks(whole, { parties: PARTIES, attachedTo, enteredAt, closedThrough });
        const expected = allInsights(theirs, SETTINGS, asOf);
        expectSame(allInsights(ours, SETTINGS, asOf), expected);
        met.found += expected.found.length;
        met.tracked += expected.tracked.entries.length;
        met.condensed += (whole as Books).documents.length - ours.documents.length;
      }),
      { numRuns: 25 },
    );
    expect(Object.values(met).filter((count) => count < 25)).toEqual([]);
  }, 240_000);
});
