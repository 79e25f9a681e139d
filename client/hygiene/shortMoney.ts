import { numberFormat } from '../../domain/intlFormats.js';
import { currencyExponent } from '../../domain/money.js';
import type { MoneyFormat } from '../../domain/wording.js';

/**
 * Thousands and millions with one decimal: what a drawing and its line have room for. The rows below have every digit. `symbol`
 * as in `formatMoney`.
 */
export function shortMoney(
  amount: number,
  currency: string,
  locale: string,
  { symbol = false }: Pick<MoneyFormat, 'symbol'> = {},
): string {
  const size = Math.abs(amount) / 10 ** currencyExponent(currency);
  const { value, decimals, unit } = shortened(size);
  const style = symbol ? ({ style: 'currency', currency } as const) : {};
  const format = numberFormat(locale, { ...style, minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const text = withUnit(format.formatToParts(value), unit);
  return amount < 0 && Math.round(size) > 0 ? `(${text})` : text;
}

function shortened(size: number): { value: number; decimals: 0 | 1; unit: '' | 'k' | 'M' } {
  if (size >= 999_950) return { value: size / 1_000_000, decimals: 1, unit: 'M' };
  if (size >= 999.5) return { value: size / 1_000, decimals: 1, unit: 'k' };
  return { value: size, decimals: 0, unit: '' };
}

/** The unit goes with the digits: a symbol may stand after both. */
function withUnit(parts: readonly Intl.NumberFormatPart[], unit: string): string {
  const last = parts.findLastIndex(({ type }) => type === 'integer' || type === 'fraction');
  return parts.map(({ value }, at) => (at === last ? `${value}${unit}` : value)).join('');
}
