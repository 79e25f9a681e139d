import type { ClockJob } from '../../platform/jobs.js';
import { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import { NOTHING_FOUND, reconcileClient, type Reconciled } from './reconcileClient.js';
import type { ReconcileParts } from './sendingParts.js';

const EVERY_MINUTES = 24 * 60;
/** Clients of one night. */
const MOST_CLIENTS = 5_000;

/**
 * Holds the effects of decisions against what QuickBooks says has changed, every night: what was recorded without being
 * known becomes known, and what has become of a payment since is said on its decision. Run twice it finds nothing more.
 */
export function createReconcileJob(parts: ReconcileParts): ClockJob {
  return { name: 'decisions.reconcile', everyMinutes: EVERY_MINUTES, work: () => reconcileAll(parts) };
}

async function reconcileAll(parts: ReconcileParts): Promise<void> {
  const clients = await parts.database.asSync({}, (tx) =>
    tx.execute<{ client_id: string }[]>(
      `select client_id from sync_job where not paused order by client_id limit ${MOST_CLIENTS}`,
    ),
  );
  let found: Reconciled = NOTHING_FOUND;
  let unread = 0;
  for (const { client_id: clientId } of clients) {
    try {
      found = sumOf(found, await reconcileClient(parts, clientId));
    } catch (error) {
      if (!(error instanceof QuickBooksError))
        parts.logger.error({ err: error, clientId }, 'effects of a client could not be reconciled');
      // The others go on, and the next night asks from where this one would have.
      unread += 1;
    }
  }
  const unmatched = found.recovered + found.second + found.gone + found.contradicted;
  const told = { ...found, unmatched, unread };
  if (unmatched > 0 || unread > 0) parts.logger.warn(told, 'effects and QuickBooks are reconciled, not all matched');
  else parts.logger.info(told, 'effects and QuickBooks are reconciled');
}

function sumOf(a: Reconciled, b: Reconciled): Reconciled {
  return {
    matched: a.matched + b.matched,
    recovered: a.recovered + b.recovered,
    second: a.second + b.second,
    gone: a.gone + b.gone,
    contradicted: a.contradicted + b.contradicted,
    unknown: a.unknown + b.unknown,
  };
}
