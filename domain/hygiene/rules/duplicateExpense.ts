import { compareDates, daysBetween } from '../../calendar.js';
import { duplicateExpenses } from '../duplicateExpenses.js';
import { EXPENSE_PARTS, type CashExpense } from '../expenses.js';
import { amountText, countText, dayText, documentLine, keyOf } from '../findingLines.js';
import { partyText } from '../findingWords.js';
import { withoutDocument } from '../countedCash.js';
import type { HygieneSource } from '../hygieneSource.js';
import { sum } from '../../money.js';
import type { Finding, Rule } from '../rule.js';
import { RUN_RATE_PARTS } from '../runRateShares.js';

/** Expenses that may be one, entered by hand and again from the bank. */
export const duplicateExpense: Rule = {
  id: 'duplicate-expense',
  title: 'Duplicate expense',
  about:
    'Expenses from one bank or card account with the same payee, amount and memo within a few days; and, whatever the memo, two with one number, or one the bank has cleared beside one it has not. Cash, or what is owed on the card, is too low by one of them. Different check numbers, small amounts and habits such as a daily toll are left out.',
  severity: 'DISTORTS',
  minutes: 3,
  counted: { one: 'set of expenses', many: 'sets of expenses' },
  settings: ['duplicateExpenseDays', 'duplicateExpenseAbove', 'duplicateDays'],
  lookBack: 'duplicateDays',
  reads: [...new Set([...EXPENSE_PARTS, ...RUN_RATE_PARTS])],
  find: (source, { duplicateExpenseDays, duplicateExpenseAbove, duplicateDays }) =>
    duplicateExpenses(source, { within: duplicateExpenseDays, above: duplicateExpenseAbove, back: duplicateDays }).map(
      (cluster) => findingOf(source, cluster),
    ),
};

function findingOf(source: HygieneSource, cluster: readonly CashExpense[]): Finding {
  const lines = cluster.map(({ document, amount }) => documentLine(source, document, amount));
  const [first, ...others] = cluster;
  const dates = cluster.map(({ document }) => document.date).sort(compareDates);
  const [from, to] = [dates[0] ?? source.asOf, dates.at(-1) ?? source.asOf];
  const when =
    daysBetween(from, to) === 0
      ? `on ${dayText(source, from)}`
      : `from ${dayText(source, from)} to ${dayText(source, to)}`;
  const whom = first ? partyText(first.document, lines[0]?.memo ?? 'an unnamed payee') : '';
  const account = source.account(first?.accountId ?? '')?.fullName ?? 'one account';
  const cleared = cluster.filter((one) => one.cleared).length;
  const changes = others.flatMap(({ document }) => withoutDocument(source, source.legs(document)));
  return {
    key: keyOf(lines),
    reason: `Data shows ${countText(cluster.length, 'expense')} of ${amountText(source, first?.amount ?? 0)} to ${whom} from ${account} ${when}; the bank has cleared ${clearedText(cleared, cluster.length)}.`,
    moneyAtStake: sum(others.map(({ amount }) => amount)),
    lines,
    fixAt: lines.at(-1)?.place ?? null,
    resolutions:
      changes.length === 0
        ? null
        : [
            {
              label: `It is one expense entered ${cluster.length === 2 ? 'twice' : `${cluster.length} times`}`,
              changes,
            },
            { label: `They are ${cluster.length} expenses`, changes: [] },
          ],
  };
}

function clearedText(cleared: number, of: number): string {
  if (cleared === 0) return of === 2 ? 'neither' : 'none of them';
  if (cleared < of) return `${cleared} of them`;
  return of === 2 ? 'both' : `all ${of}`;
}
