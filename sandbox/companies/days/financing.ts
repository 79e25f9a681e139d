/** Loans paid back, owner's draws, and the capital movements that calibration planned. */
import { monthStart } from '../../ledger/calendar.js';
import { exactly, minor, type Book } from '../book.js';

const LOAN_DAY = 5;
const DRAW_WEEKDAY = 5;
const LOAN_INTEREST = 0.065;

export function finance(book: Book): void {
  if (book.isRunFor(LOAN_DAY)) {
    if (book.spec.loan) payLoan(book, 'loan', exactly(book.spec.loan.monthly));
    if (book.hasAccount('newLoan')) payLoan(book, 'newLoan', instalment(book, 'newLoan', 48));
    if (book.hasAccount('vehicleLoan')) payLoan(book, 'vehicleLoan', instalment(book, 'vehicleLoan', 60));
    if (book.hasAccount('creditLine')) payInterest(book);
  }
  if (book.weekday() === DRAW_WEEKDAY && (book.spec.ownerDraws ?? 0) > 0)
    draw(book, minor(book.weeklyOut(book.spec.ownerDraws ?? 0)), "Owner's draw");
  for (const { date, amount } of book.settings.capital) {
    if (date !== book.date) continue;
    if (amount > 0) invest(book, amount, 'Owner investment');
    else draw(book, -amount, 'Distribution to owners');
  }
}

/** An instalment that pays back what was owed at first in so many months. */
function instalment(book: Book, loan: 'newLoan' | 'vehicleLoan', months: number): number {
  let borrowed = 0;
  const id = book.account(loan);
  for (const { entry } of book.company.entriesBetween('', monthStart(book.date)))
    if (entry.accountId === id) borrowed += entry.credit;
  return Math.round((borrowed / months) * 1.1);
}

function payLoan(book: Book, loan: 'loan' | 'newLoan' | 'vehicleLoan', monthly: number): void {
  const owed = -book.company.balance(book.account(loan));
  if (owed <= 0 || monthly <= 0) return;
  const interest = Math.round((owed * LOAN_INTEREST) / 12);
  const principal = Math.min(owed, Math.max(0, monthly - interest));
  book.post({
    type: 'Purchase',
    payType: 'Check',
    accountId: book.account('checking'),
    ...book.toBank(),
    memo: 'Loan instalment',
    lines: [
      { accountId: book.account(loan), amount: principal, description: 'Principal' },
      { accountId: book.account('interest'), amount: interest, description: 'Interest' },
    ],
  });
}

function payInterest(book: Book): void {
  const owed = -book.company.balance(book.account('creditLine'));
  if (owed <= 0) return;
  book.post({
    type: 'Purchase',
    payType: 'Cash',
    accountId: book.account('checking'),
    ...book.toBank(),
    memo: 'Line of credit interest',
    lines: [{ accountId: book.account('interest'), amount: Math.max(1, Math.round((owed * 0.09) / 12)) }],
  });
}

/** The owner puts money in. Minor units. */
export function invest(book: Book, amount: number, memo: string): void {
  book.post({
    type: 'Deposit',
    accountId: book.account('checking'),
    memo,
    lines: [{ accountId: book.account('ownerEquity'), amount, description: memo }],
  });
}

/** The owner takes money out. Minor units. */
export function draw(book: Book, amount: number, memo: string): void {
  if (amount <= 0) return;
  book.post({
    type: 'Purchase',
    payType: 'Check',
    accountId: book.account('checking'),
    ...book.toOwner(),
    memo,
    lines: [{ accountId: book.account('ownerDraw'), amount, description: memo }],
  });
}
