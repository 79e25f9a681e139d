import { cents } from '../../money.js';
import { countedCash } from '../countedCash.js';
import { accountLine, amountText } from '../findingLines.js';
import type { Account } from '../../books.js';
import type { HygieneSource } from '../hygieneSource.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** A bank account below zero in the books: an overdraft, or a deposit that was never entered. */
export const negativeBank: Rule = {
  id: 'negative-bank',
  title: 'Bank account below zero',
  about:
    'A bank account whose balance in the books is below zero at the end of the as-of date. Unless it is overdrawn, a deposit is missing or a payment is booked twice, and cash on hand is too low by as much.',
  severity: 'BLOCKS',
  minutes: 10,
  counted: { one: 'bank account', many: 'bank accounts' },
  settings: ['leastAmount'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, values) =>
    [...source.accounts.values()]
      .filter((account) => {
        const balance = source.balance(account.id);
        return account.type === 'Bank' && balance < 0 && !isTrifle(balance, values);
      })
      .map((account) => findingOf(source, account)),
};

function findingOf(source: HygieneSource, account: Account): Finding {
  const balance = source.balance(account.id);
  const line = accountLine(account, balance);
  return {
    key: line.key,
    reason: `Data shows ${account.fullName} at ${amountText(source, balance)}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: countedCash(source).has(account.id) ? resolutionsOf(-balance, line.key) : null,
  };
}

function resolutionsOf(missing: number, of: string): [Resolution, Resolution] {
  return [
    { label: 'A deposit is missing from the books', changes: [{ kind: 'CASH', amount: cents(missing), of }] },
    { label: 'The account is overdrawn by as much', changes: [] },
  ];
}
