import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Puts the focus on the first row when the sheet opens. Where what had it goes, as a row's button does once its decision is
 * being taken back, it is put on the decision with the Tab stop, wherever that stands by then; on the row that followed where
 * an act took that one away. `row`: place of the Tab stop among `shown`.
 */
export function useFocusKeptIn(
  sheet: RefObject<HTMLElement | null>,
  goTo: (row: number) => void,
  row: number,
  shown: readonly { readonly id: string }[],
): void {
  const count = shown.length;
  const isPlaced = useRef(false);
  const isSought = useRef(false);
  const at = useRef<string | null>(null);
  useEffect(() => {
    // Once: rows that arrive later do not take the focus from what a person has gone to.
    if (isPlaced.current || count === 0) return;
    isPlaced.current = true;
    goTo(0);
  }, [goTo, count]);
  // After every drawing: a button goes, and a row moves, while there are as many rows as before.
  useLayoutEffect(() => {
    if (count === 0 || document.activeElement !== document.body || sheet.current === null) {
      isSought.current = false;
      at.current = shown[row]?.id ?? null;
      return;
    }
    // Once for each loss: going there draws again, also where the row cannot take the focus.
    if (isSought.current) return;
    isSought.current = true;
    const same = shown.findIndex(({ id }) => id === at.current);
    goTo(same < 0 ? Math.min(row, count - 1) : same);
  });
}
