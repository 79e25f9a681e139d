import type { IsoDate } from '../../domain/units.js';
import { stagedOnce } from '../books/stagedOnce.js';
import type { ChunkKind, Covers } from '../books/versionedTables.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Lease } from './lease.js';
import type { Run } from './runStore.js';

/** Part of a run, read at once from QuickBooks and kept at once. */
export interface Chunk {
  readonly key: string;
  readonly kind: ChunkKind;
  readonly rows: readonly object[];
  /** The part of the books it stands for. */
  readonly covers: Covers;
}

/** Keeps chunks of a round. A chunk kept twice stays as it was first. The caller's transaction holds the lease. */
export async function keepChunks(
  tx: EntityManager,
  lease: Lease,
  run: Run,
  round: number,
  chunks: readonly Chunk[],
  now: Date,
): Promise<void> {
  for (const { key, kind, rows, covers } of chunks) {
    await tx.execute(
      `insert into sync_chunk (run_id, client_id, firm_id, key, kind, rows, covers, round, fetched_at)
         values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) on conflict (run_id, key) do nothing`,
      [
        run.id,
        lease.clientId,
        lease.firmId,
        round === 0 ? key : `${key}#${round}`,
        kind,
        JSON.stringify(rows),
        JSON.stringify(covers),
        round,
        now,
      ],
    );
  }
}

/** Every row of a kind that was staged in the first round, once, in the order of their chunks' keys. */
export async function stagedRows<Row>(database: Database, lease: Lease, run: Run, kind: ChunkKind): Promise<Row[]> {
  const rows = await database.asSync({ clientId: lease.clientId }, (tx) =>
    tx.execute<{ value: Row }[]>(`select s.value from (${stagedOnce(kind)}) s order by s.key, s.position`, [
      run.id,
      kind,
      0,
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
