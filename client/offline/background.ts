/** The queue without a page: what a closed tab began is finished by the service worker, under the same lock, with the same code. */
import { DeviceRows } from './deviceRows.js';
import { DeviceStore } from './deviceStore.js';
import { Outbox } from './outbox.js';
import { browserLine } from './outboxLine.js';
import { WebLock } from './outboxLock.js';
import { OutboxRows } from './outboxRows.js';
import type { OutboxSend } from './outboxSend.js';
import type { WaitingCounter } from './waitingCounter.js';

/** A worker has no local storage: what it takes away, the next page counts. */
const COUNTS_NOTHING: WaitingCounter = { read: () => ({ made: 0, waiting: 0 }), write: () => undefined };

/**
 * Sends what waits of the person whose device this is, in their name. Makes nothing where nothing is.
 * @throws Error while something still waits, so that the browser tries again later.
 */
export async function drainInBackground(sendAs: (viewerId: string) => OutboxSend): Promise<void> {
  const store = new DeviceStore();
  try {
    const viewerId = await DeviceRows.ownerOf(store);
    const waiting = viewerId === null ? 0 : await store.read((db) => db.count('outbox'));
    if (viewerId === null || waiting === 0) return;
    const { vault } = await DeviceRows.open(viewerId, store);
    const line = browserLine();
    const outbox = new Outbox({
      rows: new OutboxRows(vault, COUNTS_NOTHING),
      line,
      lock: new WebLock({ line, locks: 'locks' in navigator ? navigator.locks : null }),
      send: sendAs(viewerId),
      now: Date.now,
      random: Math.random,
    });
    await outbox.open();
    const { items } = await outbox.resting();
    outbox.close();
    if (items.some(({ state }) => state === 'WAITING')) throw new Error('Something still waits on this device.');
  } finally {
    await store.close();
  }
}
