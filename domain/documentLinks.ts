import type { BookDocument } from './books.js';
import { entityOf, type BooksIndex } from './booksIndex.js';
import type { BooksChange } from './booksChange.js';
import { entityKey } from './documentTypes.js';
import { revisedMap } from './revisedMap.js';

/** The documents that apply to a document, by its entity key; entity keys too. Voided ones are among them. */
export type DocumentLinks = ReadonlyMap<string, readonly string[]>;

/** Who applies to what: the applications of documents turned round. */
export function documentLinks(documents: readonly BookDocument[]): DocumentLinks {
  const links = new Map<string, string[]>();
  for (const document of documents) {
    if (document.applications.length === 0) continue;
    const by = entityKey(document.type, document.id);
    for (const { type, id } of document.applications) {
      const key = entityKey(type, id);
      const known = links.get(key);
      if (!known) links.set(key, [by]);
      else if (known.at(-1) !== by) known.push(by);
    }
  }
  return links;
}

/** The links after a change; those before stay as they are. */
export function revisedLinks(before: DocumentLinks, { gone, came }: BooksChange['documents']): DocumentLinks {
  const left = new Set(gone.map(({ type, id }) => entityKey(type, id)));
  const changed = new Map<string, readonly string[] | undefined>();
  for (const key of targetsOf(gone)) {
    const by = (before.get(key) ?? []).filter((one) => !left.has(one));
    changed.set(key, by.length === 0 ? undefined : by);
  }
  for (const [key, by] of documentLinks(came)) {
    const known = changed.has(key) ? changed.get(key) : before.get(key);
    changed.set(key, [...(known ?? []), ...by]);
  }
  return revisedMap(before, changed);
}

/** One state of the books, as far as telling what a change touches takes. */
export interface LinkedBooks {
  readonly index: BooksIndex;
  readonly links: DocumentLinks;
}

/**
 * The keys, in the ledger and as entities, of every document that a change touches: that came, went or was posted
 * otherwise, and of those linked to one by an application in either direction, before or after. What depends on a
 * document, its legs, its applications and the documents and legs at their other ends is the same for all other keys.
 */
export function touchedKeys(change: BooksChange, before: LinkedBooks, after: LinkedBooks): ReadonlySet<string> {
  const changed = [...change.documents.gone, ...change.documents.came];
  const posted = [...change.postings.gone, ...change.postings.came];
  const direct = new Set(changed.map(({ type, id }) => entityKey(type, id)));
  for (const posting of posted) {
    const entity = entityOf(posting);
    if (entity !== null) direct.add(entity);
  }
  const touched = new Set([...direct, ...posted.map(({ documentKey }) => documentKey)]);
  for (const { index, links } of [before, after]) {
    for (const key of direct) {
      for (const by of links.get(key) ?? []) touched.add(by);
      const document = index.documents.get(key);
      if (document) for (const target of targetsOf([document])) touched.add(target);
    }
  }
  for (const { index } of [before, after])
    for (const key of [...touched])
      for (const name of index.severalKeys.get(key) ?? [index.ledgerKeys.get(key)]) if (name) touched.add(name);
  return touched;
}

function targetsOf(documents: readonly BookDocument[]): string[] {
  return documents.flatMap(({ applications }) => applications.map(({ type, id }) => entityKey(type, id)));
}
