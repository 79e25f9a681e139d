import { randomUUID } from 'node:crypto';
import type { Database, EntityManager } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';
import type { SyncCause } from './wants.js';

/** A worker that stops saying it lives loses its work after this long. */
export const LEASE_MS = 20_000;

/**
 * The right to sync one client, until it lapses. `fence` rises with every claim: older holders can write nothing. Instants
 * are each process's own: clocks that differ by more than a lease have clients claimed away from who still reads them,
 * which costs calls and never a wrong book, so hosts keep their clocks by NTP.
 */
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
  /** What was asked for last when it was claimed, as PostgreSQL writes instants; null: nothing was asked for. */
  readonly requestedAt: string | null;
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
  readonly requested_at: string | null;
}

/** Reading leaves QuickBooks' rate to decisions that are being sent, for at most this long. */
const WAITS_FOR_DECISIONS_MS = 30_000;
/** Asked with the instant before which what is due waits no more, and the instant now. */
const LEAVES_TO_DECISIONS = `(due_at < ? or not exists (
  select from decision_outbox o where o.client_id = sync_job.client_id and o.lease_until >= ?))`;

/**
 * Takes the client whose sync has been due the longest, and that nobody holds; null when there is none. What somebody
 * waits for goes before sweeps; without `maySweep` these are left to others. Whatever asked for it so far is answered by
 * this run: a request that comes later makes it wanted again. Where a whole reading was left in its middle, its beginning
 * is older than the requests, and they are kept. A client whose decisions are being sent waits a moment.
 */
export async function claim(database: Database, owner: string, now: Date, maySweep = true): Promise<Lease | null> {
  return database.asSync({}, async (tx) => {
    const [row] = await tx.execute<ClaimedRow[]>(
      `update sync_job j set lease_owner = ?, lease_until = ?, fence = j.fence + 1, claimed_at = ?, noticed_at = null,
         requested_at = case when j.run_id is null then null else j.requested_at end
         from (select client_id, requested_at from sync_job
           where wanted and not paused and due_at <= ? and (lease_until is null or lease_until < ?)
             and (? or cause <> 'SWEEP') and ${LEAVES_TO_DECISIONS}
           order by cause = 'SWEEP', due_at, client_id limit 1 for update skip locked) picked
         where j.client_id = picked.client_id
       returning j.client_id, j.firm_id, j.fence::text, j.attempts, j.run_id, j.cause, j.whole,
         picked.requested_at::text as requested_at`,
      [owner, leaseEnd(now), now, now, now, maySweep, new Date(now.getTime() - WAITS_FOR_DECISIONS_MS), now],
    );
    if (!row) return null;
    const { client_id: clientId, firm_id: firmId, fence, attempts, run_id: runId, cause, whole } = row;
    return { clientId, firmId, owner, fence, attempts, runId, cause, whole, requestedAt: row.requested_at };
  });
}

/** When the next client that nobody holds is due; null when none is wanted. `maySweep` as with `claim`. */
export async function nextDueAt(database: Database, now: Date, maySweep = true): Promise<Date | null> {
  const [row] = await database.asSync({}, (tx) =>
    tx.execute<{ due_at: Instant }[]>(
      `select min(due_at) as due_at from sync_job
         where wanted and not paused and (lease_until is null or lease_until < ?) and (? or cause <> 'SWEEP')
           and ${LEAVES_TO_DECISIONS}`,
      [now, maySweep, new Date(now.getTime() - WAITS_FOR_DECISIONS_MS), now],
    ),
  );
  return instant(row?.due_at ?? null);
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

/**
 * Throws FenceLost where the lease has passed already. Locks nothing, so that it may pass right after: it spares work that
 * `hold` would refuse at the end.
 */
export async function refuseLost(tx: EntityManager, { clientId, owner, fence }: Lease): Promise<void> {
  const held = await tx.execute<object[]>(
    'select 1 from sync_job where client_id = ? and lease_owner = ? and fence = ?::bigint',
    [clientId, owner, fence],
  );
  if (held.length === 0) throw new FenceLost();
}

/** Gives the client back, unfinished, for whoever claims next. Does nothing when the lease is lost already. */
export async function release(database: Database, lease: Lease, dueAt: Date): Promise<void> {
  await database.asSync({ clientId: lease.clientId }, (tx) =>
    tx.execute(
      `update sync_job set lease_owner = null, lease_until = null, due_at = ?
         where client_id = ? and lease_owner = ? and fence = ?::bigint`,
      [dueAt, lease.clientId, lease.owner, lease.fence],
    ),
  );
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
