import { randomUUID } from 'node:crypto';
import { QuickBooksError } from '../quickbooks/quickBooksError.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { Lease } from './lease.js';
import { takeBack } from './takeBack.js';

const FIRST_WAIT_MS = 30_000;
/** Failures of one kind after which changes are no longer asked for. */
const MOST_ALIKE = 2;
const LONGEST_WAIT_MS = 30 * 60_000;

/** Wait before the next try: doubling from half a minute to half an hour, of which a random half. `random` in [0, 1). */
export function nextTryAfterMs(attempts: number, random: number): number {
  const span = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 16));
  return Math.round(span / 2 + (random * span) / 2);
}

interface Failure {
  readonly sentence: string;
  readonly needsReconnecting: boolean;
  /** It lies in what was read, not in the line to QuickBooks: the same changes may fail for ever. */
  readonly mayPersist: boolean;
  /** QuickBooks is not asked before; null: whenever we like. */
  readonly retryAt: Date | null;
  /** To find the log line again. */
  readonly reference: string;
}

/** What a failed run was, as far as it came. */
export interface FailedRun {
  readonly error: unknown;
  /** Calls it made. */
  readonly calls: number;
}

/**
 * Writes down that a sync failed: the list row says so in a plain sentence and keeps its last good figures; what was
 * written ahead is taken back; the run has failed, and the next try goes on with it where it read everything. What cannot
 * be read as changes twice in a row is read as a whole. Taking back may last: what is asked for meanwhile, such as because
 * a grant that counted as lost lives after all, is not put off. Throws FenceLost when the client is somebody else's by now.
 */
export async function failRun(
  database: Database,
  logger: Logger,
  lease: Lease,
  { error, calls }: FailedRun,
  clock: Clock,
  random: number,
): Promise<void> {
  const now = clock.now();
  const failure = describe(error);
  logger.warn({ err: error, clientId: lease.clientId, reference: failure.reference }, 'a sync failed');
  const soonest = now.getTime() + nextTryAfterMs(lease.attempts, random);
  const dueAt = new Date(Math.max(soonest, failure.retryAt?.getTime() ?? 0));
  await database.asSync({ clientId: lease.clientId }, async (tx) => {
    await takeBack(tx, lease, clock);
    await tx.execute(
      `update client_row set sync_state = ?, sync_phase = null, sync_percent = null, sync_rows_read = null,
         sync_rows_per_second = null, last_error = ?, last_error_at = ? where client_id = ?`,
      [failure.needsReconnecting ? 'NEEDS_RECONNECTING' : 'FAILING', failure.sentence, now, lease.clientId],
    );
    await tx.execute(
      `update sync_run set state = 'FAILED', finished_at = ?, error = ?, error_reference = ?, calls = calls + ?
         where client_id = ? and state = 'RUNNING'`,
      [now, failure.sentence, failure.reference, calls, lease.clientId],
    );
    const whole = failure.mayPersist && (await failedAlike(tx, lease.clientId, failure.sentence));
    await tx.execute(
      `update sync_job set wanted = ? or coalesce(requested_at > ?, false), attempts = attempts + 1,
         due_at = case when requested_at > ? then due_at else ?::timestamptz end, next_due_at = null, lease_owner = null,
         lease_until = null, whole = whole or ? where client_id = ?`,
      [!failure.needsReconnecting, now, now, dueAt, whole, lease.clientId],
    );
  });
}

/** Whether the newest runs all read changes and failed with this sentence. */
async function failedAlike(tx: EntityManager, clientId: string, sentence: string): Promise<boolean> {
  const runs = await tx.execute<{ alike: boolean }[]>(
    `select coalesce(state = 'FAILED' and kind = 'INCREMENTAL' and error = ?, false) as alike from sync_run
       where client_id = ? order by started_at desc limit ?`,
    [sentence, clientId, MOST_ALIKE],
  );
  return runs.length === MOST_ALIKE && runs.every(({ alike }) => alike);
}

function describe(error: unknown): Failure {
  if (error instanceof QuickBooksError) {
    const reference = error.tid ?? randomUUID();
    const { kind, message: sentence, retryAt } = error;
    // An answer that is no report at all, such as a page of a proxy, comes with its status.
    const mayPersist = kind === 'unreadable' && error.status === null;
    return { sentence, needsReconnecting: kind === 'needs_reconnecting', mayPersist, retryAt, reference };
  }
  const sentence = 'Something went wrong on our side while the books were read.';
  return { sentence, needsReconnecting: false, mayPersist: true, retryAt: null, reference: randomUUID() };
}
