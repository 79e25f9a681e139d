import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BookDocument, Posting } from '../../../domain/books.js';
import { findAgain, findAll, type FoundIssue } from '../../../domain/hygiene/findAll.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { BooksPart } from '../../../domain/hygiene/rule.js';
import { RULE_IDS } from '../../../domain/hygiene/ruleIds.js';
import { RULES } from '../../../domain/hygiene/rules/rules.js';
import { SETTING_KEYS, settingValues } from '../../../domain/hygiene/settings.js';
import { cents } from '../../../domain/money.js';
import { day, SETTINGS } from '../company.js';
import { AS_OF, bill, billPayment, booksOf, purchase, vendor } from './books.js';
import { messyBooks } from './messyBooks.js';

const STANDARDS = settingValues({});
const sourceOf = (books: HygieneBooks, asOf = AS_OF) => new HygieneSource(books, SETTINGS, day(asOf));
const issuesOf = (books: HygieneBooks): readonly FoundIssue[] => findAll(sourceOf(books), STANDARDS);
const namesOf = (found: readonly FoundIssue[]): string[] => found.map(({ rule, finding }) => `${rule} ${finding.key}`);

/** The books with every document and posting changed. */
function edited(
  books: HygieneBooks,
  document: (document: BookDocument) => Partial<BookDocument>,
  posting: (posting: Posting) => Partial<Posting>,
): HygieneBooks {
  return {
    ...books,
    documents: books.documents.map((each) => ({ ...each, ...document(each) })),
    postings: books.postings.map((each) => ({ ...each, ...posting(each) })),
  };
}

/** A permutation that a number picks. */
function shuffled<T>(list: readonly T[], pick: number): T[] {
  const left = [...list];
  const taken: T[] = [];
  let state = pick >>> 0;
  while (left.length > 0) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    taken.push(...left.splice(state % left.length, 1));
  }
  return taken;
}

describe('the rules', () => {
  it('are all there, each described and weighed by settings of the table', () => {
    for (const id of RULE_IDS) {
      const rule = RULES[id];
      expect(rule.id).toBe(id);
      expect(rule.minutes).toBeGreaterThan(0);
      expect(rule.reads.length).toBeGreaterThan(0);
      for (const key of rule.settings) expect(SETTING_KEYS).toContain(key);
      expect(`${rule.title} ${rule.about}`).not.toMatch(/\b(should|must|recommend|please)\b/i);
    }
  });

  it('read every threshold of the table', () => {
    const read = new Set(RULE_IDS.flatMap((id) => RULES[id].settings));
    expect(SETTING_KEYS.filter((key) => !read.has(key) && !key.startsWith('weight'))).toEqual([]);
  });
});

describe('findAll', () => {
  it('finds the same, in the same order, whatever the order of the books', () => {
    fc.assert(
      fc.property(messyBooks, fc.nat(), (books, pick) => {
        const { documents, postings, accounts, parties } = books;
        const mixed = {
          ...books,
          documents: shuffled(documents, pick),
          postings: shuffled(postings, pick),
          accounts: shuffled(accounts, pick),
          parties: shuffled(parties, pick),
        };
        expect(issuesOf(mixed)).toEqual(issuesOf(books));
      }),
      { numRuns: 150 },
    );
  });

  it('finds nothing twice, and names each document once in a finding', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        const found = issuesOf(books);
        expect(new Set(namesOf(found)).size).toBe(found.length);
        for (const { finding } of found) {
          expect(new Set(finding.lines.map(({ key }) => key)).size).toBe(finding.lines.length);
          expect(finding.lines.length).toBeGreaterThan(0);
          expect(finding.moneyAtStake).toBeGreaterThanOrEqual(0);
          expect(finding.lines.every(({ amount }) => Number.isSafeInteger(amount) && amount >= 0)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds no pair of bills by their number and by their amount as well', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        const pairs = issuesOf(books).filter(
          ({ rule }) => rule === 'duplicate-bill-number' || rule === 'duplicate-bill-amount',
        );
        const keys = pairs.map(({ finding }) => finding.key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps every key when memos are edited, and when all amounts grow', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        const before = namesOf(issuesOf(books));
        const noted = edited(
          books,
          () => ({}),
          ({ memo }) => ({ memo: memo === null ? 'Seen' : `${memo}, seen` }),
        );
        expect(namesOf(issuesOf(noted))).toEqual(before);
        const grown = edited(
          books,
          ({ total, applications }) => ({
            total: cents(total * 2),
            applications: applications.map((each) => ({ ...each, amount: cents(each.amount * 2) })),
          }),
          ({ debit, credit }) => ({ debit: cents(debit * 2), credit: cents(credit * 2) }),
        );
        const after = new Set(namesOf(issuesOf(grown)));
        expect(before.filter((name) => !after.has(name))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('names in a key what the finding is about and neither amount nor date', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        for (const { finding } of issuesOf(books)) {
          const named = finding.key.split('+');
          expect([...named].sort()).toEqual(named);
          const lines = new Set(finding.lines.map(({ key, documentKey }) => documentKey ?? key));
          expect(named.filter((key) => !lines.has(key))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is as plain data as what is kept of it', () => {
    fc.assert(
      fc.property(messyBooks, (books) => {
        const found = issuesOf(books);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });
});

describe('findAgain', () => {
  const parties = [vendor('v1', 'Acme')];
  const before = booksOf(
    [purchase('1', '2026-11-01', 90_000), bill('2', '2026-08-01', 500, { party: 'v1', dueDate: '2026-08-20' })],
    { parties },
  );

  it('finds what a new beginning finds, when documents are added and the day goes on', () => {
    fc.assert(
      fc.property(messyBooks, messyBooks, fc.boolean(), (first, second, nextDay) => {
        const then = sourceOf(first);
        const changed = changedParts(first, second);
        const asOf = nextDay ? '2026-11-23' : AS_OF;
        if (nextDay) changed.add('AS_OF');
        const now = then.revised(second, changed, day(asOf));
        expect(findAgain(findAll(then, STANDARDS), now, STANDARDS, changed)).toEqual(
          findAll(sourceOf(second, asOf), STANDARDS),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('asks no rule again that reads nothing of what changed', () => {
    const found = findAll(sourceOf(before), STANDARDS);
    const again = findAgain(found, sourceOf(booksOf([])), STANDARDS, new Set<BooksPart>(['ATTACHMENTS']));
    const kept = again.filter((issue) => found.includes(issue));
    expect(kept.map(({ rule }) => rule)).toEqual(['overdue-bill', 'negative-bank', 'expense-without-payee']);
  });

  it('settles what a payment settles', () => {
    const after = booksOf(
      [
        purchase('1', '2026-11-01', 90_000),
        bill('2', '2026-08-01', 500, { party: 'v1', dueDate: '2026-08-20' }),
        billPayment('3', '2026-11-20', 500, { party: 'v1', applied: { 'Bill:2': 500 } }),
      ],
      { parties },
    );
    const changed = new Set<BooksPart>(['BillPayment', 'POSTINGS']);
    const again = findAgain(findAll(sourceOf(before), STANDARDS), sourceOf(after), STANDARDS, changed);
    expect(namesOf(again)).toEqual(['negative-bank Account:checking', 'expense-without-payee Purchase:1']);
  });
});

/** The parts in which two states of the books differ. */
function changedParts(before: HygieneBooks, after: HygieneBooks): Set<BooksPart> {
  const parts = new Set<BooksPart>(['POSTINGS', 'ATTACHMENTS', 'COMPANY']);
  for (const { type } of [...before.documents, ...after.documents]) parts.add(type);
  return parts;
}
