import { startBeats } from '../platform/beats.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import { FenceLost, hold, LEASE_MS, type Lease } from './lease.js';

interface HeartbeatParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Prolongs a lease now and again until the answer is called, one beat at a time; `lost` is aborted once the client is
 * somebody else's.
 */
export function startHeartbeat(
  { database, clock, logger }: HeartbeatParts,
  lease: Lease,
  lost: AbortController,
  everyMs = LEASE_MS / 4,
): () => void {
  return startBeats(everyMs, async () => {
    try {
      await database.asSync({ clientId: lease.clientId }, (tx) => hold(tx, lease, clock.now()));
    } catch (error) {
      if (error instanceof FenceLost) lost.abort(error);
      else logger.warn({ err: error, clientId: lease.clientId }, 'a lease could not be prolonged');
    }
  });
}
