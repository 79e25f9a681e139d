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
 * Prolongs a lease now and again until the answer is called; `lost` is aborted once the client is somebody else's. One
 * beat at a time: where the job's row is locked, it waits, and others would each wait on a connection of their own.
 */
export function startHeartbeat(
  { database, clock, logger }: HeartbeatParts,
  lease: Lease,
  lost: AbortController,
  everyMs = LEASE_MS / 4,
): () => void {
  let isUnderWay = false;
  const beat = async (): Promise<void> => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await database.asSync({ clientId: lease.clientId }, (tx) => hold(tx, lease, clock.now()));
    } catch (error) {
      if (error instanceof FenceLost) lost.abort(error);
      else logger.warn({ err: error, clientId: lease.clientId }, 'a lease could not be prolonged');
    } finally {
      isUnderWay = false;
    }
  };
  const timer = setInterval(() => void beat(), everyMs);
  return () => clearInterval(timer);
}
