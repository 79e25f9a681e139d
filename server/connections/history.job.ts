import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { ClockJob } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { dropStaged, takeBackUnshown } from './unshown.js';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

const DAY_MS = 24 * 3_600_000;
const KEPT_DAYS = 90;
/** The page of connections shows a hundred at most. */
const RUNS_KEPT = 200;
/** Clients asked for at a time. */
const PAGE = 500;

interface Queued {
  readonly clientId: string;
  readonly firmId: string;
  readonly connected: boolean;
}

/** How many of each. */
interface Dropped {
  readonly runs: number;
  readonly evidence: number;
}

/**
 * Forgets what nobody asks for any more, once a day: runs older than ninety days beyond a client's newest two hundred;
 * evidence that a newer sync of the same date and books stands for, unless it names a difference of the last ninety days;
 * and what a disconnect could not take back because a merge was at it. Each client by itself; where that fails, the others'
 * go on.
 */
export function createHistoryJob(parts: Parts): ClockJob {
  return { name: 'connections.history', everyMinutes: 24 * 60, work: () => clearHistory(parts) };
}

async function clearHistory({ database, clock, logger }: Parts): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS);
  const dropped = { runs: 0, evidence: 0 };
  for (let after: string | null = null; ;) {
    const clients: Queued[] = await nextClients(database, after);
    for (const client of clients) {
      try {
        const { runs, evidence } = await clearClient(database, client, before);
        dropped.runs += runs;
        dropped.evidence += evidence;
      } catch (error) {
        // The others go on, and the next round finds what this one has left.
        logger.error({ err: error, clientId: client.clientId }, 'the history of a client could not be cleared');
      }
    }
    after = clients.at(-1)?.clientId ?? null;
    if (clients.length < PAGE) break;
  }
  if (dropped.runs + dropped.evidence > 0) logger.info(dropped, 'old runs and evidence are dropped');
}

async function clearClient(
  database: Database,
  { clientId, firmId, connected }: Queued,
  before: Date,
): Promise<Dropped> {
  if (!connected) await database.asSync({ clientId }, (tx) => takeBackUnshown(tx, { clientId, firmId }));
  return database.asSync({ clientId }, async (tx) => {
    if (!connected) await dropLeftovers(tx, clientId);
    const runs = await dropRuns(tx, clientId, before);
    return { runs, evidence: await dropEvidence(tx, clientId, before) };
  });
}

function nextClients(database: Database, after: string | null): Promise<Queued[]> {
  return database.asSync({}, (tx) =>
    tx.execute<Queued[]>(
      `select client_id as "clientId", firm_id as "firmId", realm_id is not null as connected from sync_job
         where ?::uuid is null or client_id > ?::uuid order by client_id limit ${PAGE}`,
      [after, after],
    ),
  );
}

/** The job's row first, as a sync takes it: somebody may connect the company again right now. */
async function dropLeftovers(tx: EntityManager, clientId: string): Promise<void> {
  const [job] = await tx.execute<{ connected: boolean }[]>(
    'select realm_id is not null as connected from sync_job where client_id = ? for update',
    [clientId],
  );
  if (job && !job.connected) await dropStaged(tx, clientId);
}

async function dropRuns(tx: EntityManager, clientId: string, before: Date): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `delete from sync_run where client_id = ? and state <> 'RUNNING' and started_at < ? and id in (
       select id from sync_run where client_id = ? order by started_at desc, id offset ${RUNS_KEPT})`,
    [clientId, before, clientId],
    'run',
  );
  return affectedRows;
}

async function dropEvidence(tx: EntityManager, clientId: string, before: Date): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `delete from tie_out t using (
       select run_id, row_number() over (partition by as_of, books_version order by checked_at desc, run_id) as place
         from tie_out where client_id = ?) r
       where t.client_id = ? and t.run_id = r.run_id and r.place > 1 and (t.tied or t.checked_at < ?)`,
    [clientId, clientId, before],
    'run',
  );
  return affectedRows;
}
