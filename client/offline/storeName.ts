import type { Vault } from './deviceRows.js';

/**
 * The name of this storage: made with the first look and gone with the person's key, so that another one says that the
 * browser emptied what was kept. Null where it was emptied just now, and where the name finds no room.
 */
export async function storeName({ store, viewerId }: Vault): Promise<string | null> {
  const known = await store.read((db) => db.get('keys', viewerId));
  if (known?.store !== undefined) return known.store;
  let name: string | null = null;
  const written = await store.write(['keys'], 'strict', async (tx) => {
    const row = await tx.objectStore('keys').get(viewerId);
    // Another tab may have named it in between.
    name = row === undefined ? null : (row.store ?? crypto.randomUUID());
    if (row !== undefined && name !== null) await tx.objectStore('keys').put({ ...row, store: name });
  });
  return written.kept ? name : null;
}
