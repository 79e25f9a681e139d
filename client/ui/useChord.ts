import { useEffect, useRef } from 'react';
import { isTyping } from './useAnyKey.js';

/** How long the second key may take. */
const SECOND_KEY_MS = 1_500;

/** Runs on two keys one after the other, as `g` `t`, anywhere but in an input; the second is then nobody else's. */
export function useChord(first: string, second: Readonly<Record<string, () => void>>): void {
  const latest = useRef(second);
  useEffect(() => {
    latest.current = second;
  });
  useEffect(() => {
    let firstAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const isSecond = event.timeStamp - firstAt < SECOND_KEY_MS;
      firstAt = event.key === first ? event.timeStamp : -Infinity;
      const run = isSecond ? latest.current[event.key] : undefined;
      if (run === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      run();
    };
    // Before the page's own single keys: `t` after `g` is the tray's.
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [first]);
}
