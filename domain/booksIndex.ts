import type { Account, BookDocument, Books, Posting } from './books.js';
import type { BooksChange } from './booksChange.js';
import { documentTypeOf, entityKey } from './documentTypes.js';
import { revisedMap } from './revisedMap.js';
import { isSummary } from './summaryPostings.js';

/** The books by the keys the figures need, built once for any number of as-of dates. */
export interface BooksIndex {
  readonly books: Books;
  readonly accounts: ReadonlyMap<string, Account>;
  /** Legs by document key; summaries belong to no document and are not among them. */
  readonly legs: ReadonlyMap<string, readonly Posting[]>;
  /** Summaries by their key. */
  readonly summaries: ReadonlyMap<string, readonly Posting[]>;
  /** Document key in the ledger by entity key (`Deposit:12`); of several the first by the alphabet. */
  readonly ledgerKeys: ReadonlyMap<string, string>;
  /** All document keys of the entities that the ledger shows under several, sorted. */
  readonly severalKeys: ReadonlyMap<string, readonly string[]>;
  /** Documents by entity key. */
  readonly documents: ReadonlyMap<string, BookDocument>;
}

/** Indexes the books; the order of postings and documents does not matter. */
export function indexBooks(books: Books): BooksIndex {
  const legs = new Map<string, Posting[]>();
  const summaries = new Map<string, Posting[]>();
  const ledgerKeys = new Map<string, string>();
  const severalKeys = new Map<string, readonly string[]>();
  const typeByLabel = new Map<string, ReturnType<typeof documentTypeOf>>();
  for (const posting of books.postings) {
    const known = legs.get(posting.documentKey);
    if (known) {
      known.push(posting);
      continue;
    }
    if (isSummary(posting)) {
      const same = summaries.get(posting.documentKey);
      if (same) same.push(posting);
      else summaries.set(posting.documentKey, [posting]);
      continue;
    }
    legs.set(posting.documentKey, [posting]);
    if (posting.documentId === null) continue;
    let type = typeByLabel.get(posting.documentType);
    if (type === undefined) typeByLabel.set(posting.documentType, (type = documentTypeOf(posting.documentType)));
    if (type) addName(ledgerKeys, severalKeys, entityKey(type, posting.documentId), posting.documentKey);
  }
  return {
    books,
    accounts: new Map(books.accounts.map((account) => [account.id, account])),
    legs,
    summaries,
    ledgerKeys,
    severalKeys,
    documents: new Map(books.documents.map((document) => [entityKey(document.type, document.id), document])),
  };
}

/**
 * The index of the books' next state, of which `change` is all that differs from those before. What it does not touch is
 * shared with the index before, which stays as it is.
 */
export function revisedIndex(before: BooksIndex, books: Books, { postings, documents }: BooksChange): BooksIndex {
  const summed = { gone: postings.gone.filter(isSummary), came: postings.came.filter(isSummary) };
  const single = { gone: postings.gone.filter(isSingle), came: postings.came.filter(isSingle) };
  const changedLegs = legsChanged(before.legs, single);
  const legs = revisedMap(before.legs, changedLegs);
  const entities = new Set([...single.gone, ...single.came].flatMap((posting) => entityOf(posting) ?? []));
  const names = namesChanged(before, legs, entities, [...changedLegs.keys()]);
  const changedDocuments = new Map<string, BookDocument | undefined>();
  for (const { type, id } of documents.gone) changedDocuments.set(entityKey(type, id), undefined);
  for (const document of documents.came) changedDocuments.set(entityKey(document.type, document.id), document);
  return {
    books,
    accounts: before.accounts,
    legs,
    summaries: revisedMap(before.summaries, legsChanged(before.summaries, summed)),
    ledgerKeys: revisedMap(before.ledgerKeys, new Map([...names].map(([key, of]) => [key, of[0]]))),
    severalKeys: revisedMap(
      before.severalKeys,
      new Map([...names].map(([key, of]) => [key, of.length > 1 ? of : undefined])),
    ),
    documents: revisedMap(before.documents, changedDocuments),
  };
}

/** The key of the entity that a posting is a leg of; null for what no entity shows. */
export function entityOf({ documentType, documentId }: Posting): string | null {
  const type = documentId === null ? null : documentTypeOf(documentType);
  return type === null || documentId === null ? null : entityKey(type, documentId);
}

function isSingle(posting: Posting): boolean {
  return !isSummary(posting);
}

function addName(first: Map<string, string>, several: Map<string, readonly string[]>, key: string, name: string): void {
  const known = first.get(key);
  if (known === undefined) {
    first.set(key, name);
    return;
  }
  several.set(key, [...(several.get(key) ?? [known]), name].sort());
  if (name < known) first.set(key, name);
}

function legsChanged(
  before: ReadonlyMap<string, readonly Posting[]>,
  { gone, came }: BooksChange['postings'],
): Map<string, readonly Posting[] | undefined> {
  const changed = new Map<string, readonly Posting[] | undefined>();
  const left = new Set(gone);
  for (const { documentKey } of gone) {
    const legs = (before.get(documentKey) ?? []).filter((leg) => !left.has(leg));
    changed.set(documentKey, legs.length === 0 ? undefined : legs);
  }
  for (const posting of came) {
    const { documentKey } = posting;
    const known = changed.has(documentKey) ? changed.get(documentKey) : before.get(documentKey);
    changed.set(documentKey, [...(known ?? []), posting]);
  }
  return changed;
}

/** The ledger's keys of entities, of which some have come, gone or changed; none where the ledger shows them no more. */
function namesChanged(
  before: BooksIndex,
  legs: BooksIndex['legs'],
  entities: ReadonlySet<string>,
  changed: readonly string[],
): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const entity of entities) {
    const first = before.ledgerKeys.get(entity);
    const known = before.severalKeys.get(entity) ?? (first === undefined ? [] : [first]);
    const now = [...known, ...changed].filter((name) => {
      const leg = legs.get(name)?.[0];
      return leg !== undefined && entityOf(leg) === entity;
    });
    names.set(entity, [...new Set(now)].sort());
  }
  return names;
}
