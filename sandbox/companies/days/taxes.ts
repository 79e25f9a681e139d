/** Sales tax, paid over on the 20th for the month before. */
import { addDays, monthStart } from '../../ledger/calendar.js';
import type { Book } from '../book.js';

const SALES_TAX_DAY = 20;

export function payTaxes(book: Book): void {
  if (book.dayOfMonth() !== SALES_TAX_DAY) return;
  const salesTax = book.account('salesTax');
  const due = -book.company.balance(salesTax, addDays(monthStart(book.date), -1));
  if (due <= 0) return;
  book.post({
    type: 'TaxPayment',
    accountId: book.account('checking'),
    memo: 'Sales tax for last month',
    lines: [{ accountId: salesTax, amount: due }],
  });
}
