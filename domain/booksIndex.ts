import type { Account, BookDocument, Books, Posting } from './books.js';
import { documentTypeOf, entityKey } from './documentTypes.js';
import { isSummary } from './summaryPostings.js';

/** The books by the keys the figures need, built once for any number of as-of dates. */
export interface BooksIndex {
  readonly books: Books;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Legs by document key; summaries belong to no document and are not among them. */
  readonly legs: ReadonlyMap<string, readonly Posting[]>;
  /** Document key in the ledger by entity key (`Deposit:12`). */
  readonly ledgerKeys: ReadonlyMap<string, string>;
  /** Documents by entity key. */
  readonly documents: ReadonlyMap<string, BookDocument>;
}

/** Indexes the books; the order of postings and documents does not matter. */
export function indexBooks(books: Books): BooksIndex {
  const legs = new Map<string, Posting[]>();
  const ledgerKeys = new Map<string, string>();
  const typeByLabel = new Map<string, ReturnType<typeof documentTypeOf>>();
  for (const posting of books.postings) {
    if (isSummary(posting)) continue;
    const known = legs.get(posting.documentKey);
    if (known) {
      known.push(posting);
      continue;
    }
    legs.set(posting.documentKey, [posting]);
    if (posting.documentId === null) continue;
    let type = typeByLabel.get(posting.documentType);
    if (type === undefined) typeByLabel.set(posting.documentType, (type = documentTypeOf(posting.documentType)));
    if (type) ledgerKeys.set(entityKey(type, posting.documentId), posting.documentKey);
  }
  return {
    books,
    accounts: new Map(books.accounts.map((account) => [account.id, account])),
    legs,
    ledgerKeys,
    documents: new Map(books.documents.map((document) => [entityKey(document.type, document.id), document])),
  };
}
