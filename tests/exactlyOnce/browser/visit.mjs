import { setTimeout as wait } from 'node:timers/promises';
import { draft, openConsole, queueAll, undo } from './hands.mjs';

/**
 * One visit of a client's Console: decides on its documents by keys; without a network for `offlineMs` where that is given,
 * and takes all of it back after `undoMs` where that is. Answers how many were selected by Shift.
 */
export async function visit(device, page, acts, { offlineMs = null, undoMs = null } = {}) {
  if (!page) throw new Error('no tab is there');
  await openConsole(page, acts[0].document.shown.clientId);
  const byShift = await draft(page, acts);
  if (offlineMs !== null) await device.browser.setOffline(true);
  try {
    await queueAll(page, acts.length, (work) => device.inTurn(work));
    if (undoMs !== null) {
      await wait(undoMs);
      await undo(page);
    }
    return byShift;
  } finally {
    if (offlineMs !== null) {
      await wait(offlineMs);
      await device.browser.setOffline(false);
    }
  }
}
