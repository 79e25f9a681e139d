import type { Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import type { IsoDate } from '../../units.js';
import { accountsOfType } from '../accountRoles.js';
import { cashOf, documentOf } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { openAgain, SETTLING_PARTS } from '../openAgain.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** A large entry on a bank account that the bank has not shown for long. */
export const unclearedEntry: Rule = {
  id: 'uncleared-entry',
  title: 'Uncleared bank entry',
  about:
    'A bank entry above the amount that has not been cleared for longer than the days set, though later entries of the account have. A check that nobody cashed, or a deposit that never arrived: cash on hand counts it all the same. An account on which nothing newer was cleared is not judged.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'bank entry', many: 'bank entries' },
  settings: ['unclearedDays', 'unclearedAbove'],
  reads: ['POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF', ...SETTLING_PARTS],
  find: (source, { unclearedDays, unclearedAbove }) => {
    const before = addDays(source.asOf, -unclearedDays);
    const clearedThrough = newestCleared(source);
    const banks = accountsOfType(source, 'Bank');
    const uncleared = source.ofLedger(`uncleared before ${before}`, (legs) => {
      const lines = legs.filter(
        ({ cleared, date, accountId, debit, credit }) =>
          !cleared && date < before && debit !== credit && banks.has(accountId),
      );
      return lines.length === 0 ? null : lines;
    });
    return [...uncleared.values()]
      .map((legs) => legs.filter(({ date, accountId }) => date <= (clearedThrough.get(accountId) ?? '')))
      .filter((legs) => legs.length > 0 && atStake(legs) > unclearedAbove)
      .map((legs) => findingOf(source, legs));
  },
};

/** The date of the newest cleared entry of each bank account that has one. */
function newestCleared(source: HygieneSource): ReadonlyMap<string, IsoDate> {
  const banks = accountsOfType(source, 'Bank');
  const newest = new Map<string, IsoDate>();
  for (const { cleared, accountId, date } of source.books.postings)
    if (cleared && date <= source.asOf && banks.has(accountId) && date > (newest.get(accountId) ?? ''))
      newest.set(accountId, date);
  return newest;
}

/** A transfer between two accounts is at stake once. */
function atStake(legs: readonly Posting[]): number {
  const byAccount = Map.groupBy(legs, ({ accountId }) => accountId);
  return Math.max(...[...byAccount.values()].map((ofAccount) => Math.abs(netOf(ofAccount))));
}

function netOf(legs: readonly Posting[]): number {
  return legs.reduce((total, { debit, credit }) => total + debit - credit, 0);
}

function findingOf(source: HygieneSource, legs: readonly Posting[]): Finding {
  const line = ledgerLine(legs, atStake(legs));
  const accounts = [...new Set(legs.map(({ accountId }) => source.account(accountId)?.fullName))].sort();
  const what = [line.type, line.number, line.name && `(${line.name})`].filter(Boolean).join(' ');
  return {
    key: keyOf([line]),
    reason: `Data shows ${what} of ${amountText(source, line.amount)} from ${line.date === null ? '' : dayText(source, line.date)} not cleared on ${accounts.join(' and ')}, where later entries are.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(source, legs),
  };
}

function resolutionsOf(source: HygieneSource, legs: readonly Posting[]): [Resolution, Resolution] | null {
  const [first] = legs;
  const cash = cashOf(source, legs);
  if (!first || cash === 0) return null;
  const gone = [
    { kind: 'CASH', amount: cents(-cash), of: documentOf(first) } as const,
    ...openAgain(source, first, cash),
  ];
  return cash < 0
    ? [
        { label: 'It is still to be cashed', changes: [] },
        { label: 'It is never cashed', changes: gone },
      ]
    : [
        { label: 'The money is at the bank', changes: [] },
        { label: 'The money never arrived', changes: gone },
      ];
}
