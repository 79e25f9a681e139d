import type { EntityManager } from '../platform/database.js';
import { stagedOnce } from './stagedOnce.js';
import { VERSIONED_TABLES, type VersionedTable } from './versionedTables.js';

export interface BooksOwner {
  readonly clientId: string;
  readonly firmId: string;
}

export interface MergeResult {
  /** The books version after the merge. */
  readonly version: number;
  readonly changed: boolean;
  /** Rows that came and rows that went, by table. */
  readonly counts: Readonly<Record<string, { readonly added: number; readonly closed: number }>>;
}

/**
 * Makes a run's staged rows the newest version of the books: rows not seen before begin with it, rows no longer seen
 * end with it. The version is raised only when anything differs. One transaction, the caller's.
 */
export async function mergeStaged(tx: EntityManager, owner: BooksOwner, runId: string, at: Date): Promise<MergeResult> {
  const next = (await lockVersion(tx, owner)) + 1;
  const counts: Record<string, { added: number; closed: number }> = {};
  for (const table of VERSIONED_TABLES) {
    const closed = await closeVanished(tx, table, owner, runId, next);
    const added = await addNew(tx, table, owner, runId, next);
    counts[table.name] = { added, closed };
  }
  const changed = Object.values(counts).some(({ added, closed }) => added + closed > 0);
  const version = changed ? next : next - 1;
  await tx.execute('update books set version = ?, synced_at = ? where client_id = ?', [version, at, owner.clientId]);
  return { version, changed, counts };
}

/** The current version, with the row locked until the transaction ends. */
async function lockVersion(tx: EntityManager, { clientId, firmId }: BooksOwner): Promise<number> {
  await tx.execute('insert into books (client_id, firm_id) values (?, ?) on conflict (client_id) do nothing', [
    clientId,
    firmId,
  ]);
  const [row] = await tx.execute<{ version: number }[]>('select version from books where client_id = ? for update', [
    clientId,
  ]);
  if (!row) throw new Error('the books of a client cannot be read under its own scope');
  return row.version;
}

/** The staged rows of a table as its columns. Parameters: the run's id, the chunk kind. */
function staged(table: VersionedTable): string {
  const columns = ['content_hash text', ...Object.entries(table.columns).map(([name, type]) => `${name} ${type}`)];
  return `select r.* from (${stagedOnce(table.kind)}) s cross join lateral jsonb_to_record(s.value) as r(${columns.join(', ')})`;
}

async function closeVanished(
  tx: EntityManager,
  table: VersionedTable,
  { clientId }: BooksOwner,
  runId: string,
  next: number,
): Promise<number> {
  return affected(
    tx,
    `with staged as materialized (${staged(table)})
     update ${table.name} b set to_version = ? where b.client_id = ? and b.to_version is null
       and not exists (select from staged s where s.content_hash = b.content_hash)`,
    [runId, table.kind, next, clientId],
  );
}

async function addNew(
  tx: EntityManager,
  table: VersionedTable,
  { clientId, firmId }: BooksOwner,
  runId: string,
  next: number,
): Promise<number> {
  const names = ['content_hash', ...Object.keys(table.columns)];
  return affected(
    tx,
    `with staged as materialized (${staged(table)}),
       known as materialized (select content_hash from ${table.name} where client_id = ? and to_version is null)
     insert into ${table.name} (client_id, firm_id, from_version, ${names.join(', ')})
     select ?::uuid, ?::uuid, ?::integer, ${names.map((name) => `s.${name}`).join(', ')} from staged s
     where not exists (select from known k where k.content_hash = s.content_hash)`,
    [runId, table.kind, clientId, clientId, firmId, next],
  );
}

async function affected(tx: EntityManager, sql: string, parameters: readonly unknown[]): Promise<number> {
  const result = await tx.execute<{ affectedRows: number }>(sql, [...parameters], 'run');
  return result.affectedRows;
}
