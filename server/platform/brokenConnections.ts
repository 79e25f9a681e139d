import type { Pool, PoolClient } from 'pg';

/**
 * Has a connection that breaks while a transaction holds it leave its pool. Kysely gives one back only after a commit or a
 * rollback that succeeded, and on a broken connection neither does: each would keep its place for good, and a pool whose
 * places are all kept so lets nobody in again, however well the database is.
 */
export function dropBrokenConnections(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!held.has(client)) return;
      client.release(true);
      // Whoever holds it may still give it back, which is done.
      client.release = () => undefined;
    });
  });
}
