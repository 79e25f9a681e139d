import { COUNT_PREFIX as PREFIX } from './forgetWaitingCounts.js';
import type { WaitingCount, WaitingCounter } from './waitingCounter.js';

const NONE: WaitingCount = { made: 0, waiting: 0 };

/** Of one person. Where the browser keeps nothing it counts nothing. */
export function waitingCounter(viewerId: string, storage = browserStorage()): WaitingCounter {
  const keys = { made: `${PREFIX}-made:${viewerId}`, waiting: `${PREFIX}-waiting:${viewerId}` };
  return {
    read: () =>
      attempt(() => ({ made: numberAt(storage, keys.made), waiting: numberAt(storage, keys.waiting) })) ?? NONE,
    write: ({ made, waiting }) => {
      attempt(() => {
        storage?.setItem(keys.made, String(made));
        storage?.setItem(keys.waiting, String(waiting));
      });
    },
  };
}

function numberAt(storage: Storage | null, key: string): number {
  const value = Number(storage?.getItem(key) ?? 0);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Storage that is switched off throws: the count is then not kept, and nothing else is worse for it. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function browserStorage(): Storage | null {
  return attempt(() => (typeof localStorage === 'undefined' ? null : localStorage));
}
