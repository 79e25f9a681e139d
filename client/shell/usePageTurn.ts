import { useEffect, useRef } from 'react';

const LIST = '/clients';

/**
 * A page that is gone to begins at its top, with the focus in it; the list alone goes back to where it was left, which
 * it does itself. The page the app opens at is left as the browser has it.
 */
export function usePageTurn(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (path === LIST) return;
    document.documentElement.scrollTop = 0;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
