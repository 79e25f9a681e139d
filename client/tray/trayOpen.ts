import { useSyncExternalStore } from 'react';

let isOpen = false;
const listeners = new Set<() => void>();

/** Opens the tray over the page, or closes it. */
export function showTray(open: boolean): void {
  isOpen = open;
  for (const listener of listeners) listener();
}

/** Whether the tray lies over the page. */
export function useTrayOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
}
