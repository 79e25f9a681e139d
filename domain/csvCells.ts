import type { Cents } from './units.js';

/** Text that a spreadsheet would read as a formula is kept text by an apostrophe. */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Minor units with a decimal point and nothing between thousands: `-1234.50`. */
export function csvAmount(amount: Cents, exponent: number): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
  const point = digits.length - exponent;
  const size = exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return amount < 0 ? `-${size}` : size;
}
