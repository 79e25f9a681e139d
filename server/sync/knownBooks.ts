import type { Account } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import { keptCompany } from '../books/business.js';
import { accountOf, type AccountRow } from '../books/bookRows.js';
import type { EntityManager } from '../platform/database.js';
import { ATTACHMENT } from '../quickbooks/mapping/attachments.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { ChangedEntities } from './changedEntities.js';

/** A document as the shown books hold it. */
export interface KnownDocument {
  readonly date: string;
  readonly contentHash: string;
}

export interface KnownParty {
  readonly name: string;
  readonly active: boolean;
}

/** What the shown version of the books holds of what changed, and what reading the ledger needs. */
export interface KnownBooks {
  readonly company: Company | null;
  readonly accounts: readonly Account[];
  /** By `<type>:<id>`. */
  readonly documents: ReadonlyMap<string, KnownDocument>;
  /** By `<kind>:<id>`. */
  readonly parties: ReadonlyMap<string, KnownParty>;
  /** The earliest date anything was ever posted on; null without postings. */
  readonly firstDate: IsoDate | null;
  /** First cash movement by the newest snapshot: what the window begins with. */
  readonly historyFrom: IsoDate | null;
}

/** Reads it from the version that is shown. */
export async function knownBooks(
  tx: EntityManager,
  clientId: string,
  version: number,
  { changed, deleted }: ChangedEntities,
): Promise<KnownBooks> {
  const keys = [...changed].flatMap(([entity, rows]) => rows.map((row) => [entity, String(row['Id'])]));
  for (const [entity, ids] of deleted) for (const id of ids) keys.push([entity, id]);
  const touched = keys.filter(([entity]) => entity !== 'Account' && entity !== ATTACHMENT);
  const accounts = await tx.execute<AccountRow[]>(
    `select qb_id, name, full_name, type, sub_type, number, currency, active from account
       where client_id = ? and from_version <= ? and (to_version is null or to_version > ?)`,
    [clientId, version, version],
  );
  const firsts = await firstDates(tx, clientId);
  return {
    company: await keptCompany(tx, clientId),
    accounts: accounts.map(accountOf),
    documents: touched.length === 0 ? new Map() : await documentsOf(tx, clientId, version, touched),
    parties: touched.length === 0 ? new Map() : await partiesOf(tx, clientId, version, touched),
    ...firsts,
  };
}

async function documentsOf(
  tx: EntityManager,
  clientId: string,
  version: number,
  keys: readonly (readonly string[])[],
): Promise<Map<string, KnownDocument>> {
  const rows = await tx.execute<{ type: string; qb_id: string; date: string; content_hash: string }[]>(
    `select d.type, d.qb_id, d.date::text, d.content_hash
       from jsonb_array_elements(?::jsonb) as k(value)
       join document d on d.type = k.value->>0 and d.qb_id = k.value->>1
       where d.client_id = ? and d.from_version <= ? and (d.to_version is null or d.to_version > ?)`,
    [JSON.stringify(keys), clientId, version, version],
  );
  return new Map(
    rows.map(({ type, qb_id, date, content_hash }) => [`${type}:${qb_id}`, { date, contentHash: content_hash }]),
  );
}

async function partiesOf(
  tx: EntityManager,
  clientId: string,
  version: number,
  keys: readonly (readonly string[])[],
): Promise<Map<string, KnownParty>> {
  const rows = await tx.execute<{ kind: string; qb_id: string; name: string; active: boolean }[]>(
    `select p.kind, p.qb_id, p.name, p.active
       from jsonb_array_elements(?::jsonb) as k(value)
       join party p on p.kind = k.value->>0 and p.qb_id = k.value->>1
       where p.client_id = ? and p.from_version <= ? and (p.to_version is null or p.to_version > ?)`,
    [JSON.stringify(keys), clientId, version, version],
  );
  return new Map(rows.map(({ kind, qb_id, name, active }) => [`${kind}:${qb_id}`, { name, active }]));
}

async function firstDates(tx: EntityManager, clientId: string): Promise<Pick<KnownBooks, 'firstDate' | 'historyFrom'>> {
  const [row] = await tx.execute<{ first: IsoDate | null; history_from: IsoDate | null }[]>(
    `select (select min(date)::text from posting where client_id = ?) as first,
       (select figures->>'historyFrom' from snapshot where client_id = ? order by as_of desc, books_version desc,
         settings_version desc limit 1) as history_from`,
    [clientId, clientId],
  );
  return { firstDate: row?.first ?? null, historyFrom: row?.history_from ?? null };
}
