import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

/** Where the one Tab stop of the grid is: a row from 0, or a head. */
export interface RovingPlace {
  readonly row: number;
  readonly head: number;
}

export interface Roving {
  readonly place: RovingPlace;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRowFocus: (row: number) => void;
  /** Moves the focus to a row, once it is drawn. */
  readonly goTo: (row: number) => void;
}

const ROWS_A_PAGE = 10;

/** Moves the focus through a grid of `count` rows: j k, arrows, Home, End, Page keys; up from the first row to the heads. */
export function useRoving(count: number, reveal: (row: number) => void): Roving {
  const grid = useRef<HTMLDivElement>(null);
  const [kept, setPlace] = useState<RovingPlace>({ row: 0, head: -1 });
  const place = kept.row >= count ? { ...kept, row: Math.max(0, count - 1) } : kept;

  const wanted = useRef<number | null>(null);
  const focusWanted = useCallback(() => {
    if (wanted.current === null) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
  }, []);

  const goTo = useCallback(
    (row: number) => {
      wanted.current = row;
      reveal(row);
      setPlace({ row, head: -1 });
      focusWanted();
    },
    [reveal, focusWanted],
  );
  // A row out of view is drawn after the page has scrolled: it gets the focus then.
  useLayoutEffect(focusWanted);
  const keepPlace = useCallback(() => {
    const at = wanted.current === null ? focusedRow(grid.current) : null;
    if (at !== null) setPlace((before) => (before.row === at ? before : { row: at, head: -1 }));
  }, []);
  // Rows above the one with the focus go and come as figures are read again: keys belong to the row that has it.
  useLayoutEffect(keepPlace);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const heads = [...(grid.current?.querySelectorAll<HTMLElement>('.hd') ?? [])];
    const shown = heads.filter(isShown);
    const at = heads[place.head];
    const next = at ? headMove(event.key, shown.indexOf(at)) : rowMove(event.key, place.row, count);
    if (next === null) return;
    event.preventDefault();
    if ('row' in next) return count > 0 ? goTo(next.row) : undefined;
    const target = shown[Math.min(Math.max(0, next.head), shown.length - 1)];
    if (target === undefined) return;
    setPlace({ row: place.row, head: heads.indexOf(target) });
    target.focus();
  };

  const onRowFocus = useCallback((row: number) => {
    setPlace((before) => (before.row === row && before.head < 0 ? before : { row, head: -1 }));
  }, []);

  return { place, grid, onKeyDown, onRowFocus, goTo };
}

/** A head that a narrow screen leaves out takes no focus. */
function isShown(head: HTMLElement): boolean {
  return head.checkVisibility?.() ?? true;
}

/** Its place now, or null where no row of the grid has the focus. */
function focusedRow(grid: HTMLElement | null): number | null {
  const focused = document.activeElement;
  if (grid === null || focused === null || !grid.contains(focused)) return null;
  const place = focused.closest('[data-index]')?.getAttribute('data-index') ?? null;
  return place === null ? null : Number(place);
}

type Move = { readonly row: number } | { readonly head: number } | null;

function rowMove(key: string, row: number, count: number): Move {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { row: Math.min(last, row + 1) };
    case 'ArrowUp':
      return row === 0 ? { head: 0 } : { row: row - 1 };
    case 'k':
      return { row: Math.max(0, row - 1) };
    case 'Home':
      return { row: 0 };
    case 'End':
      return { row: last };
    case 'PageDown':
      return { row: Math.min(last, row + ROWS_A_PAGE) };
    case 'PageUp':
      return { row: Math.max(0, row - ROWS_A_PAGE) };
    default:
      return null;
  }
}

function headMove(key: string, head: number): Move {
  switch (key) {
    case 'ArrowRight':
      return { head: head + 1 };
    case 'ArrowLeft':
      return { head: head - 1 };
    case 'Home':
      return { head: 0 };
    case 'End':
      return { head: Number.MAX_SAFE_INTEGER };
    case 'ArrowDown':
    case 'j':
      return { row: 0 };
    default:
      return null;
  }
}
