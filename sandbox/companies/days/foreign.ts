/** Exchange rates, and what a company does with its foreign-currency bank account. */
import { dayNumber } from '../../ledger/calendar.js';
import type { Book } from '../book.js';

/** Home units for one foreign unit on a date; wanders by about ± 3 % around the company's rate, four decimals. */
export function foreignRate(book: Book, date: string): number {
  const base = book.spec.foreign?.rate ?? 1;
  const day = dayNumber(date);
  const wander = 0.02 * Math.sin(day / 37) + 0.01 * Math.sin(day / 11);
  return Math.round(base * (1 + wander) * 10_000) / 10_000;
}

/** Moves most of the foreign account to checking, every Friday. */
export function convertForeignCash(book: Book): void {
  const { foreign } = book.spec;
  if (!foreign || book.weekday() !== 5) return;
  const bank = book.accountNamed(foreign.bank);
  const rate = foreignRate(book, book.date);
  const held = Math.floor((book.company.balance(bank) / rate) * 0.4);
  if (held < 50_000) return;
  book.post({
    type: 'Transfer',
    currency: foreign.currency,
    rate,
    total: held,
    accountId: bank,
    toAccountId: book.account('checking'),
    memo: 'Converted to home currency',
  });
}
