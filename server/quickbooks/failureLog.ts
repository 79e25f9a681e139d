import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { QuickBooksErrorKind } from './quickBooksError.js';

/** One try that failed, as support at Intuit wants it told: never a token, never a body. */
export interface FailedTry {
  readonly kind: QuickBooksErrorKind;
  readonly status: number | null;
  /** QuickBooks' own code. */
  readonly code: string | null;
  /** Intuit's transaction id. */
  readonly tid: string | null;
  /** What was asked for, e.g. `query Bill`. */
  readonly place: string;
  /** Counted from 1. */
  readonly attempt: number;
}

/** Failures kept for each client. */
export const KEPT_FAILURES = 200;

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps a client's failed try with the run that is under way, and drops what is older than the last KEPT_FAILURES. Never
 * throws: what failed first is what the caller must hear of.
 */
export async function keepFailure(
  { database, clock, logger }: Parts,
  clientId: string,
  failed: FailedTry,
): Promise<void> {
  const { kind, status, code, tid, place, attempt } = failed;
  try {
    await database.asSync({ clientId }, async (tx) => {
      await tx.execute(
        `insert into sync_failure (client_id, firm_id, run_id, at, kind, status, code, tid, place, attempt)
         select c.id, c.firm_id, (select r.id from sync_run r where r.client_id = c.id and r.state = 'RUNNING' limit 1),
                ?, ?, ?, ?, ?, ?, ? from client c where c.id = ?`,
        [
          clock.now(),
          kind,
          status,
          code?.slice(0, 40) ?? null,
          tid?.slice(0, 100) ?? null,
          place.slice(0, 200),
          attempt,
          clientId,
        ],
      );
      await tx.execute(
        `delete from sync_failure where client_id = ? and id in
           (select id from sync_failure where client_id = ? order by at desc, id desc offset ${KEPT_FAILURES})`,
        [clientId, clientId],
      );
    });
  } catch (error) {
    logger.warn({ err: error, clientId, ...failed }, 'a failed call to QuickBooks could not be kept');
  }
}
