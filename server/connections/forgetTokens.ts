import type { Database } from '../platform/database.js';

/** Forgets a client's tokens. Safe to repeat. */
export async function forgetTokens(database: Database, clientId: string): Promise<void> {
  await database.asSync({ clientId }, (tx) =>
    tx.execute('delete from quickbooks_connection where client_id = ?::uuid', [clientId]),
  );
}
