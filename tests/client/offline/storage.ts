import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';

/** A browser profile that was never used. */
export function freshProfile(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Waits until a condition holds; fails after thirty seconds, or as many milliseconds as are given. */
export async function until(holds: () => boolean, milliseconds = 30_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come to hold within ${milliseconds} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
