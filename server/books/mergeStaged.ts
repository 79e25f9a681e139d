import type { EntityManager } from '../platform/database.js';
import { stagedOnce } from './stagedOnce.js';
import { VERSIONED_TABLES, type VersionedTable } from './versionedTables.js';

export interface BooksOwner {
  readonly clientId: string;
  readonly firmId: string;
}

/** Which staged rows are merged, and into which version. */
export interface MergeOrder {
  readonly runId: string;
  readonly round: number;
  /** The version that is written ahead; no reader asks for it yet. */
  readonly version: number;
  /** The staged rows are all there is, or only what their chunks cover. */
  readonly extent: 'WHOLE' | 'PART';
}

/**
 * Writes a round of staged rows into a version of the books: rows not there yet begin with it; rows that are covered and
 * were not found again end with it. Several rounds may go into one version: what it began and a later round no longer
 * finds is dropped, what it ended and a later round finds again goes on. The caller's transaction holds the books' row.
 */
export async function mergeStaged(tx: EntityManager, owner: BooksOwner, order: MergeOrder): Promise<void> {
  for (const table of VERSIONED_TABLES) {
    if (order.extent === 'PART' && !(await isStaged(tx, table, order))) continue;
    await tx.execute(mergeSql(table, order.extent), [
      owner.clientId,
      owner.firmId,
      order.version,
      order.runId,
      order.round,
      order.runId,
      table.kind,
      order.round,
    ]);
  }
}

async function isStaged(tx: EntityManager, table: VersionedTable, { runId, round }: MergeOrder): Promise<boolean> {
  const rows = await tx.execute<object[]>(
    'select 1 from sync_chunk where run_id = ? and kind = ? and round = ? limit 1',
    [runId, table.kind, round],
  );
  return rows.length > 0;
}

/** One statement a table: all its parts see the rows as they were before it. */
function mergeSql(table: VersionedTable, extent: MergeOrder['extent']): string {
  const { name } = table;
  const columns = ['content_hash text', ...Object.entries(table.columns).map(([column, type]) => `${column} ${type}`)];
  const names = ['content_hash', ...Object.keys(table.columns)];
  const [client, version] = ['(select client from asked)', '(select version from asked)'];
  return `with asked as materialized (
      select ?::uuid as client, ?::uuid as firm, ?::integer as version, ?::uuid as run, ?::smallint as round),
    staged as materialized (select r.* from (${stagedOnce(table.kind)}) s
      cross join lateral jsonb_to_record(s.value) as r(${columns.join(', ')})),
    covered as (${extent === 'WHOLE' ? everything(table) : partly(table)}),
    vanished as materialized (select c.content_hash, c.from_version from covered c
      where not exists (select from staged s where s.content_hash = c.content_hash)),
    dropped as (delete from ${name} b using vanished v where b.client_id = ${client} and b.to_version is null
      and b.content_hash = v.content_hash and v.from_version = ${version}),
    ended as (update ${name} b set to_version = ${version} from vanished v where b.client_id = ${client}
      and b.to_version is null and b.content_hash = v.content_hash and v.from_version < ${version}),
    resumed as (update ${name} b set to_version = null from staged s where b.client_id = ${client}
      and b.to_version = ${version} and b.content_hash = s.content_hash)
    insert into ${name} (client_id, firm_id, from_version, ${names.join(', ')})
    select a.client, a.firm, a.version, ${names.map((column) => `s.${column}`).join(', ')} from staged s, asked a
    where not exists (select from ${name} k where k.client_id = a.client and k.to_version is null
        and k.content_hash = s.content_hash)
      and not exists (select from ${name} k where k.client_id = a.client and k.to_version = a.version
        and k.content_hash = s.content_hash)`;
}

function everything({ name }: VersionedTable): string {
  return `select b.content_hash, b.from_version from ${name} b, asked a
    where b.client_id = a.client and b.to_version is null`;
}

function partly(table: VersionedTable): string {
  const chunks = `sync_chunk c, asked a where c.run_id = a.run and c.round = a.round and c.kind = '${table.kind}'`;
  const current = `${table.name} b, asked a where b.client_id = a.client and b.to_version is null`;
  if (table.coveredBy === 'SPAN') {
    return `select b.content_hash, b.from_version from (
        select (c.covers->>'from')::date as first, (c.covers->>'to')::date as last from ${chunks}) p, ${current}
      and b.date between p.first and p.last`;
  }
  const keys = table.identity.map((_, index) => `k.value->>${index} as key${index}`).join(', ');
  const match = table.identity.map((column, index) => `b.${column} = p.key${index}`).join(' and ');
  return `select b.content_hash, b.from_version from (
      select distinct ${keys} from (select c.covers from ${chunks}) c
        cross join lateral jsonb_array_elements(c.covers->'keys') as k(value)) p, ${current} and ${match}`;
}
