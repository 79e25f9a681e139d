/** What says the legal form of a business, or that a list needed another spelling, and not who it is. */
const NOT_THE_NAME = new Set(
  (
    'inc incorporated llc lllp llp lp ltd limited co company corp corporation plc pllc pc gmbh ag bv nv sa sarl srl spa ' +
    'oy ab as aps pty pte'
  ).split(' '),
);

/** What QuickBooks and people hang on a name: `(deleted)`, `(vendor)`, `-V`. */
const APPENDED = /\s*[([](?:deleted|inactive|vendor|supplier|v)[)\]]\s*|\s+-\s*(?:vendor|supplier|v)\s*$/giu;

/**
 * The name of a business or person without case, accents, punctuation, blanks and legal form: two names that are alike in
 * this are taken to be one. What a name has beside that (a number, a place, a currency) tells it apart. Empty for a name
 * without letters and digits.
 */
export function plainName(name: string): string {
  const words = name
    .replaceAll(APPENDED, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('+', ' and ')
    // L.L.C. and O'Brien are one word each.
    .replaceAll(/[.'’`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const start = words[0] === 'the' && words.length > 1 ? 1 : 0;
  let end = words.length;
  while (end > start + 1 && isLegalForm(words[end - 1] ?? '')) end -= 1;
  // "Smith and Co" is Smith.
  while (end > start + 1 && end < words.length && words[end - 1] === 'and') end -= 1;
  return words.slice(start, end).join('');
}

function isLegalForm(word: string): boolean {
  return NOT_THE_NAME.has(word);
}
