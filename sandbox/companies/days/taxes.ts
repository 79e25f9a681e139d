/** Sales tax, prepaid about every week. */
import { addDays } from '../../ledger/calendar.js';
import type { Book } from '../book.js';

const SALES_TAX_DAYS = [6, 13, 20, 27];

export function payTaxes(book: Book): void {
  if (!SALES_TAX_DAYS.some((day) => book.isRunFor(day))) return;
  const salesTax = book.account('salesTax');
  const due = -book.company.balance(salesTax, addDays(book.date, -3));
  if (due <= 0) return;
  book.post({
    type: 'TaxPayment',
    accountId: book.account('checking'),
    memo: 'Sales tax',
    lines: [{ accountId: salesTax, amount: due }],
  });
}
