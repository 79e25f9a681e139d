import type { Account, Posting } from '../books.js';
import { documentTypeOf } from '../documentTypes.js';
import { isSummary } from '../summaryPostings.js';
import type { HygieneSource } from './hygieneSource.js';
import { leftAfter, type Dated } from './offsetting.js';
import type { BooksPart } from './rule.js';

/** What uncategorised transactions are found from. */
export const UNCATEGORISED_PARTS: readonly BooksPart[] = ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'];

/** An account for what nobody has categorised, as QuickBooks and bookkeepers name it. */
const NOT_CATEGORISED =
  /^\W*(?:un-?\s?categori[sz]ed|unclassified|uncoded|(?:to be|not yet) categori[sz]ed)(?!\p{L})/iu;
const ASK = /(?<!\p{L})ask (?:my|your|the|our|an) (?:accountant|bookkeeper|cpa)(?!\p{L})/iu;

/**
 * Whether what is on an account waits for its category: by its own name or subtype, or under Ask My Accountant. A
 * sub-account of Uncategorized Expense with a name of its own is a category.
 */
export function isUncategorised({ name, fullName, subType }: Pick<Account, 'name' | 'fullName' | 'subType'>): boolean {
  return (
    NOT_CATEGORISED.test(name) ||
    NOT_CATEGORISED.test(subType.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')) ||
    ASK.test(fullName)
  );
}

/** A document that is still on such accounts. */
export interface Uncategorised {
  /** All its legs; at least one. */
  readonly legs: readonly [Posting, ...Posting[]];
  /** What is left of it there, in home currency, above zero. */
  readonly amount: number;
  readonly accounts: readonly Account[];
}

/**
 * Documents up to the as-of date with something on accounts for what is not categorised, whatever their age. What journal
 * entries take off such an account is set against an entry of the same amount, else against the oldest.
 */
export function uncategorisedDocuments(source: HygieneSource): readonly Uncategorised[] {
  const accounts = source.books.accounts.filter(isUncategorised);
  if (accounts.length === 0) return [];
  const lines = linesOn(source, new Set(accounts.map(({ id }) => id)));
  const found = new Map<string, { amount: number; accounts: Account[] }>();
  for (const account of accounts) {
    for (const [key, amount] of leftOn(account, lines.get(account.id) ?? [])) {
      const known = found.get(key);
      if (known) {
        known.amount += amount;
        known.accounts.push(account);
      } else {
        found.set(key, { amount, accounts: [account] });
      }
    }
  }
  return [...found].flatMap(([key, { amount, accounts: on }]): Uncategorised[] => {
    const [first, ...others] = source.snapshots.index.legs.get(key) ?? [];
    return first ? [{ legs: [first, ...others], amount, accounts: on }] : [];
  });
}

function linesOn(source: HygieneSource, ids: ReadonlySet<string>): ReadonlyMap<string, readonly Posting[]> {
  const lines = source.books.postings.filter(({ accountId, date }) => ids.has(accountId) && date <= source.asOf);
  return Map.groupBy(lines, ({ accountId }) => accountId);
}

/** What is left of each document on one account, by its key; sums of what is condensed included, under theirs. */
function leftOn(account: Account, lines: readonly Posting[]): ReadonlyMap<string, number> {
  const normal = account.type === 'Income' || account.type === 'Other Income' ? -1 : 1;
  const entries: Dated[] = [];
  const taken: Dated[] = [];
  for (const [key, legs] of Map.groupBy(lines, ({ documentKey }) => documentKey)) {
    const [first] = legs;
    const net = legs.reduce((total, { debit, credit }) => total + debit - credit, 0) * normal;
    if (!first || net === 0) continue;
    const moves = isSummary(first) || documentTypeOf(first.documentType) === 'JournalEntry';
    (net < 0 && moves ? taken : entries).push({ key, date: first.date, amount: Math.abs(net) });
  }
  return leftAfter(entries, taken);
}
