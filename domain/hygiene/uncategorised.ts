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
  const lines = linesOn(source, new Map(accounts.map((account) => [account.id, account])));
  const found = new Map<string, { amount: number; accounts: Account[] }>();
  for (const account of accounts) {
    for (const [key, amount] of leftOn(lines.get(account.id) ?? [])) {
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

/** What one document did to one account; `moves` where it takes off without saying from what. */
interface Line extends Dated {
  readonly account: Account;
  readonly moves: boolean;
}

/** By account; sums of what is condensed included, under their keys. */
function linesOn(source: HygieneSource, accounts: ReadonlyMap<string, Account>): ReadonlyMap<string, readonly Line[]> {
  const lines = source.ofLedger(
    'uncategorised',
    (legs, key): readonly Line[] | null => {
      const nets = new Map<Account, number>();
      for (const { accountId, date, debit, credit } of legs) {
        const account = accounts.get(accountId);
        if (account && date <= source.asOf) nets.set(account, (nets.get(account) ?? 0) + debit - credit);
      }
      return nets.size === 0 ? null : [...nets].flatMap(([account, net]) => lineOf(account, net, legs, key) ?? []);
    },
    { summaries: true },
  );
  return Map.groupBy([...lines.values()].flat(), ({ account }) => account.id);
}

function lineOf(account: Account, net: number, [first]: readonly Posting[], key: string): Line | null {
  if (!first || net === 0) return null;
  const amount = account.type === 'Income' || account.type === 'Other Income' ? -net : net;
  const moves = amount < 0 && (isSummary(first) || documentTypeOf(first.documentType) === 'JournalEntry');
  return { account, key, date: first.date, amount: Math.abs(amount), moves };
}

/** What is left of each document on one account, by its key. */
function leftOn(lines: readonly Line[]): ReadonlyMap<string, number> {
  return leftAfter(
    lines.filter(({ moves }) => !moves),
    lines.filter(({ moves }) => moves),
  );
}
