import type { EntityManager } from '../platform/database.js';

/**
 * Runs statements that join a company's rows with each other. Right after a first sync the database has no statistics,
 * takes the company for a few rows and would look each up by itself: minutes in place of seconds.
 */
export async function inBulk<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.execute(`select set_config('enable_nestloop', 'off', true), set_config('cursor_tuple_fraction', '1', true)`);
  const result = await work();
  await tx.execute(`select set_config('enable_nestloop', 'on', true)`);
  return result;
}
