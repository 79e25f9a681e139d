import { entityKey } from '../../documentTypes.js';
import { daysBetween } from '../../calendar.js';
import { cashExpenses, EXPENSE_PARTS, type CashExpense } from '../expenses.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import { called, partyText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { plainNumber } from '../duplicates.js';
import { openDocuments, partyKey, PAYABLE_PARTS, type OpenDocument } from '../openDocuments.js';
import type { Finding, Rule } from '../rule.js';

/** A payment can be dated a little before the bill it pays. */
const DAYS_BEFORE = 7;
/** A payment later than this pays something else. */
const DAYS_AFTER = 180;
/** A vendor with so many more equal expenses than open bills is paid without bills as a rule. */
const MORE_EXPENSES = 2;

/** An open bill, and an expense of its amount to its vendor: most likely its payment, entered past it. */
export const billPaidAsExpense: Rule = {
  id: 'bill-paid-as-expense',
  title: 'Bill paid as an expense',
  about:
    'An open bill and an expense, check or card charge to the same vendor for the same amount, dated from a week before the bill to half a year after it. If the expense paid the bill, its cost is in the books twice, and the bill still counts as owed.',
  severity: 'BLOCKS',
  minutes: 5,
  counted: { one: 'bill', many: 'bills' },
  settings: [],
  reads: [...new Set([...PAYABLE_PARTS, ...EXPENSE_PARTS])],
  find: (source) => {
    const bills = Map.groupBy(openDocuments(source, 'Bill'), (bill) => `${partyKey(bill.document)} ${bill.open}`);
    if (bills.size === 0) return [];
    const expenses = Map.groupBy(
      cashExpenses(source).filter(({ document, isRefund }) => !isRefund && document.partyId !== null),
      ({ document }) => `${partyKey(document)} ${document.total}`,
    );
    return [...bills].flatMap(([key, equal]) =>
      pairs(equal, expenses.get(key) ?? []).map(([bill, expense]) => findingOf(source, bill, expense)),
    );
  },
};

/** Each bill with the first expense in its time that no earlier bill has; one that names the bill's number goes first. */
function pairs(bills: readonly OpenDocument[], expenses: readonly CashExpense[]): [OpenDocument, CashExpense][] {
  const paired = new Map<OpenDocument, CashExpense>();
  const used = new Set<string>();
  const pair = (bill: OpenDocument, fits: (expense: CashExpense) => boolean): void => {
    const expense = expenses.find((one) => !used.has(one.document.id) && inTime(bill, one) && fits(one));
    if (!expense) return;
    used.add(expense.document.id);
    paired.set(bill, expense);
  };
  for (const bill of bills) pair(bill, (expense) => names(expense, bill));
  if (expenses.length - bills.length >= MORE_EXPENSES) return [...paired];
  for (const bill of bills) if (!paired.has(bill)) pair(bill, () => true);
  return [...paired];
}

function inTime({ document: bill }: OpenDocument, { document }: CashExpense): boolean {
  const after = daysBetween(bill.date, document.date);
  return after >= -DAYS_BEFORE && after <= DAYS_AFTER;
}

/** Whether the expense's number or memo says the bill's number. */
function names({ document, memo }: CashExpense, { document: bill }: OpenDocument): boolean {
  const number = plainNumber(bill.number);
  if (number.length < 3) return false;
  return (
    plainNumber(document.number) === number || memo.split(/[\s|,;:#]+/).some((word) => plainNumber(word) === number)
  );
}

function findingOf(source: HygieneSource, bill: OpenDocument, { document, amount, accountId }: CashExpense): Finding {
  const lines = [documentLine(source, bill.document, bill.home), documentLine(source, document, amount)];
  const account = source.account(accountId)?.fullName ?? 'a bank account';
  const key = entityKey('Bill', bill.document.id);
  return {
    key: keyOf(lines),
    reason: `Data shows ${called('bill', bill.document)} from ${partyText(bill.document, 'an unnamed vendor')} of ${dayText(source, bill.document.date)} open for ${amountText(source, bill.home)}, and an expense of the same amount to them on ${dayText(source, document.date)} from ${account}.`,
    moneyAtStake: bill.home,
    lines,
    fixAt: { kind: 'Purchase', id: document.id },
    resolutions: [
      { label: 'The expense paid the bill', changes: [{ kind: 'REMOVE', key }] },
      { label: 'The bill is still owed', changes: [] },
    ],
  };
}
