import { useLayoutEffect, useRef } from 'react';

/**
 * Runs on a single key anywhere on the client's page, but not in an input, with a modifier, or under a modal dialog or a
 * menu. The provenance card is a dialog that is not modal: keys go on working while it is open. Heard from the moment the
 * page is drawn: a key that is pressed at its first sight must not be lost.
 */
export function useClientKey(key: string, run: (event: KeyboardEvent) => void): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || isElsewhere(event)) return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key]);
}

function isElsewhere(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true;
  if (document.querySelector('[aria-modal="true"]:not(.prov),[role="menu"]') !== null) return true;
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
