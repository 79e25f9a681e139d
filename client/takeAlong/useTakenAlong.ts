import { useEffect, useSyncExternalStore } from 'react';
import { takeAlong, type Room, type TakenAlong } from '../offline/index.js';

/** What is on this device, measured anew while `changed` changes. */
export function useTakenAlong(changed: unknown): TakenAlong {
  useEffect(() => {
    // A device that was closed meanwhile has nothing to measure; what was shown stays.
    room()
      .then((of) => takeAlong.measure(of))
      .catch(() => undefined);
  }, [changed]);
  return useSyncExternalStore(takeAlong.subscribe, takeAlong.get);
}

/** Browsers that do not say, or refuse to: not known. */
async function room(): Promise<Room> {
  const storage = browserStorage();
  if (storage === null) return { quota: null, used: null, isPersistent: null };
  const { quota, usage }: StorageEstimate = await storage.estimate().catch(() => ({}));
  return { quota: quota ?? null, used: usage ?? null, isPersistent: await storage.persisted().catch(() => null) };
}

function browserStorage(): StorageManager | null {
  const storage = typeof navigator === 'undefined' ? undefined : (navigator as Partial<Navigator>).storage;
  return storage !== undefined && 'estimate' in storage ? storage : null;
}
