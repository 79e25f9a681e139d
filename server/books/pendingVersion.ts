import type { EntityManager } from '../platform/database.js';
import { mergeStaged, type BooksOwner, type MergeOrder } from './mergeStaged.js';
import { dropPostingSums, keepPostingSums } from './postingSums.js';
import { VERSIONED_TABLES } from './versionedTables.js';

/** The books' version as it is shown, and the one that may be written ahead of it. */
interface VersionRow {
  readonly version: number;
  readonly pending_version: number | null;
  readonly pending_run_id: string | null;
}

/** A merge of a very large company is one statement a table; it may take longer than an answer to a person may. */
const LONGEST_STATEMENT = "set local statement_timeout = '15min'";

/**
 * Merges a round of a run into the version after the shown one. Readers ask for the shown version and see nothing of it
 * before it is published. Refuses when another run's pending version was not taken back. Answers the version written.
 */
export async function mergeAhead(
  tx: EntityManager,
  owner: BooksOwner,
  order: Omit<MergeOrder, 'version'>,
): Promise<number> {
  const books = await lockBooks(tx, owner);
  if (books.pending_run_id !== null && books.pending_run_id !== order.runId) {
    throw new Error('the pending version of another run must be taken back first');
  }
  const version = books.version + 1;
  await tx.execute(LONGEST_STATEMENT);
  await tx.execute('update books set pending_version = ?, pending_run_id = ? where client_id = ?', [
    version,
    order.runId,
    owner.clientId,
  ]);
  await mergeStaged(tx, owner, { ...order, version });
  await keepPostingSums(tx, owner, version);
  return version;
}

/** Takes back what was written ahead and never published. Does nothing when there is no such version. */
export async function undoPending(tx: EntityManager, owner: BooksOwner): Promise<void> {
  const books = await lockBooks(tx, owner);
  if (books.pending_version === null) return;
  await tx.execute(LONGEST_STATEMENT);
  for (const { name } of VERSIONED_TABLES) {
    await tx.execute(`delete from ${name} where client_id = ? and from_version = ?`, [
      owner.clientId,
      books.pending_version,
    ]);
    await tx.execute(`update ${name} set to_version = null where client_id = ? and to_version = ?`, [
      owner.clientId,
      books.pending_version,
    ]);
  }
  await dropPostingSums(tx, owner.clientId, books.pending_version);
  await tx.execute('update books set pending_version = null, pending_run_id = null where client_id = ?', [
    owner.clientId,
  ]);
}

/** Rows that begin and rows that end with a version, by table. */
export type VersionChange = Readonly<Record<string, { readonly added: number; readonly closed: number }>>;

/** What a version changes, compared with the one before. One statement. */
export async function changeOf(tx: EntityManager, clientId: string, version: number): Promise<VersionChange> {
  const parts = VERSIONED_TABLES.map(
    ({ name }) => `select '${name}' as name,
      (select count(*)::int from ${name} where client_id = ? and from_version = ?) as added,
      (select count(*)::int from ${name} where client_id = ? and to_version = ?) as closed`,
  );
  const rows = await tx.execute<{ name: string; added: number; closed: number }[]>(
    parts.join(' union all '),
    VERSIONED_TABLES.flatMap(() => [clientId, version, clientId, version]),
  );
  return Object.fromEntries(rows.map(({ name, added, closed }) => [name, { added, closed }]));
}

/**
 * Brings the planner's statistics of the books up to date; skips a table that another sync is at. Locks until the
 * caller's transaction ends, so that one should do nothing else.
 */
export async function refreshStatistics(tx: EntityManager): Promise<void> {
  await tx.execute(`analyze (skip_locked) ${VERSIONED_TABLES.map(({ name }) => name).join(', ')}, posting_sum`);
}

/** How many rows came or went. */
export function rowsChanged(change: VersionChange): number {
  return Object.values(change).reduce((sum, { added, closed }) => sum + added + closed, 0);
}

/** What a good sync leaves in the books' row beside the version. */
export interface BooksStamp {
  readonly at: Date;
  /** QuickBooks' own time at the start of the reading; changes are asked for from here. */
  readonly changedUntil: Date | null;
  /** Everything was read. */
  readonly whole: boolean;
  /** Whose reading it is: the books are as of its first beginning, also where it was gone on with. */
  readonly runId: string;
}

/** Shows a version from now on, to whoever begins to read after the caller's transaction. */
export async function publishVersion(
  tx: EntityManager,
  clientId: string,
  version: number,
  stamp: BooksStamp,
): Promise<void> {
  await tx.execute(
    `update books set version = ?, synced_at = ?, changed_until = ?, whole_at = case when ? then ?::timestamptz else whole_at end,
       read_from = (select r.started_at from sync_run r where r.id = ?::uuid), pending_version = null, pending_run_id = null where client_id = ?`,
    [version, stamp.at, stamp.changedUntil, stamp.whole, stamp.at, stamp.runId, clientId],
  );
}

/** The books' row, made when it is missing, locked until the transaction ends. */
async function lockBooks(tx: EntityManager, { clientId, firmId }: BooksOwner): Promise<VersionRow> {
  await tx.execute('insert into books (client_id, firm_id) values (?, ?) on conflict (client_id) do nothing', [
    clientId,
    firmId,
  ]);
  const [row] = await tx.execute<VersionRow[]>(
    'select version, pending_version, pending_run_id from books where client_id = ? for update',
    [clientId],
  );
  if (!row) throw new Error('the books of a client cannot be read under its own scope');
  return row;
}
