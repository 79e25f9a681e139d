import { useEffect, useRef, type RefObject } from 'react';
import { isTyping } from '../ui/useAnyKey.js';

/** `j`, `k` and the arrows enter the list from anywhere on the page, at the row that was left. */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  row: number,
  count: number,
  goTo: (row: number) => void,
): void {
  const latest = useRef({ row, count, goTo });
  useEffect(() => {
    latest.current = { row, count, goTo };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event) || grid.current?.contains(document.activeElement)) return;
      const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
      // Arrows scroll, or move within another control that has the focus.
      if (isArrow && document.activeElement !== document.body && document.activeElement?.id !== 'main') return;
      if (!isArrow && event.key !== 'j' && event.key !== 'k') return;
      if (latest.current.count === 0) return;
      event.preventDefault();
      latest.current.goTo(latest.current.row);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [grid]);
}
