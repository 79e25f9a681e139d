/** Books as people keep them: documents voided, deleted, corrected, and entered days late. */
import { addDays, daysBetween } from '../../ledger/calendar.js';
import type { Txn } from '../../ledger/types.js';
import { minor, type Book } from '../book.js';

const REACH_DAYS = 12;
/** Of receipts found late, so many say from whom. */
const NAMED_PART = 0.8;

export function correct(book: Book): void {
  if (book.spec.corrections !== true || !book.isBusinessDay()) return;
  if (daysBetween(book.company.profile.startDate, book.date) < 30) return;
  const random = book.random('corrections');
  if (random.chance(0.035)) enterLate(book);
  if (random.chance(0.02)) change(book);
  if (random.chance(0.02)) voidInvoice(book);
  if (random.chance(0.02)) deletePurchase(book);
}

function recent(book: Book, type: Txn['type'], suits: (txn: Txn) => boolean): Txn | undefined {
  const from = addDays(book.date, -REACH_DAYS);
  return book.company
    .txns(type)
    .slice(-60)
    .find(
      (txn) =>
        txn.date >= from && txn.date < book.date && !txn.voided && !txn.deleted && !book.held.has(txn.id) && suits(txn),
    );
}

function enterLate(book: Book): void {
  const random = book.random('late');
  book.post({
    type: 'Purchase',
    date: addDays(book.date, -random.whole(4, 16)),
    payType: 'Check',
    accountId: book.account('checking'),
    memo: 'Receipt found late',
    lines: [{ accountId: book.account('supplies'), amount: minor(book.weeklyOut(0.01) * random.between(0.5, 2)) }],
    ...(random.chance(NAMED_PART) ? { party: book.namedVendor('Office Supply') } : {}),
  });
}

function change(book: Book): void {
  const purchase = recent(
    book,
    'Purchase',
    (txn) => txn.lines.length === 1 && txn.total > 5_000 && txn.memo === undefined,
  );
  const line = purchase?.lines[0];
  if (!purchase || !line) return;
  book.company.update(
    'Purchase',
    purchase.id,
    { lines: [{ ...line, amount: Math.round(line.amount * 0.97) }] },
    book.at(),
  );
}

function voidInvoice(book: Book): void {
  const invoice = recent(book, 'Invoice', (txn) => book.company.appliedTo(txn).length === 0);
  if (invoice) book.company.voidTxn('Invoice', invoice.id, book.at());
}

function deletePurchase(book: Book): void {
  const purchase = recent(book, 'Purchase', (txn) => txn.payType === 'CreditCard' && txn.memo === undefined);
  if (purchase) book.company.deleteTxn('Purchase', purchase.id, book.at());
}
