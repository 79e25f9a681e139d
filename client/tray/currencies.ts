import type { TrayGroup } from './trayGroups.js';

/** Whether amounts of the tray are in more than one currency, its clients' own figures included: then each names its own. */
export function isMixed(groups: readonly TrayGroup[]): boolean {
  const currencies = new Set<string>();
  for (const { row, decisions } of groups) {
    const own = row?.currency ?? null;
    if (own !== null) currencies.add(own);
    for (const { currency } of decisions) currencies.add(currency);
  }
  return currencies.size > 1;
}

const signs = new Map<string, readonly [before: string, after: string]>();

/**
 * A printed amount with its currency, as the locale tells it from every other one: `CA$1,200.00` beside `$1,200.00`,
 * `(CA$3.1k)`.
 */
export function withCurrency(amount: string, currency: string, locale: string): string {
  const [, open = '', size = amount, close = ''] = /^([(\u2212]?)(.*?)(\)?)$/u.exec(amount) ?? [];
  const [before, after] = signOf(currency, locale);
  return `${open}${before}${size}${after}${close}`;
}

function signOf(currency: string, locale: string): readonly [before: string, after: string] {
  const key = `${locale} ${currency}`;
  const known = signs.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  const parts = format.formatToParts(0);
  const at = parts.findIndex(({ type }) => type === 'integer');
  const text = (some: typeof parts): string => some.map(({ value }) => value).join('');
  const sign = [text(parts.slice(0, at)), text(parts.slice(at + 1))] as const;
  signs.set(key, sign);
  return sign;
}
