import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { KeyRing } from '../platform/secrets.js';
import { heldRow, readAgain, tokenContext } from './connectionRow.js';

interface Parts {
  readonly database: Database;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Reads on with companies that waited for a person only because no key of the ring opened their tokens: a ring that was
 * written wrong and is put right asks nobody to sign in to QuickBooks again (decision record 0015). Those whose grant
 * QuickBooks ended are marked so, and left. Once at the start of a process: a ring changes with it.
 */
export async function readOpenedAgain({ database, keys, clock, logger }: Parts): Promise<void> {
  const waiting = await database.asSync({}, (tx) =>
    tx.execute<{ clientId: string }[]>(
      `select client_id as "clientId" from sync_job
         where not wanted and not paused and lease_owner is null and next_due_at is null order by client_id`,
    ),
  );
  for (const { clientId } of waiting) {
    const work = database.asSync({ clientId }, async (tx) => {
      if (!(await waitsForItsKey(tx, clientId)) || !(await opens(tx, keys, clientId))) return false;
      await readAgain(tx, clientId, clock.now());
      return true;
    });
    // One that another process holds keeps nobody from starting: it is looked at again at the next start.
    const isOpened = await work.catch((error: unknown) => {
      logger.warn({ err: error, clientId }, 'whether the kept tokens open again is not known');
      return false;
    });
    if (isOpened) logger.info({ clientId }, 'the kept tokens open again; the company is read on');
  }
}

/** The job's row first, as a sync takes it; another process may have been here. */
async function waitsForItsKey(tx: EntityManager, clientId: string): Promise<boolean> {
  const [job] = await tx.execute<{ wanted: boolean }[]>(
    `select j.wanted from sync_job j join client_row r on r.client_id = j.client_id
       where j.client_id = ?::uuid and r.sync_state = 'NEEDS_RECONNECTING' for update of j`,
    [clientId],
  );
  return job?.wanted === false;
}

async function opens(tx: EntityManager, keys: KeyRing, clientId: string): Promise<boolean> {
  const row = await heldRow(tx, clientId);
  if (!row || row.needs_reconnecting) return false;
  try {
    keys.open(row.access_token_sealed, tokenContext(clientId, 'access'));
    keys.open(row.refresh_token_sealed, tokenContext(clientId, 'refresh'));
    return true;
  } catch {
    // As before: it waits for its key, or for a person.
    return false;
  }
}
