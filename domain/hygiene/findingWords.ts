import type { BookDocument } from '../books.js';

/** `bill D-3302`, or `bill` where it has no number. */
export function called(what: string, { number }: Pick<BookDocument, 'number'>): string {
  return number === null || number === '' ? what : `${what} ${number}`;
}

/** The customer or vendor as a reason names it. */
export function partyText({ partyName }: Pick<BookDocument, 'partyName'>, otherwise: string): string {
  return partyName === null || partyName === '' ? otherwise : partyName;
}

/** `A and B`, `A, B and C`; of more than `most`, how many others there are. */
export function listText(texts: readonly string[], most = 3): string {
  const shown = texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : texts;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
