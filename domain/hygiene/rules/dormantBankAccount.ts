import type { Account } from '../../books.js';
import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import { isSummary } from '../../summaryPostings.js';
import type { IsoDate } from '../../units.js';
import { countedCash } from '../countedCash.js';
import { accountLine, amountText, dayText } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** A bank account that is kept active and that nothing was posted to for long. */
export const dormantBankAccount: Rule = {
  id: 'dormant-bank-account',
  title: 'Dormant bank account',
  about:
    'An active bank account without a posting for longer than the days set. It may have been closed at the bank, and its balance is counted as cash all the same. An account that holds next to nothing or never had a posting is left out.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'bank account', many: 'bank accounts' },
  settings: ['dormantDays', 'leastAmount'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, values) => {
    const before = addDays(source.asOf, -values.dormantDays);
    const holds = ({ id }: Account): boolean => !isTrifle(source.balance(id), values);
    return [...source.accounts.values()].flatMap((account) => {
      const date = source.snapshots.newestPosting(account.id);
      return account.type === 'Bank' && account.active && date !== null && date < before && holds(account)
        ? [findingOf(source, account, newestOf(source, account, date))]
        : [];
    });
  },
};

interface Newest {
  readonly date: IsoDate;
  /** Older than what the books say one by one: the day of the sum it is in. */
  readonly summed: boolean;
}

function newestOf(source: HygieneSource, { id }: Account, date: IsoDate): Newest {
  const summed = source.books.postings.some(
    (posting) => posting.accountId === id && posting.date === date && isSummary(posting),
  );
  return { date, summed };
}

function findingOf(source: HygieneSource, account: Account, { date, summed }: Newest): Finding {
  const balance = source.balance(account.id);
  const line = accountLine(account, balance);
  const since = summed
    ? `no posting since ${dayText(source, date)} or before`
    : `no posting since ${dayText(source, date)}`;
  return {
    key: line.key,
    reason: `Data shows ${amountText(source, balance)} on ${account.fullName} and ${since}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: countedCash(source).has(account.id) ? resolutionsOf(balance, line.key) : null,
  };
}

function resolutionsOf(balance: number, of: string): [Resolution, Resolution] {
  return [
    { label: 'The money is there', changes: [] },
    { label: 'The account was closed', changes: [{ kind: 'CASH', amount: cents(-balance), of }] },
  ];
}
