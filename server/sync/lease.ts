import { randomUUID } from 'node:crypto';
import type { Database, EntityManager } from '../platform/database.js';

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

/** Takes the client whose sync has been due the longest, and that nobody holds; null when there is none. */
export async function claim(database: Database, owner: string, now: Date): Promise<Lease | null> {
  return database.asSync({}, async (tx) => {
    const [row] = await tx.execute<
      { client_id: string; firm_id: string; fence: string; attempts: number; run_id: string | null }[]
    >(
      `update sync_job set lease_owner = ?, lease_until = ?, fence = fence + 1
         where client_id = (select client_id from sync_job
           where wanted and due_at <= ? and (lease_until is null or lease_until < ?)
           order by due_at, client_id limit 1 for update skip locked)
       returning client_id, firm_id, fence::text, attempts, run_id`,
      [owner, leaseEnd(now), now, now],
    );
    if (!row) return null;
    const { client_id: clientId, firm_id: firmId, fence, attempts, run_id: runId } = row;
    return { clientId, firmId, owner, fence, attempts, runId };
  });
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
      `update sync_job set lease_owner = null, lease_until = null, due_at = ?
         where client_id = ? and lease_owner = ? and fence = ?::bigint`,
      [dueAt, lease.clientId, lease.owner, lease.fence],
    ),
  );
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
