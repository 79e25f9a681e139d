import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../domain/units.js';
import { stagedOnce } from '../books/stagedOnce.js';
import type { ChunkKind } from '../books/versionedTables.js';
import type { Database, EntityManager } from '../platform/database.js';
import { hold, type Lease } from './lease.js';
import type { Progress, ProgressTeller } from './progress.js';

/** A run that is not finished is gone on with for this long; after that its beginning says too little about now. */
const RESUME_WITHIN_MS = 12 * 60 * 60 * 1000;

export interface Run {
  readonly id: string;
  readonly asOf: IsoDate;
  /** Rows staged by chunk key: what is done already. */
  readonly staged: Map<string, number>;
}

/** Part of a run, read at once from QuickBooks and kept at once. */
export interface Chunk {
  readonly key: string;
  readonly kind: ChunkKind;
  readonly rows: readonly object[];
}

/** Opens the lease's unfinished run, or a new one as of the client's date. Sets the list row to syncing. */
export async function openRun(database: Database, lease: Lease, asOf: IsoDate, now: Date): Promise<Run> {
  return database.asSync({ clientId: lease.clientId }, async (tx) => {
    await hold(tx, lease, now);
    await tx.execute(
      `update client_row set sync_state = 'SYNCING', sync_phase = coalesce(sync_phase, 'Opening the books'),
         sync_percent = coalesce(sync_percent, 0) where client_id = ?`,
      [lease.clientId],
    );
    return (await unfinished(tx, lease, asOf, now)) ?? begin(tx, lease, asOf, now);
  });
}

/** The run to go on with: recent, and for the same date, so that all of it stands for one day. */
async function unfinished(tx: EntityManager, lease: Lease, asOf: IsoDate, now: Date): Promise<Run | null> {
  if (lease.runId === null) return null;
  const since = new Date(now.getTime() - RESUME_WITHIN_MS);
  const [run] = await tx.execute<{ id: string }[]>(
    `select id from sync_run where id = ? and state = 'RUNNING' and started_at > ? and as_of = ?::date`,
    [lease.runId, since, asOf],
  );
  if (!run) return null;
  const chunks = await tx.execute<{ key: string; count: number }[]>(
    'select key, jsonb_array_length(rows) as count from sync_chunk where run_id = ?',
    [run.id],
  );
  return {
    id: run.id,
    asOf,
    staged: new Map(chunks.map(({ key, count }) => [key, count])),
  };
}

async function begin(tx: EntityManager, lease: Lease, asOf: IsoDate, now: Date): Promise<Run> {
  const { clientId, firmId } = lease;
  const id = randomUUID();
  await tx.execute('delete from sync_chunk where client_id = ?', [clientId]);
  await tx.execute(
    `update sync_run set state = 'FAILED', finished_at = ?, error = coalesce(error, 'Begun anew.')
       where client_id = ? and state = 'RUNNING'`,
    [now, clientId],
  );
  await tx.execute(
    `insert into sync_run (id, client_id, firm_id, kind, state, as_of, started_at) values (?, ?, ?, 'FULL', 'RUNNING', ?, ?)`,
    [id, clientId, firmId, asOf, now],
  );
  await tx.execute('update sync_job set run_id = ? where client_id = ?', [id, clientId]);
  return { id, asOf, staged: new Map() };
}

/** Keeps a chunk, if the lease still holds. A chunk kept twice stays as it was first. */
export async function stage(
  database: Database,
  lease: Lease,
  run: Run,
  chunk: Chunk,
  progress: Progress,
  teller: ProgressTeller,
  now: Date,
): Promise<void> {
  await database.asSync({ clientId: lease.clientId }, async (tx) => {
    await hold(tx, lease, now);
    await tx.execute(
      `insert into sync_chunk (run_id, client_id, firm_id, key, kind, rows, fetched_at) values (?, ?, ?, ?, ?, ?::jsonb, ?)
         on conflict (run_id, key) do nothing`,
      [run.id, lease.clientId, lease.firmId, chunk.key, chunk.kind, JSON.stringify(chunk.rows), now],
    );
    await teller.tell(tx, lease.clientId, progress, now);
  });
  run.staged.set(chunk.key, chunk.rows.length);
}

/** Every staged row of a kind, once, in the order of their chunks' keys. */
export async function stagedRows<Row>(database: Database, lease: Lease, run: Run, kind: ChunkKind): Promise<Row[]> {
  const rows = await database.asSync({ clientId: lease.clientId }, (tx) =>
    tx.execute<{ value: Row }[]>(`select s.value from (${stagedOnce(kind)}) s order by s.key, s.position`, [
      run.id,
      kind,
    ]),
  );
  return rows.map(({ value }) => value);
}

/** The earliest date of any staged document, found where the rows are; null without any. */
export async function firstStagedDate(database: Database, lease: Lease, run: Run): Promise<IsoDate | null> {
  const [row] = await database.asSync({ clientId: lease.clientId }, (tx) =>
    tx.execute<{ first: IsoDate | null }[]>(
      `select min(r.date)::text as first from sync_chunk c cross join lateral jsonb_to_recordset(c.rows) as r(date date)
         where c.run_id = ? and c.kind = 'DOCUMENTS'`,
      [run.id],
    ),
  );
  return row?.first ?? null;
}
