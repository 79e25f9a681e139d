/** How the counts outside IndexedDB are named (`waitingCount.ts`). */
export const COUNT_PREFIX = 'runway-queue';

/** After a wipe nothing is missed: of every person. */
export function forgetWaitingCounts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(COUNT_PREFIX)) localStorage.removeItem(name);
  } catch {
    // Storage is switched off: nothing was counted.
  }
}
