import { openDB } from 'idb';
import { DATABASE_NAME, STORE_NAMES } from '../../../client/offline/deviceStore.js';

/** The device's database as anything but the app has it: past keys, rows and their checks. */
export async function raw<T>(work: (db: Awaited<ReturnType<typeof openDB>>) => Promise<T>): Promise<T> {
  const db = await openDB(DATABASE_NAME);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** What a browser does when it clears a site's storage under an open page. */
export function emptiedByTheBrowser(): Promise<void> {
  return raw(async (db) => {
    for (const name of STORE_NAMES) await db.clear(name);
  });
}

/** The ids of what is queued, whoever's it is. */
export async function queuedHere(): Promise<readonly string[]> {
  return raw(async (db) => (await db.getAllKeys('outbox')).map(String));
}
