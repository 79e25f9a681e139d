import { randomUUID } from 'node:crypto';
import type { Database, EntityManager } from '../platform/database.js';
import type { SyncCause } from './wants.js';

/** A worker that stops saying it lives loses its work after this long. */
export const LEASE_MS = 20_000;

/** The right to sync one client, until it lapses. `fence` rises with every claim: older holders can write nothing. */
export interface Lease {
  readonly clientId: string;
  readonly firmId: string;
  readonly owner: string;
  readonly fence: string;
  readonly attempts: number;
  /** The run that was begun and not finished; null for a new one. */
  readonly runId: string | null;
  readonly cause: SyncCause;
  /** Everything is to be read again. */
  readonly whole: boolean;
}

/** Somebody else holds the client's sync now: whatever was read is theirs to write. */
export class FenceLost extends Error {
  constructor() {
    super('the lease of this sync has passed to another worker');
    this.name = 'FenceLost';
  }
}

/** A name for a worker that no other has. */
export function workerName(): string {
  return `${process.pid}-${randomUUID()}`;
}

interface ClaimedRow {
  readonly client_id: string;
  readonly firm_id: string;
  readonly fence: string;
  readonly attempts: number;
  readonly run_id: string | null;
  readonly cause: SyncCause;
  readonly whole: boolean;
}

/**
 * Takes the client whose sync has been due the longest, and that nobody holds; null when there is none. Whatever asked
 * for it so far is answered by this run: a request that comes later makes it wanted again. Where a run is gone on with,
 * its beginning is older than the requests, and they are kept.
 */
export async function claim(database: Database, owner: string, now: Date): Promise<Lease | null> {
  return database.asSync({}, async (tx) => {
    const [row] = await tx.execute<ClaimedRow[]>(
      `update sync_job j set lease_owner = ?, lease_until = ?, fence = j.fence + 1, claimed_at = ?, noticed_at = null,
         requested_at = case when j.run_id is null then null else j.requested_at end, cause = 'NOTICE'
         from (select client_id, cause from sync_job
           where wanted and not paused and due_at <= ? and (lease_until is null or lease_until < ?)
           order by due_at, client_id limit 1 for update skip locked) picked
         where j.client_id = picked.client_id
       returning j.client_id, j.firm_id, j.fence::text, j.attempts, j.run_id, picked.cause, j.whole`,
      [owner, leaseEnd(now), now, now, now],
    );
    if (!row) return null;
    const { client_id: clientId, firm_id: firmId, fence, attempts, run_id: runId, cause, whole } = row;
    return { clientId, firmId, owner, fence, attempts, runId, cause, whole };
  });
}

/** When the next client that nobody holds is due; null when none is wanted. */
export async function nextDueAt(database: Database, now: Date): Promise<Date | null> {
  const [row] = await database.asSync({}, (tx) =>
    tx.execute<{ due_at: Date | string | null }[]>(
      'select min(due_at) as due_at from sync_job where wanted and not paused and (lease_until is null or lease_until < ?)',
      [now],
    ),
  );
  return row?.due_at ? new Date(row.due_at) : null;
}

/** Prolongs the lease inside the holder's transaction, which locks the job's row until it ends. Throws FenceLost. */
export async function hold(tx: EntityManager, lease: Lease, now: Date): Promise<void> {
  const result = await tx.execute<{ affectedRows: number }>(
    'update sync_job set lease_until = ? where client_id = ? and lease_owner = ? and fence = ?::bigint',
    [leaseEnd(now), lease.clientId, lease.owner, lease.fence],
    'run',
  );
  if (result.affectedRows !== 1) throw new FenceLost();
}

/** Gives the client back, unfinished, for whoever claims next. Does nothing when the lease is lost already. */
export async function release(database: Database, lease: Lease, dueAt: Date): Promise<void> {
  await database.asSync({ clientId: lease.clientId }, (tx) =>
    tx.execute(
      `update sync_job set lease_owner = null, lease_until = null, due_at = ?,
         cause = case when requested_at is null then ? else cause end
         where client_id = ? and lease_owner = ? and fence = ?::bigint`,
      [dueAt, lease.cause, lease.clientId, lease.owner, lease.fence],
    ),
  );
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
