import { faultIn, isObject, timeOf, type Json } from '../answer.js';
import { QuickBooksError, unreadable } from '../quickBooksError.js';
import { DOCUMENT_SHAPES } from './documents.js';
import { Fields } from './fields.js';

/** Most objects one answer holds, over all entities together (`quickbooks.md` 2, CDC): an answer as full says nothing of the rest. */
export const MOST_CHANGES = 1000;
/** How far back changes can be asked for. */
export const CHANGES_LOOK_BACK_DAYS = 30;

/** What happened to some entities of a company since an instant. */
export interface Changes {
  /** QuickBooks' own time when it answered: what happened later is not in here. */
  readonly answeredAt: Date;
  /** Objects QuickBooks counts for this question, deleted ones included; MOST_CHANGES or more: some may be missing. */
  readonly objects: number;
  /** The objects as they are now, by entity as asked. Every entity asked for has a list. */
  readonly changed: ReadonlyMap<string, readonly Json[]>;
  /** Ids of what was deleted, by entity as asked. */
  readonly deleted: ReadonlyMap<string, readonly string[]>;
}

const COUNTS = new Set(['startPosition', 'maxResults', 'totalCount']);

/**
 * Reads the answer of `cdc` for these entities. An entity without a change comes as `{}`, and a deleted object as its id
 * with the status Deleted. Throws `refused` for a fault that stands for one entity inside a good answer, and `unreadable`
 * on an entity nobody asked for, an object without an id, and an answer that does not say when it was given.
 */
export function readChanges(json: Json, entities: readonly string[]): Changes {
  const answeredAt = timeOf(json);
  if (!answeredAt) throw unreadable('cdc.time', json['time'] ?? null);
  const names = new Map(entities.flatMap((entity) => keysOf(entity).map((key) => [key, entity] as const)));
  const changed = new Map<string, Json[]>(entities.map((entity) => [entity, []]));
  const deleted = new Map<string, string[]>(entities.map((entity) => [entity, []]));
  const answer = new Fields(json, 'cdc');
  if (!answer.has('CDCResponse')) throw unreadable('cdc.CDCResponse', Object.keys(json));
  let objects = 0;
  for (const response of answer.list('CDCResponse')) {
    refuseFault(response.json, response.place);
    for (const { json: part, place } of response.list('QueryResponse')) {
      refuseFault(part, place);
      const rows = rowsOf(part, place, names);
      for (const row of rows.objects) sort(row, rows.entity, changed, deleted, place);
      objects += Math.max(rows.objects.length, Number(part['totalCount'] ?? 0) || 0);
    }
  }
  return { answeredAt, objects, changed, deleted };
}

function keysOf(entity: string): string[] {
  const shape = DOCUMENT_SHAPES.find(({ type }) => type === entity);
  return shape && shape.key !== entity ? [entity, shape.key] : [entity];
}

function rowsOf(
  part: Json,
  place: string,
  names: ReadonlyMap<string, string>,
): { readonly entity: string; readonly objects: readonly Json[] } {
  const keys = Object.keys(part).filter((key) => !COUNTS.has(key));
  const [key] = keys;
  if (key === undefined) return { entity: '', objects: [] };
  const entity = names.get(key);
  const list = part[key];
  if (keys.length > 1 || entity === undefined) throw unreadable(`${place}: not one entity that was asked for`, keys);
  if (!Array.isArray(list) || !list.every(isObject)) throw unreadable(`${place}.${key}: not a list of objects`);
  return { entity, objects: list };
}

function sort(
  row: Json,
  entity: string,
  changed: ReadonlyMap<string, Json[]>,
  deleted: ReadonlyMap<string, string[]>,
  place: string,
): void {
  const id = new Fields(row, place).text('Id');
  const status = row['status'];
  if (status === undefined || status === null) changed.get(entity)?.push(row);
  else if (typeof status === 'string' && /^deleted$/i.test(status)) deleted.get(entity)?.push(id);
  else throw unreadable(`${place}: the status of ${entity} ${id}`, status);
}

function refuseFault(json: Json, place: string): void {
  const fault = faultIn(json);
  if (!fault) return;
  throw new QuickBooksError('refused', { code: fault.code, detail: `${place}: ${fault.type} ${fault.message}` });
}
