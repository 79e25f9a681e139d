import { currencyExponent } from '../../domain/money.js';

/** Thousands and millions with one decimal: what a drawing and its line have room for. The rows below have every digit. */
export function shortMoney(amount: number, currency: string, locale: string): string {
  const size = Math.abs(amount) / 10 ** currencyExponent(currency);
  const text = shortSize(size, locale);
  return amount < 0 && text !== '0' ? `(${text})` : text;
}

function shortSize(size: number, locale: string): string {
  const print = (value: number, decimals: number): string =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  if (size >= 999_950) return `${print(size / 1_000_000, 1)}M`;
  return size >= 999.5 ? `${print(size / 1_000, 1)}k` : print(size, 0);
}
