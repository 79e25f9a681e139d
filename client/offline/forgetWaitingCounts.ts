import { forgetNamed } from './forgetNamed.js';

/** How the counts outside IndexedDB are named (`waitingCount.ts`). */
export const COUNT_PREFIX = 'runway-queue';

/** After a wipe nothing is missed: of every person. */
export function forgetWaitingCounts(): void {
  forgetNamed(COUNT_PREFIX);
}
