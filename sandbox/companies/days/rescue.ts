/**
 * After the origin only, so that calibration stays exact: an owner who sees the account run dry puts money in, and one
 * who sees it overflow takes some out. Books that are watched for months stay plausible.
 */
import { minor, type Book } from '../book.js';
import { draw, invest } from './financing.js';

export function rescue(book: Book): void {
  if (book.date <= book.founding.origin || book.weekday() !== 1) return;
  const cash = book.company.balance(book.account('checking'), book.date);
  const week = minor(book.weeklyOut(1));
  const overdrawn = book.spec.target.kind === 'overdrawn';
  const floor = week * (overdrawn ? -2 : -0.3);
  if (cash < floor) invest(book, Math.round(week * (overdrawn ? -0.5 : 4)) - cash, 'Owner investment');
  const plenty = Math.max(3 * book.settings.cashAimedAt, 12 * week);
  if (cash > plenty) draw(book, Math.round(cash / 3), 'Distribution to owners');
}
