import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';

/** A browser profile that was never used. */
export function freshProfile(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Waits until a condition holds; fails after a second. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 1_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not come to hold within a second.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
