/**
 * Formatters kept by their arguments: making one takes far longer than using it, and a list makes thousands of texts. What
 * they answer depends on the arguments alone. At most a hundred are kept.
 */
const MOST_KEPT = 100;
const numbers = new Map<string, Intl.NumberFormat>();
const instants = new Map<string, Intl.DateTimeFormat>();

/** A number formatter of a locale. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numbers, `${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
}

/** A date formatter of a locale. Throws RangeError on an unknown time zone. */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(instants, `${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));
}

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  if (formats.size >= MOST_KEPT) formats.clear();
  formats.set(key, made);
  return made;
}
