import type { Cents } from './units.js';

/** Where a cell may begin, since spreadsheets part cells by what is usual in their country, and a formula could follow. */
const LIKE_A_FORMULA = /(?:^|[;,\t\r\n])"*(?=[=+\-@])/g;

/**
 * Text that a spreadsheet would read as a formula is kept text by an apostrophe, also behind what separates cells
 * elsewhere: where that is a semicolon, a cell's quotes do not hold together what a comma parts from the line's beginning.
 */
export function csvText(text: string): string {
  const safe = text.replace(LIKE_A_FORMULA, "$&'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Minor units with a decimal point and nothing between thousands: `-1234.50`. */
export function csvAmount(amount: Cents, exponent: number): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  const size = exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return amount < 0 ? `-${size}` : size;
}
