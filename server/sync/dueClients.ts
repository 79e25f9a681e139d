import { dateInZone } from '../../domain/calendar.js';
import type { Database } from '../platform/database.js';

/**
 * Asks for a sync of every connected client whose figures stand for a date before its own today, or whose last sync
 * failed. Clients that are being synced, or wait for their turn, are left as they are. Answers how many were asked for.
 */
export async function wantDueClients(database: Database, now: Date): Promise<number> {
  const jobs = await database.asSync({}, (tx) =>
    tx.execute<{ client_id: string; firm_id: string }[]>(
      'select client_id, firm_id from sync_job where not wanted order by client_id',
    ),
  );
  let wanted = 0;
  for (const job of jobs) {
    if (await wantIfDue(database, job.client_id, now)) wanted += 1;
  }
  return wanted;
}

async function wantIfDue(database: Database, clientId: string, now: Date): Promise<boolean> {
  return database.asSync({ clientId }, async (tx) => {
    const [row] = await tx.execute<{ as_of: string | null; time_zone: string; sync_state: string }[]>(
      'select as_of::text, time_zone, sync_state from client_row where client_id = ?',
      [clientId],
    );
    if (!row || row.sync_state === 'NEEDS_RECONNECTING' || row.sync_state === 'NOT_CONNECTED') return false;
    const isCurrent = row.as_of !== null && row.as_of >= dateInZone(now, row.time_zone);
    if (isCurrent && row.sync_state === 'SYNCED') return false;
    await tx.execute('update sync_job set wanted = true, due_at = ?, attempts = 0 where client_id = ? and not wanted', [
      now,
      clientId,
    ]);
    return true;
  });
}

/** Lets clients whose last sync failed be tried at once: a server that starts anew need not wait out old backoffs. */
export async function hurryWaiting(database: Database, now: Date): Promise<void> {
  await database.asSync({}, (tx) =>
    tx.execute('update sync_job set due_at = ? where wanted and due_at > ?', [now, now]),
  );
}
