import type { BookDocument, Books, Posting } from './books.js';

/** What is in one list and not in the other. */
export interface Replaced<T> {
  readonly gone: readonly T[];
  readonly came: readonly T[];
}

/** What of the books' postings and documents is another than before; what was edited went and came. */
export interface BooksChange {
  readonly postings: Replaced<Posting>;
  readonly documents: Replaced<BookDocument>;
}

/** Told by identity: what is the same object is unchanged, wherever it stands. Each object is in a list once. */
export function booksChange(before: Books, after: Books): BooksChange {
  return {
    postings: replaced(before.postings, after.postings),
    documents: replaced(before.documents, after.documents),
  };
}

/** Both changes after one another as one. What came and went again stands in both lists. */
export function bothChanges(first: BooksChange, second: BooksChange): BooksChange {
  return {
    postings: bothReplaced(first.postings, second.postings),
    documents: bothReplaced(first.documents, second.documents),
  };
}

/** How many entries went and came. */
export function sizeOfChange({ postings, documents }: BooksChange): number {
  return postings.gone.length + postings.came.length + documents.gone.length + documents.came.length;
}

/** Whether all that stands beside postings and documents is the same. */
export function isSameFrame(before: Books, after: Books): boolean {
  return (
    before.homeCurrency === after.homeCurrency &&
    before.fiscalYearStartMonth === after.fiscalYearStartMonth &&
    (before.condensedBefore ?? null) === (after.condensedBefore ?? null) &&
    before.accounts.length === after.accounts.length &&
    before.accounts.every((account, position) => account === after.accounts[position])
  );
}

/** What both begin and end with is left aside first: a change is short, the books are long. */
function replaced<T>(before: readonly T[], after: readonly T[]): Replaced<T> {
  if (before === after) return { gone: [], came: [] };
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  const [old, now] = [before.slice(start, endBefore), after.slice(start, endAfter)];
  const [wasThere, isThere] = [new Set(old), new Set(now)];
  return { gone: old.filter((one) => !isThere.has(one)), came: now.filter((one) => !wasThere.has(one)) };
}

function bothReplaced<T>(first: Replaced<T>, second: Replaced<T>): Replaced<T> {
  return { gone: [...first.gone, ...second.gone], came: [...first.came, ...second.came] };
}
