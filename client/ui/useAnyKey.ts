import { useEffect, useRef } from 'react';

/**
 * Keys pause while a person types, holds a modifier, or a menu or a dialog that takes the page is open. A dialog beside
 * the page, as the provenance card, leaves them working.
 */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true;
  if (document.querySelector('[aria-modal="true"],[role="menu"]') !== null) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/**
 * Runs once for each press of a single key anywhere in the page, but not in an input. A capital is its key with Shift: with
 * Caps Lock it is another key than the person meant.
 */
export function useAnyKey(key: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || event.repeat || isTyping(event)) return;
      if (/^\p{Lu}$/u.test(key) && !event.shiftKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key]);
}
