import { useSyncExternalStore } from 'react';
import type { IsoDate } from '../../domain/units.js';

/** The mark that was set last: it is taken back from the page that followed. */
export interface LastReviewed {
  readonly clientId: string;
  readonly name: string;
  readonly week: IsoDate;
}

let last: LastReviewed | null = null;
const listeners = new Set<() => void>();

export function rememberReviewed(reviewed: LastReviewed | null): void {
  last = reviewed;
  for (const listener of listeners) listener();
}

export function useLastReviewed(): LastReviewed | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
  );
}
