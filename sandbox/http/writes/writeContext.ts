import type { Company } from '../../ledger/company.js';
import { Books } from '../entities/books.js';
import type { AnyKind } from '../entities/registry.js';
import { invalidId, objectNotFound } from '../faults.js';
import type { Body } from './fields.js';
import { requiredMissing, stale, unsupportedProperty } from './refusals.js';
import type { Done } from './writeDesk.js';

const OPERATIONS = ['create', 'update', 'delete', 'void'] as const;
export type Operation = (typeof OPERATIONS)[number];

export const isOperation = (name: string): name is Operation => OPERATIONS.some((known) => known === name);

/** One write as asked. */
export interface WriteRequest {
  operation: Operation;
  body: Body;
  /** The words of the `include` parameter. */
  include: readonly string[];
}

/** The ground a write stands on. */
export interface WriteContext {
  company: Company;
  /** The stamp records get. */
  at: string;
  /** The company's date. */
  today: string;
  /** Notes what was done. */
  told: (done: Done) => void;
}

/** A written record under its key, or the stub of a deleted one. */
export type Written = Record<string, unknown>;

const ID = /^\d{1,19}$/;
const OF_ALL = ['Id', 'SyncToken', 'MetaData', 'domain', 'sparse', 'status', 'Line', 'LinkedTxn', 'time', 'void'];

/** Refuses (2010) a property that neither the entity nor its writes know. */
export function refuseUnknownProperties(body: Body, kind: AnyKind, more: readonly string[]): void {
  for (const name of Object.keys(body))
    if (!OF_ALL.includes(name) && !kind.properties.includes(name) && !more.includes(name))
      throw unsupportedProperty(name);
}

/** The record a body means. Refuses a wrong id (2030), one that is not there (610), a missing (2020) or old token (5010). */
export function meant<R extends { syncToken: number }>(body: Body, find: (id: string) => R | undefined): R {
  const id = String(body['Id'] ?? '');
  if (id === '') throw requiredMissing('Id');
  if (!ID.test(id)) throw invalidId(id);
  const record = find(id);
  if (!record) throw objectNotFound();
  const token = body['SyncToken'];
  if (token === undefined || token === null || token === '') throw requiredMissing('SyncToken');
  if (String(token) !== String(record.syncToken)) throw stale();
  return record;
}

/** The record as answered, as plain JSON. */
export const asAnswered = (kind: AnyKind, company: Company, record: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(kind.write(new Books(company), record))) as Record<string, unknown>;

export const isSparse = (body: Body): boolean => String(body['sparse']) === 'true';

/** The body of a full update: a sparse one stands for the record as it is with the named properties replaced. */
export const wholeBody = (kind: AnyKind, company: Company, record: unknown, body: Body): Body =>
  isSparse(body) ? { ...asAnswered(kind, company, record), ...body } : body;
