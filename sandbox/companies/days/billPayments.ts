/** The weekly payment run: one payment a vendor for what is due, credits of that vendor taken off. */
import { addDays } from '../../ledger/calendar.js';
import type { Txn, TxnLink } from '../../ledger/types.js';
import type { Book } from '../book.js';

const RUN_WEEKDAY = 4;
const DAYS_AHEAD = 6;

export function payBills(book: Book): void {
  if (book.weekday() !== RUN_WEEKDAY) return;
  const late = book.spec.paysBillsLate ?? 0;
  const reach = late > 0 ? addDays(book.date, -late) : addDays(book.date, DAYS_AHEAD);
  const byVendor = new Map<string, Txn[]>();
  for (const bill of book.company.openDocuments('Bill')) {
    if (book.held.has(bill.id) || bill.date > book.date || (bill.dueDate ?? bill.date) > reach) continue;
    const vendor = bill.party?.id ?? '';
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), bill]);
  }
  for (const bills of byVendor.values()) payVendor(book, bills);
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
