import type { Company } from '../../ledger/company.js';
import { Books } from '../entities/books.js';
import type { Stamped } from '../entities/entityKind.js';
import { entityKind, isUnusedEntity, type AnyKind } from '../entities/registry.js';
import { invalidQuery, ServiceFault, unsupportedOperation } from '../faults.js';
import { instantOf, pacific } from '../pacificTime.js';
import { requiredMissing } from '../writes/refusals.js';

const LOOK_BACK_MS = 30 * 86_400_000;
/** Objects in one answer, over all entities. */
const MOST_OBJECTS = 1000;
const MOST_ENTITIES = 50;
const UNSUPPORTED = ['timeactivity', 'taxagency', 'taxcode', 'taxrate', 'journalcode'];

type Changed = Stamped & { deleted?: boolean; mergedInto?: string };

export interface ChangesAsked {
  /** The `entities` parameter: names with commas between. */
  entities: string | null;
  changedSince: string | null;
  now: Date;
  /** Epoch ms: changes stamped later do not show yet. */
  visibleUntil?: number;
}

const tooOld = (): ServiceFault =>
  new ServiceFault(
    400,
    'ValidationFault',
    '2170',
    'Invalid Enumeration',
    'changedSince is more than 30 days before now',
    { element: 'changedSince' },
  );

function since({ changedSince, now }: ChangesAsked): number {
  if (changedSince === null || changedSince.trim() === '') throw requiredMissing('changedSince');
  const instant = instantOf(changedSince);
  if (Number.isNaN(instant)) throw invalidQuery(`changedSince ${changedSince} is not a time`);
  if (instant < now.getTime() - LOOK_BACK_MS) throw tooOld();
  return instant;
}

/** The kinds asked for, in order; undefined stands for one these companies do not use. */
function kinds({ entities }: ChangesAsked): (AnyKind | undefined)[] {
  const names = (entities ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) throw requiredMissing('entities');
  if (names.length > MOST_ENTITIES) throw invalidQuery(`more than ${MOST_ENTITIES} entities`);
  return names.map((name) => {
    const kind = entityKind(name);
    if (UNSUPPORTED.includes(name.toLowerCase())) throw unsupportedOperation(`CDC ${name}`);
    if (!kind && !isUnusedEntity(name)) throw invalidQuery(`invalid context declaration: ${name}`);
    return kind;
  });
}

/** Everything of a kind stamped within [from, until], deleted and merged records included, oldest change first. */
function changedOf(kind: AnyKind, company: Company, from: number, until: number): Changed[] {
  const found = (kind.everRecorded ?? kind.records)(company, from) as readonly Changed[];
  const stamp = (record: Changed): number => Date.parse(record.updatedAt);
  return found
    .filter((record) => stamp(record) >= from && stamp(record) <= until)
    .toSorted((a, b) => stamp(a) - stamp(b));
}

const isGone = (record: Changed): boolean => record.deleted === true || record.mergedInto !== undefined;

function written(kind: AnyKind, books: Books, record: Changed): Record<string, unknown> {
  if (!isGone(record)) return kind.write(books, record);
  return { domain: 'QBO', status: 'Deleted', Id: record.id, MetaData: { LastUpdatedTime: pacific(record.updatedAt) } };
}

/**
 * GET /cdc: what changed since an instant, one element an entity asked, `{}` where nothing did; whole records, and
 * stubs of deleted ones. Compares `MetaData.LastUpdatedTime`, `changedSince` included. At most a thousand objects over
 * all entities, those changed first of the entities asked first; there is no further page. Refuses a look-back beyond
 * thirty days (2170), entities that change data capture does not have (500) and unknown ones (4001).
 */
export function changeDataCapture(asked: ChangesAsked, company: Company): Record<string, unknown> {
  const from = since(asked);
  const books = new Books(company);
  let room = MOST_OBJECTS;
  const answers = kinds(asked).map((kind) => {
    const changed =
      kind && room > 0 ? changedOf(kind, company, from, asked.visibleUntil ?? Infinity).slice(0, room) : [];
    if (!kind || changed.length === 0) return {};
    room -= changed.length;
    const { length } = changed;
    return {
      [kind.key]: changed.map((record) => written(kind, books, record)),
      startPosition: 1,
      maxResults: length,
      totalCount: length,
    };
  });
  return { CDCResponse: [{ QueryResponse: answers }], time: pacific(asked.now, true) };
}
