import DataLoader from 'dataloader';
import type { ReadTransaction } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';
import type { SyncRun } from './connections.types.js';

export interface RunsKey {
  readonly clientId: string;
  /** How many, the newest first. */
  readonly first: number;
}

export interface ConnectionsLoaders {
  readonly runs: DataLoader<RunsKey, SyncRun[], string>;
}

interface RunRow extends Omit<SyncRun, 'startedAt' | 'finishedAt'> {
  readonly position: number;
  readonly startedAt: Date | string;
  readonly finishedAt: Instant;
}

const LARGEST_BATCH = 1_000;

/** The runs of any number of clients in one statement, each read from the newest end of its index. */
export function createConnectionsLoaders(read: ReadTransaction): ConnectionsLoaders {
  return {
    runs: new DataLoader<RunsKey, SyncRun[], string>(
      async (keys) => {
        const tx = await read();
        const asked = keys.map(({ clientId, first }, position) => ({ position, client_id: clientId, first }));
        const rows = await tx.execute<RunRow[]>(
          `select k.position, r.* from jsonb_to_recordset(?::jsonb) as k(position integer, client_id uuid, first integer)
             cross join lateral (
               select id, kind, cause, state, started_at as "startedAt", finished_at as "finishedAt", calls,
                   rows_changed as "rowsChanged", books_version as "booksVersion", tied, error, error_reference as reference
                 from sync_run where client_id = k.client_id order by started_at desc, id limit k.first) r
             order by k.position, r."startedAt" desc, r.id`,
          [JSON.stringify(asked)],
        );
        const runs: SyncRun[][] = keys.map(() => []);
        for (const row of rows) runs[row.position]?.push(runOf(row));
        return runs;
      },
      { maxBatchSize: LARGEST_BATCH, cacheKeyFn: ({ clientId, first }) => `${clientId} ${first}` },
    ),
  };
}

function runOf(row: RunRow): SyncRun {
  const { startedAt, finishedAt } = row;
  return { ...row, startedAt: new Date(startedAt), finishedAt: instant(finishedAt) };
}
