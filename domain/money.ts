import type { Cents } from './units.js';

/**
 * A whole number of minor units.
 * @throws RangeError when `n` is a fraction, not finite, or past 2^53.
 */
export function cents(n: number): Cents {
  if (!Number.isSafeInteger(n)) throw new RangeError(`Not a whole number of minor units: ${n}`);
  return (n === 0 ? 0 : n) as Cents;
}

/** Nothing, in any currency. */
export const NO_MONEY: Cents = cents(0);

/** The exact sum of amounts in one currency. Throws RangeError past 2^53. */
export function sum(amounts: Iterable<number>): Cents {
  let total = 0;
  for (const amount of amounts) {
    total += amount;
    if (!Number.isSafeInteger(total)) throw new RangeError('A sum of amounts left the range of exact integers.');
  }
  return cents(total);
}

/**
 * numerator ÷ denominator, rounded once, half towards plus infinity; exact beyond 2^53, in bigint where needed.
 * @throws RangeError when the denominator is 0, or the result is not a safe integer.
 */
export function roundHalfUp(numerator: number | bigint, denominator: number | bigint): number {
  let n = BigInt(numerator);
  let d = BigInt(denominator);
  if (d === 0n) throw new RangeError('Division by zero.');
  if (d < 0n) [n, d] = [-n, -d];
  const doubled = 2n * n + d;
  const quotient = doubled / (2n * d);
  const floor = doubled % (2n * d) < 0n ? quotient - 1n : quotient;
  return cents(Number(floor));
}

const AMOUNT = /^([-+\u2212]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?$/;

/**
 * Reads a decimal amount as QuickBooks' reports and people write it: `1,234.50`, `-12`, `(3.00)`; an empty cell is 0.
 * `exponent` is the number of decimals of the currency. Null when it is not an amount, has more decimals than the
 * currency (other than zeros), or is past 2^53 minor units. No floating point is involved.
 */
export function parseAmount(text: string, exponent: number): Cents | null {
  const trimmed = text.trim();
  if (trimmed === '') return NO_MONEY;
  const inParentheses = /^\((.*)\)$/.exec(trimmed);
  const match = AMOUNT.exec(inParentheses?.[1]?.trim() ?? trimmed);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  if (inParentheses && sign !== '') return null;
  if (/[^0]/.test(fraction.slice(exponent))) return null;
  const digits = whole.replaceAll(',', '') + fraction.slice(0, exponent).padEnd(exponent, '0');
  const size = Number(digits === '' ? '0' : digits);
  if (!Number.isSafeInteger(size)) return null;
  return cents(inParentheses || sign === '-' || sign === '\u2212' ? -size : size);
}

const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
const WITH_THREE_DECIMALS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Decimals of a currency by its ISO 4217 code; 2 for any code not known to differ. */
export function currencyExponent(code: string): number {
  const upper = code.toUpperCase();
  if (WITHOUT_DECIMALS.has(upper)) return 0;
  return WITH_THREE_DECIMALS.has(upper) ? 3 : 2;
}

/**
 * Splits `total` in proportion to `weights`, each part rounded down and the rest given to the largest weight (the first
 * of equals), so that the parts sum to `total` exactly.
 * @throws RangeError on a negative total or weight, or when there is something to spread and nothing to spread it over.
 */
export function spreadProRata(total: number, weights: readonly number[]): Cents[] {
  if (total < 0 || weights.some((weight) => weight < 0)) throw new RangeError('Only amounts from 0 up can be spread.');
  const whole = sum(weights);
  if (whole === total) return weights.map(cents);
  if (whole === 0) throw new RangeError('Nothing to spread an amount over.');
  const parts = weights.map((weight) => shareDown(total, weight, whole));
  const largest = weights.indexOf(Math.max(...weights));
  parts[largest] = cents((parts[largest] ?? 0) + total - sum(parts));
  return parts;
}

function shareDown(total: number, weight: number, whole: number): Cents {
  const product = total * weight;
  if (Number.isSafeInteger(product)) return cents((product - (product % whole)) / whole);
  return cents(Number((BigInt(total) * BigInt(weight)) / BigInt(whole)));
}
