import { useCallback, useEffect, useMemo, useState } from 'react';
import { holdOrder } from './heldOrder.js';

export interface HeldOrder {
  readonly ids: readonly string[];
  /** How many would move; 0 while the order is the fresh one. */
  readonly moved: number;
  readonly reorder: () => void;
}

interface Held {
  readonly key: string;
  readonly ids: readonly string[];
}

/**
 * Keeps the order while someone reads. It is given anew when `key` changes (a person filtered or sorted), when asked
 * for, and when someone comes back to a page that was hidden.
 */
export function useHeldOrder(fresh: readonly string[], key: string): HeldOrder {
  const [held, setHeld] = useState<Held>({ key, ids: fresh });
  const current = held.key === key && held.ids.length > 0 ? held.ids : fresh;
  if (held.key !== key || held.ids.length === 0) {
    if (fresh.length > 0 || held.key !== key) setHeld({ key, ids: fresh });
  }
  const { ids, moved } = useMemo(() => holdOrder(current, fresh), [current, fresh]);
  const reorder = useCallback(() => setHeld({ key, ids: fresh }), [key, fresh]);
  useEffect(() => {
    const onReturn = (): void => {
      if (document.visibilityState === 'hidden') return;
      reorder();
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [reorder]);
  return { ids, moved, reorder };
}
