import { useEffect, useRef } from 'react';

const MARK = 'runwayTray';

/**
 * The way back closes a sheet before it leaves the page under it: the sheet has a place of its own in the history for as
 * long as it is open, which whoever leads on from it takes over (a navigation that replaces).
 */
export function useBackCloses(close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isMarked()) history.pushState({ [MARK]: true }, '');
    const onBack = (): void => {
      if (!isMarked()) latest.current();
    };
    addEventListener('popstate', onBack);
    return () => {
      removeEventListener('popstate', onBack);
      // Closed in another way: its place is left as well. A moment later, in case it is opened again at once.
      queueMicrotask(() => {
        if (isMarked() && document.querySelector('.tray') === null) history.back();
      });
    };
  }, []);
}

function isMarked(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && MARK in state;
}
