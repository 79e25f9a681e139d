import type { BookDocument } from './books.js';
import type { BooksIndex } from './booksIndex.js';
import { laterDate } from './calendar.js';
import type { IsoDate } from './units.js';

/** The later of the two documents' dates; a target that is no entity is dated by the ledger. */
export function applicationDate(index: BooksIndex, document: BookDocument, targetKey: string): IsoDate {
  const ledgerKey = index.ledgerKeys.get(targetKey) ?? '';
  const date = index.documents.get(targetKey)?.date ?? index.legs.get(ledgerKey)?.[0]?.date ?? document.date;
  return laterDate(document.date, date);
}
