import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Puts the focus on the first row when the sheet opens, and on the row that followed when an act took one away. */
export function useFocusKeptIn(
  sheet: RefObject<HTMLElement | null>,
  goTo: (row: number) => void,
  row: number,
  count: number,
): void {
  const isPlaced = useRef(false);
  useEffect(() => {
    // Once: rows that arrive later do not take the focus from what a person has gone to.
    if (isPlaced.current || count === 0) return;
    isPlaced.current = true;
    goTo(0);
  }, [goTo, count]);
  useLayoutEffect(() => {
    if (count === 0 || document.activeElement !== document.body || sheet.current === null) return;
    goTo(Math.min(row, count - 1));
  }, [count, goTo, row, sheet]);
}
