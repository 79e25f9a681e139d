import type { Posting } from './books.js';
import type { IsoDate } from './units.js';

/** No label of QuickBooks' general ledger begins like this. */
const HOME = 'Balance brought forward:';
const FOREIGN = 'Balance brought forward, other currencies:';

/**
 * Document key of a summary: postings that stand for the sums of many documents in condensed books. They are in every
 * balance, and in no list of documents, movements or transactions. Those of documents in other currencies are kept apart
 * from those in home currency, because the tie-out tells them apart.
 */
export function summaryKey(date: IsoDate, foreign: boolean): string {
  return `${foreign ? FOREIGN : HOME}${date}`;
}

/** Whether the posting is a sum over documents and no leg of a document. */
export function isSummary({ documentKey }: Pick<Posting, 'documentKey'>): boolean {
  return documentKey.startsWith(HOME) || isForeignSummary({ documentKey });
}

/** Whether it is a sum over documents that are not in home currency. */
export function isForeignSummary({ documentKey }: Pick<Posting, 'documentKey'>): boolean {
  return documentKey.startsWith(FOREIGN);
}
