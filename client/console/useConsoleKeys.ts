import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/useAnyKey.js';

export interface ConsoleKeys {
  /** To the row that was left. */
  readonly enter: () => void;
  readonly queue: () => void;
  readonly undo: () => void;
}

/** Keys of the whole tab: `j` and `k` enter the tables, `⌘↵` queues, `u` takes the last back. */
export function useConsoleKeys(keys: ConsoleKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
        // The tray has the same key for what it shows.
        if (event.defaultPrevented || document.querySelector('[aria-modal="true"]') !== null) return;
        event.preventDefault();
        latest.current.queue();
        return;
      }
      if (isTyping(event)) return;
      const isInside = document.activeElement?.closest('.cgrid') instanceof HTMLElement;
      if ((event.key === 'j' || event.key === 'k') && !isInside) latest.current.enter();
      else if (event.key === 'u') latest.current.undo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
