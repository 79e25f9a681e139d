import type { Json } from '../quickbooks/answer.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { MOST_CHANGES } from '../quickbooks/mapping/changes.js';
import { DOCUMENT_SHAPES } from '../quickbooks/mapping/documents.js';
import { QuickBooksError } from '../quickbooks/quickBooksError.js';

/** Everything the books are made of that QuickBooks tells changes of. */
const WATCHED: readonly string[] = ['Account', 'Customer', 'Vendor', ...DOCUMENT_SHAPES.map(({ type }) => type)];

/** What changed, by entity. */
export interface ChangedEntities {
  readonly changed: ReadonlyMap<string, readonly Json[]>;
  readonly deleted: ReadonlyMap<string, readonly string[]>;
}

/**
 * What changed since an instant: one call, or as many as it takes for every answer to stay below QuickBooks' ceiling, the
 * entities halved each time. Null when one entity alone has more changes than an answer holds: then everything has to be
 * read.
 */
export async function changedSince(
  quickBooks: QuickBooksCompany,
  since: Date,
  entities = WATCHED,
): Promise<ChangedEntities | null> {
  const answer = await quickBooks.changes(entities, since).catch(notTold);
  if (!answer) return null;
  if (answer.objects < MOST_CHANGES) return answer;
  if (entities.length === 1) return null;
  const middle = Math.ceil(entities.length / 2);
  const [first, second] = await Promise.all([
    changedSince(quickBooks, since, entities.slice(0, middle)),
    changedSince(quickBooks, since, entities.slice(middle)),
  ]);
  if (!first || !second) return null;
  return {
    changed: new Map([...first.changed, ...second.changed]),
    deleted: new Map([...first.deleted, ...second.deleted]),
  };
}

function notTold(error: unknown): null {
  if (error instanceof QuickBooksError && error.kind === 'refused') return null;
  throw error;
}
