import type { Json } from '../quickbooks/answer.js';
import { PAGE_SIZE, type QuickBooksCompany } from '../quickbooks/http.js';
import { ATTACHMENT } from '../quickbooks/mapping/attachments.js';
import { MOST_CHANGES } from '../quickbooks/mapping/changes.js';
import { DOCUMENT_SHAPES } from '../quickbooks/mapping/documents.js';
import { QuickBooksError } from '../quickbooks/quickBooksError.js';

/** Entities that are made inactive and never deleted; queries leave out inactive ones unless asked for. */
const LISTED: ReadonlySet<string> = new Set(['Account', 'Customer', 'Vendor']);
/** QuickBooks' code for an instant before its look-back. */
const TOO_LONG_AGO = '2170';

/** Everything the books are made of that QuickBooks tells changes of. */
const WATCHED: readonly string[] = [
  'Account',
  'Customer',
  'Vendor',
  ...DOCUMENT_SHAPES.map(({ type }) => type),
  ATTACHMENT,
];

/** What changed, by entity. */
export interface ChangedEntities {
  readonly changed: ReadonlyMap<string, readonly Json[]>;
  readonly deleted: ReadonlyMap<string, readonly string[]>;
}

/**
 * What changed since an instant: one call, or as many as it takes for every answer to stay below QuickBooks' ceiling, the
 * entities halved each time. An entity that QuickBooks refuses to tell changes of is asked for by query instead, which
 * leaves out what was deleted: the checksum and the tie-out find that. Null when one entity alone has more changes than an
 * answer holds, or QuickBooks looks no further back: then everything has to be read.
 */
export async function changedSince(
  quickBooks: QuickBooksCompany,
  since: Date,
  entities = WATCHED,
): Promise<ChangedEntities | null> {
  const answer = await quickBooks.changes(entities, since).catch(refusalOf);
  if (answer instanceof QuickBooksError) {
    const [only] = entities;
    if (answer.code === TOO_LONG_AGO) return null;
    if (only !== undefined && entities.length === 1) return byQuery(quickBooks, since, only);
  } else if (answer.objects < MOST_CHANGES) return answer;
  else if (entities.length === 1) return null;
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

function refusalOf(error: unknown): QuickBooksError {
  if (error instanceof QuickBooksError && error.kind === 'refused') return error;
  throw error;
}

/** Null as well where the query is refused, or has more than one page. */
async function byQuery(quickBooks: QuickBooksCompany, since: Date, entity: string): Promise<ChangedEntities | null> {
  const where = `MetaData.LastUpdatedTime >= '${since.toISOString()}'${LISTED.has(entity) ? ' and Active in (true, false)' : ''}`;
  const key = DOCUMENT_SHAPES.find(({ type }) => type === entity)?.key ?? entity;
  const rows = await quickBooks.page(entity, 0, where, key).catch(refusalOf);
  if (rows instanceof QuickBooksError || rows.length >= PAGE_SIZE) return null;
  return { changed: new Map([[entity, rows]]), deleted: new Map() };
}
