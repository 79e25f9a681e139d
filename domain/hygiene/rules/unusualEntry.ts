import { isProfitAndLoss } from '../../accountKinds.js';
import type { Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { withoutDocument } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Resolution, Rule } from '../rule.js';
import { RUN_RATE_PARTS } from '../runRateShares.js';

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
  lookBack: 'unusualDays',
  judgedDays: YEAR_DAYS,
  reads: RUN_RATE_PARTS,
  find: (source, { unusualDays, unusualAbove, unusualTimes }) => {
    const from = addDays(source.asOf, -unusualDays);
    const found = new Map<string, Unusual>();
    for (const [id, entries] of yearByAccount(source)) {
      if (entries.length < FEWEST_ENTRIES) continue;
      const { median, third, largest } = source.remember(`usual on ${id}`, entries, () => usualOf(entries));
      for (const { first, amount } of largest) {
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

interface Usual {
  readonly median: number;
  /** The third largest amount. */
  readonly third: number;
  /** The entries above twice that: all that can be unusual. */
  readonly largest: readonly Entry[];
}

function usualOf(entries: readonly Entry[]): Usual {
  const amounts = entries.map(({ amount }) => amount).sort((a, b) => a - b);
  const third = amounts.at(-COMES_BACK) ?? 0;
  return {
    // Of an even number the lower of the two in the middle, so that it is an amount of the account.
    median: amounts[(amounts.length - 1) >> 1] ?? 0,
    third,
    largest: entries.filter(({ amount }) => amount > 2 * third),
  };
}

/** What each document of the year did to each account of income or expense. */
function yearByAccount(source: HygieneSource): ReadonlyMap<string, readonly Entry[]> {
  const after = addDays(source.asOf, -YEAR_DAYS);
  const judged = source.once('profit and loss accounts', ['ACCOUNTS'], () => {
    const accounts = [...source.accounts.values()].filter(isProfitAndLoss);
    return new Set(accounts.map(({ id }) => id));
  });
  const entries = source.ofLedger('entries of the year', (legs): readonly Entry[] | null => {
    const nets = new Map<string, { first: Posting; net: number }>();
    for (const leg of legs) {
      if (leg.date <= after || leg.date > source.asOf || !judged.has(leg.accountId)) continue;
      const known = nets.get(leg.accountId);
      if (known) known.net += leg.debit - leg.credit;
      else nets.set(leg.accountId, { first: leg, net: leg.debit - leg.credit });
    }
    if (nets.size === 0) return null;
    return [...nets.values()].flatMap(({ first, net }) => (net === 0 ? [] : [{ first, amount: Math.abs(net) }]));
  });
  const byAccount = new Map<string, Entry[]>();
  entries.forEach((of) => {
    for (const entry of of) {
      const known = byAccount.get(entry.first.accountId);
      if (known) known.push(entry);
      else byAccount.set(entry.first.accountId, [entry]);
    }
  });
  return byAccount;
}

function findingOf(source: HygieneSource, { first, amount, median }: Unusual): Finding {
  const legs = source.snapshots.index.legs.get(first.documentKey) ?? [first];
  const line = ledgerLine(legs, amount);
  const what = [line.type, line.number, line.name && `(${line.name})`].filter(Boolean).join(' ');
  return {
    key: keyOf([line]),
    reason: `Data shows ${what} of ${dayText(source, first.date)} with ${amountText(source, amount)} on ${source.account(first.accountId)?.fullName ?? first.accountId}, whose entries of the year have a median of ${amountText(source, median)}.`,
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
