import type { BookDocument } from '../books.js';
import { addDays, daysBetween } from '../calendar.js';
import { plainNumber } from './duplicates.js';
import { cashExpenses, type CashExpense } from './expenses.js';
import type { HygieneSource } from './hygieneSource.js';

/** So many equal expenses in a row, or so many rows in the time looked at, are a habit such as a daily toll. */
const ROW_OF_HABIT = 4;
const ROWS_OF_HABIT = 3;
/** Without a memo, only entries this close are taken to be one: rounds of the same amount are common. */
const UNSAID_DAYS = 1;
/** One check entered by hand and again from the bank is at most this far apart. */
const SAME_CHECK_DAYS = 14;
/** A refund this long after takes one of two charges back. */
const REFUND_DAYS = 60;

interface Looked {
  readonly within: number;
  readonly above: number;
  readonly back: number;
}

/**
 * Expenses that may be one, the newest dated in the last `back` days, above `above`: from one account to one payee, of one amount.
 * Either they say the same, each within `within` days of the one before (without a memo, a day apart at most); or, whatever
 * they say, they are entered by hand and again from the bank: two with one number, or one that is cleared and one within
 * `within` days that is not. Left out: without payee and memo, with different check numbers, refunded, and what is a habit.
 */
export function duplicateExpenses(source: HygieneSource, looked: Looked): readonly (readonly CashExpense[])[] {
  const since = addDays(source.asOf, -looked.back);
  const from = addDays(since, -Math.max(SAME_CHECK_DAYS, ROW_OF_HABIT * looked.within));
  const recent = cashExpenses(source).filter(({ document, amount }) => document.date >= from && amount > looked.above);
  const refunds = Map.groupBy(
    recent.filter(({ isRefund }) => isRefund),
    paidTo,
  );
  const charges = Map.groupBy(
    recent.filter(({ isRefund }) => !isRefund),
    paidTo,
  );
  return [...charges].flatMap(([to, equal]) => {
    if (equal.length < 2) return [];
    const alike = sayingTheSame(equal, looked.within);
    const told = new Set(alike.flat());
    const left = equal.filter((charge) => !told.has(charge));
    const twice = isHabit(runsWithin(equal, looked.within)) ? [] : byHandAndBank(left, looked.within);
    return [...alike, ...twice].filter(
      (run) => run.some(({ document }) => document.date >= since) && !isRefunded(run, refunds.get(to) ?? []),
    );
  });
}

function sayingTheSame(equal: readonly CashExpense[], within: number): CashExpense[][] {
  return [...Map.groupBy(equal, ({ memo }) => memo)].flatMap(([memo, charges]) => {
    const [first] = charges;
    if (!first || charges.length < 2 || (memo === '' && payeeOf(first.document) === '')) return [];
    const runs = runsWithin(charges, memo === '' ? Math.min(within, UNSAID_DAYS) : within);
    return isHabit(runs) ? [] : runs.flatMap(sameNumbers);
  });
}

function isHabit(runs: readonly (readonly CashExpense[])[]): boolean {
  return runs.length >= ROWS_OF_HABIT || runs.some(({ length }) => length >= ROW_OF_HABIT);
}

/** Pairs to one payee that say different things; a number that more than two bear is an account's. */
function byHandAndBank(charges: readonly CashExpense[], within: number): CashExpense[][] {
  const named = charges.filter(({ document }) => payeeOf(document) !== '');
  const byNumber = Map.groupBy(named, ({ document }) => plainNumber(document.number));
  const pairs = [...byNumber].flatMap(([number, of]) =>
    number !== '' && of.length === 2 && daysApart(of[0], of[1]) <= SAME_CHECK_DAYS ? [of] : [],
  );
  const used = new Set(pairs.flat());
  const cleared = named.filter((one) => one.cleared);
  for (const charge of named) {
    if (charge.cleared || used.has(charge)) continue;
    const copy = cleared.find(
      (one) => !used.has(one) && daysApart(charge, one) <= within && mayBeOneNumber(charge, one),
    );
    if (!copy) continue;
    used.add(charge).add(copy);
    pairs.push(copy.document.date < charge.document.date ? [copy, charge] : [charge, copy]);
  }
  return pairs;
}

function daysApart(a: CashExpense | undefined, b: CashExpense | undefined): number {
  return a && b ? Math.abs(daysBetween(a.document.date, b.document.date)) : Infinity;
}

function mayBeOneNumber({ document: a }: CashExpense, { document: b }: CashExpense): boolean {
  const [one, other] = [plainNumber(a.number), plainNumber(b.number)];
  return one === '' || other === '' || one === other;
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

/** A refund seldom says what the charge said, and the bank's copy of a charge may know its payee by name alone. */
function paidTo({ document, accountId, amount }: CashExpense): string {
  return `${accountId} ${amount} ${payeeOf(document)}`;
}

function payeeOf({ partyId, partyName }: BookDocument): string {
  return partyName ? partyName.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase() : (partyId ?? '');
}

function isRefunded([first]: readonly CashExpense[], refunds: readonly CashExpense[]): boolean {
  if (!first) return true;
  const from = first.document.date;
  return refunds.some(({ document }) => document.date >= from && daysBetween(from, document.date) <= REFUND_DAYS);
}
