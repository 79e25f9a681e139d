/**
 * The payment runs: one payment a vendor for what is due, credits of that vendor taken off. What falls due in lumps is
 * spread over runs, so that no bill waits for long.
 */
import { addDays } from '../../ledger/calendar.js';
import type { Txn, TxnLink } from '../../ledger/types.js';
import type { Book } from '../book.js';

const DAYS_AHEAD = 6;
/** Bills are never held back for longer. */
const HELD_AT_MOST_DAYS = 12;
const DAYS_OF_THREE_RUNS = 11;
const RUNS_EVENED = 4;
const PAYMENTS_AT_MOST = 60;

export function payBills(book: Book): void {
  if (!book.isRunDay()) return;
  const late = book.spec.paysBillsLate ?? 0;
  const reach = late > 0 ? addDays(book.date, -late) : addDays(book.date, DAYS_AHEAD);
  const urgent = addDays(reach, -HELD_AT_MOST_DAYS);
  const wanted = RUNS_EVENED * usualBills(book) - paidLately(book);
  const byVendor = new Map<string, Txn[]>();
  let paid = 0;
  for (const bill of dueBy(book, reach)) {
    const open = book.company.openBalance(bill);
    if ((bill.dueDate ?? bill.date) > urgent && paid + open / 2 > wanted) break;
    const vendor = bill.party?.id ?? '';
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), bill]);
    paid += open;
  }
  for (const bills of byVendor.values()) payVendor(book, bills);
}

/** Bills to be paid that are due by a date, the earliest first. */
function dueBy(book: Book, reach: string): Txn[] {
  const due = (bill: Txn): string => bill.dueDate ?? bill.date;
  return book.company
    .openDocuments('Bill')
    .filter((bill) => !book.held.has(bill.id) && bill.date <= book.date && due(bill) <= reach)
    .sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0));
}

/** What bills take in a run, minor units. */
function usualBills(book: Book): number {
  const share = book.spec.trade.costs.filter(({ pay }) => pay === 'bill').reduce((sum, cost) => sum + cost.share, 0);
  return Math.round(book.weeklyOut(share) * 50);
}

/** Bill payments of the three runs before this one, minor units. */
function paidLately(book: Book): number {
  const since = addDays(book.date, -DAYS_OF_THREE_RUNS);
  return book.company
    .txns('BillPayment')
    .slice(-PAYMENTS_AT_MOST)
    .filter((txn) => txn.date >= since && txn.date < book.date && !txn.voided && !txn.deleted)
    .reduce((sum, { total }) => sum + total, 0);
}

function payVendor(book: Book, bills: readonly Txn[]): void {
  const first = bills[0];
  if (!first?.party) return;
  const random = book.random(`pay:${first.party.id}`);
  const inPart = book.spec.partialPayments === true && bills.length === 1 && random.chance(0.06);
  const links: TxnLink[] = bills.map((bill) => {
    const open = book.company.openBalance(bill);
    return { type: 'Bill', id: bill.id, amount: inPart ? Math.max(1, Math.round(open * 0.5)) : open };
  });
  let total = links.reduce((sum, link) => sum + link.amount, 0);
  for (const credit of book.company.openDocuments('VendorCredit')) {
    if (credit.party?.id !== first.party.id || book.held.has(credit.id) || credit.date > book.date) continue;
    const amount = Math.min(total, book.company.openBalance(credit));
    if (amount <= 0) continue;
    links.push({ type: 'VendorCredit', id: credit.id, amount });
    total -= amount;
  }
  const byCard = book.spec.card === true && total < 100_000 && random.chance(0.15);
  book.post({
    type: 'BillPayment',
    party: first.party,
    payType: byCard ? 'CreditCard' : 'Check',
    accountId: book.account(byCard ? 'card' : 'checking'),
    ...(byCard ? {} : { number: String(3000 + book.company.txns('BillPayment').length) }),
    links,
  });
}
