import { undoPending } from '../books/pendingVersion.js';
import type { Clock } from '../platform/clock.js';
import type { EntityManager } from '../platform/database.js';
import { hold, refuseLost, type Lease } from './lease.js';

/**
 * Takes back what was written ahead of the shown books, in the holder's transaction, and then prolongs the lease: taking
 * back a large version takes minutes, in which heartbeats must go on and notices must be able to mark the client. From
 * then on the job's row is locked until the transaction ends. Answers the instant. Throws FenceLost, so that nothing is
 * taken back by one whose client is somebody else's by the end of it.
 */
export async function takeBack(tx: EntityManager, lease: Lease, clock: Clock): Promise<Date> {
  // One that lost the client long ago would lock the new holder's books for nothing.
  await refuseLost(tx, lease);
  await undoPending(tx, lease);
  const now = clock.now();
  await hold(tx, lease, now);
  return now;
}
