import { useSyncExternalStore } from 'react';
import type { IsoDate } from '../../domain/units.js';

/** Marks that were set last, by one act: they are taken back together, from whatever page followed. */
export interface LastReviewed {
  /** `Larkspur Joinery`, `27 clients`. */
  readonly whose: string;
  readonly marks: readonly ReviewMarkSet[];
}

/** One mark that was set: by which operation, so that no other mark is taken back with it. */
export interface ReviewMarkSet {
  readonly clientId: string;
  readonly week: IsoDate;
  readonly mark: string;
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
