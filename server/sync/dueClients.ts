import type { Database } from '../platform/database.js';

/**
 * Asks for a sync of every client whose next day has begun in its own time zone since its last good sync. Clients that
 * are being synced, wait for their turn or for a person, are left as they are. One statement for any number of them;
 * answers how many were asked for.
 */
export async function wantDueClients(database: Database, now: Date): Promise<number> {
  const { affectedRows } = await database.asSync({}, (tx) =>
    tx.execute<{ affectedRows: number }>(
      `update sync_job set wanted = true, due_at = ?, attempts = 0, cause = 'SWEEP'
         where not wanted and not paused and next_due_at <= ?`,
      [now, now],
      'run',
    ),
  );
  return affectedRows;
}

/** Lets clients whose last sync failed be tried at once: a server that starts anew need not wait out old backoffs. */
export async function hurryWaiting(database: Database, now: Date): Promise<void> {
  await database.asSync({}, (tx) =>
    tx.execute('update sync_job set due_at = ? where wanted and attempts > 0 and due_at > ?', [now, now]),
  );
}
