import { isProfitAndLoss } from '../../accountKinds.js';
import type { Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { isSummary } from '../../summaryPostings.js';
import { withoutDocument } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Resolution, Rule } from '../rule.js';

const YEAR_DAYS = 365;
/** Fewer entries in a year say nothing about what is usual. */
const FEWEST_ENTRIES = 8;
/** As many entries of at least half its size in the year, itself included, and it is part of what is usual. */
const COMES_BACK = 3;

/** An entry far larger than its account's others. */
export const unusualEntry: Rule = {
  id: 'unusual-entry',
  title: 'Unusually large entry',
  about:
    'An entry on an income or expense account above the amount, as many times the account’s median of the year as set. Judged only where the account has at least eight entries in the year, and left out where three or more of the year, itself included, are at least half its size. Often a slip of the keyboard, an estimate or an asset booked as an expense.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'entry', many: 'entries' },
  settings: ['unusualDays', 'unusualAbove', 'unusualTimes'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, { unusualDays, unusualAbove, unusualTimes }) => {
    const from = addDays(source.asOf, -unusualDays);
    const found = new Map<string, Unusual>();
    for (const entries of yearByAccount(source).values()) {
      if (entries.length < FEWEST_ENTRIES) continue;
      const amounts = entries.map(({ amount }) => amount).sort((a, b) => a - b);
      // Of an even number the lower of the two in the middle, so that it is an amount of the account.
      const median = amounts[(amounts.length - 1) >> 1] ?? 0;
      const third = amounts.at(-COMES_BACK) ?? 0;
      for (const { first, amount } of entries) {
        const isLarge = amount >= unusualAbove && amount >= unusualTimes * median;
        if (!isLarge || first.date < from || 2 * third >= amount) continue;
        const known = found.get(first.documentKey);
        if (!known || isLarger(amount, first, known)) found.set(first.documentKey, { first, amount, median });
      }
    }
    return [...found.values()].map((unusual) => findingOf(source, unusual));
  },
};

/** What one document did to one account. */
interface Entry {
  readonly first: Posting;
  readonly amount: number;
}

interface Unusual extends Entry {
  readonly median: number;
}

/** Two equal ones are told apart by their account, whatever the order of the books. */
function isLarger(amount: number, { accountId }: Posting, known: Unusual): boolean {
  return amount === known.amount ? accountId < known.first.accountId : amount > known.amount;
}

function yearByAccount(source: HygieneSource): ReadonlyMap<string, readonly Entry[]> {
  const after = addDays(source.asOf, -YEAR_DAYS);
  const judged = new Set([...source.accounts.values()].filter(isProfitAndLoss).map(({ id }) => id));
  const sums = new Map<string, Map<string, { first: Posting; net: number }>>();
  for (const posting of source.books.postings) {
    const { accountId, documentKey, date, debit, credit } = posting;
    if (date <= after || date > source.asOf || !judged.has(accountId) || isSummary(posting)) continue;
    const ofAccount = sums.get(accountId) ?? new Map<string, { first: Posting; net: number }>();
    sums.set(accountId, ofAccount);
    const known = ofAccount.get(documentKey);
    if (known) known.net += debit - credit;
    else ofAccount.set(documentKey, { first: posting, net: debit - credit });
  }
  return new Map(
    [...sums].map(([id, byDocument]) => [
      id,
      [...byDocument.values()].flatMap(({ first, net }) => (net === 0 ? [] : [{ first, amount: Math.abs(net) }])),
    ]),
  );
}

function findingOf(source: HygieneSource, { first, amount, median }: Unusual): Finding {
  const legs = source.snapshots.index.legs.get(first.documentKey) ?? [first];
  const line = ledgerLine(legs, amount);
  const what = [line.type, line.number, line.name && `(${line.name})`].filter(Boolean).join(' ');
  return {
    key: keyOf([line]),
    reason: `${what} of ${dayText(source, first.date)} puts ${amountText(source, amount)} on ${source.account(first.accountId)?.fullName ?? first.accountId}, whose entries of the year have a median of ${amountText(source, median)}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(source, legs),
  };
}

function resolutionsOf(source: HygieneSource, legs: readonly Posting[]): [Resolution, Resolution] | null {
  const changes = withoutDocument(source, legs);
  if (changes.length === 0) return null;
  return [
    { label: 'It is right as booked', changes: [] },
    { label: 'It was booked by mistake', changes },
  ];
}
