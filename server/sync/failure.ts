import { randomUUID } from 'node:crypto';
import { QuickBooksError } from '../quickbooks/quickBooksError.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import { hold, type Lease } from './lease.js';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/** Wait before the next try: doubling from half a minute to half an hour, of which a random half. `random` in [0, 1). */
export function nextTryAfterMs(attempts: number, random: number): number {
  const span = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 16));
  return Math.round(span / 2 + (random * span) / 2);
}

interface Failure {
  readonly sentence: string;
  readonly needsReconnecting: boolean;
  /** To find the log line again. */
  readonly reference: string;
}

/**
 * Writes down that a sync failed: the list row says so in a plain sentence and keeps its last good figures; the run
 * stays open, so that the next try goes on with it. Throws FenceLost when the client is somebody else's by now.
 */
export async function failRun(
  database: Database,
  logger: Logger,
  lease: Lease,
  error: unknown,
  now: Date,
  random: number,
): Promise<void> {
  const failure = describe(error);
  logger.warn({ err: error, clientId: lease.clientId, reference: failure.reference }, 'a sync failed');
  const dueAt = new Date(now.getTime() + nextTryAfterMs(lease.attempts, random));
  await database.asSync({ clientId: lease.clientId }, async (tx) => {
    await hold(tx, lease, now);
    await tx.execute(
      `update client_row set sync_state = ?, sync_phase = null, sync_percent = null, last_error = ?, last_error_at = ?
         where client_id = ?`,
      [failure.needsReconnecting ? 'NEEDS_RECONNECTING' : 'FAILING', failure.sentence, now, lease.clientId],
    );
    await tx.execute(`update sync_run set error = ?, error_reference = ? where client_id = ? and state = 'RUNNING'`, [
      failure.sentence,
      failure.reference,
      lease.clientId,
    ]);
    await tx.execute(
      `update sync_job set wanted = ?, attempts = attempts + 1, due_at = ?, next_due_at = null, lease_owner = null,
         lease_until = null where client_id = ?`,
      [!failure.needsReconnecting, dueAt, lease.clientId],
    );
  });
}

function describe(error: unknown): Failure {
  if (error instanceof QuickBooksError) {
    const reference = error.tid ?? randomUUID();
    return { sentence: error.message, needsReconnecting: error.kind === 'needs_reconnecting', reference };
  }
  const sentence = 'Something went wrong on our side while the books were read.';
  return { sentence, needsReconnecting: false, reference: randomUUID() };
}
