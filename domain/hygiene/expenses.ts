import type { BookDocument } from '../books.js';
import { addDays, daysBetween } from '../calendar.js';
import type { Cents } from '../units.js';
import { cents } from '../money.js';
import type { HygieneSource } from './hygieneSource.js';
import { plainNumber } from './duplicates.js';
import type { BooksPart } from './rule.js';

/** What expenses are read from. */
export const EXPENSE_PARTS: readonly BooksPart[] = ['Purchase', 'POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'];

/** An expense, check or card charge, or a refund of one, with where it was paid from. */
export interface CashExpense {
  readonly document: BookDocument;
  /** The bank or card account. */
  readonly accountId: string;
  /** In home currency, above zero also where it is a refund. */
  readonly amount: Cents;
  readonly isRefund: boolean;
  /** Whether the bank or card company has confirmed it. */
  readonly cleared: boolean;
  /** Small letters, blanks as one. */
  readonly memo: string;
}

/** Expenses up to the as-of date that went through one bank or card account, by date then id. */
export function cashExpenses(source: HygieneSource): readonly CashExpense[] {
  return source.once('cash expenses', EXPENSE_PARTS, () =>
    source.ofDocuments('cash expense', 'Purchase', (document): CashExpense | null => {
      if (document.date > source.asOf) return null;
      const legs = source.legs(document);
      const through = legs.filter(({ accountId }) => {
        const type = source.account(accountId)?.type;
        return type === 'Bank' || type === 'Credit Card';
      });
      const [first] = through;
      if (!first || through.some(({ accountId }) => accountId !== first.accountId)) return null;
      const paid = through.reduce((total, { debit, credit }) => total + credit - debit, 0);
      if (paid === 0) return null;
      return {
        document,
        accountId: first.accountId,
        amount: cents(Math.abs(paid)),
        isRefund: paid < 0,
        cleared: through.some(({ cleared }) => cleared),
        memo: plainMemo(legs.map(({ memo }) => memo)),
      };
    }),
  );
}

export function plainMemo(memos: readonly (string | null)[]): string {
  const plain = memos.flatMap((memo) => (memo ? [memo.toLowerCase().replaceAll(/\s+/g, ' ').trim()] : []));
  return [...new Set(plain)].sort().join('|');
}

/** So many equal expenses in a row, or so many rows in the time looked at, are a habit such as a daily toll. */
const ROW_OF_HABIT = 4;
const ROWS_OF_HABIT = 3;
/** Without a memo, only entries this close are taken to be one: rounds of the same amount are common. */
const UNSAID_DAYS = 1;
/** A refund this long after takes one of two charges back. */
const REFUND_DAYS = 60;

/**
 * Expenses with the same account, payee, amount and memo, each within `within` days of the one before; dated in the last
 * `back` days and above `above`. Without a memo they are a day apart at most. Left out: without payee and memo, with
 * different check numbers, refunded, and what is a habit.
 */
export function duplicateExpenses(
  source: HygieneSource,
  { within, above, back }: { readonly within: number; readonly above: number; readonly back: number },
): readonly (readonly CashExpense[])[] {
  const from = addDays(source.asOf, -back);
  const recent = cashExpenses(source).filter(({ document, amount }) => document.date >= from && amount > above);
  const groups = Map.groupBy(
    recent.filter(({ document, memo, isRefund }) => !isRefund && (document.partyId !== null || memo !== '')),
    (expense) => `${paidTo(expense)} ${expense.memo}`,
  );
  const refunds = Map.groupBy(
    recent.filter(({ isRefund }) => isRefund),
    paidTo,
  );
  return [...groups.values()].flatMap((charges) => {
    if (charges.length < 2) return [];
    const isSaid = charges.some(({ memo }) => memo !== '');
    const runs = runsWithin(charges, isSaid ? within : Math.min(within, UNSAID_DAYS));
    if (runs.length >= ROWS_OF_HABIT || runs.some(({ length }) => length >= ROW_OF_HABIT)) return [];
    return runs.flatMap(sameNumbers).filter((run) => !isRefunded(run, refunds));
  });
}

function runsWithin(charges: readonly CashExpense[], within: number): CashExpense[][] {
  const runs: CashExpense[][] = [];
  for (const charge of charges) {
    const last = runs.at(-1)?.at(-1);
    if (last && daysBetween(last.document.date, charge.document.date) <= within) runs.at(-1)?.push(charge);
    else runs.push([charge]);
  }
  return runs.filter(({ length }) => length > 1);
}

/** Two checks with two numbers are two payments; one without a number may be any of them. */
function sameNumbers(run: readonly CashExpense[]): CashExpense[][] {
  const numbers = new Set(run.map(({ document }) => plainNumber(document.number)).filter((number) => number !== ''));
  if (numbers.size <= 1) return [[...run]];
  const byNumber = [...Map.groupBy(run, ({ document }) => plainNumber(document.number))];
  return byNumber.flatMap(([number, charges]) => (number !== '' && charges.length > 1 ? [charges] : []));
}

/** A refund seldom says what the charge said. */
function paidTo({ document, accountId, amount }: CashExpense): string {
  return `${accountId} ${document.partyId ?? ''} ${amount}`;
}

function isRefunded(run: readonly CashExpense[], refunds: ReadonlyMap<string, readonly CashExpense[]>): boolean {
  const [first] = run;
  if (!first) return true;
  const from = first.document.date;
  return (refunds.get(paidTo(first)) ?? []).some(
    ({ document }) => document.date >= from && daysBetween(from, document.date) <= REFUND_DAYS,
  );
}
