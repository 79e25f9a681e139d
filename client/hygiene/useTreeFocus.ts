import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { TreeRow } from './treeRows.js';

export interface TreeFocus {
  /** The row with the one Tab stop; null without rows. */
  readonly at: string | null;
  /** Takes the focus to a row, once it is drawn. */
  readonly goTo: (id: string) => void;
  readonly noteFocus: (id: string) => void;
}

/** Keeps one Tab stop in the tree, and the focus in it when the row that had it is gone after an act. */
export function useTreeFocus(room: RefObject<HTMLElement | null>, rows: readonly TreeRow[]): TreeFocus {
  const [kept, keep] = useState<Kept | null>(null);
  const stop = kept === null ? (rows[0] ?? null) : nearest(kept, rows);
  const wanted = useRef<string | null>(null);
  const inside = useFocusInside(room);

  const focusWanted = useCallback(() => {
    if (wanted.current === null) return;
    const row = rowElement(room.current, wanted.current);
    if (row === null) return;
    wanted.current = null;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  }, [room]);
  useLayoutEffect(focusWanted);
  useLayoutEffect(() => {
    // What had the focus was in here and is gone: an act took its row, or the bar, away.
    if (!inside.current || document.activeElement !== document.body) return;
    if (stop !== null) rowElement(room.current, stop.id)?.focus();
    // With the last row gone, the filter that is now empty: the others stand beside it.
    else room.current?.querySelector<HTMLElement>('.istates [aria-pressed="true"]')?.focus();
  });

  const noteFocus = useCallback(
    (id: string) => {
      keep((before) => (before?.id === id && before.rows === rows ? before : { id, rows }));
    },
    [rows],
  );
  const goTo = useCallback(
    (id: string) => {
      wanted.current = id;
      keep({ id, rows });
      focusWanted();
    },
    [rows, focusWanted],
  );
  return { at: stop?.id ?? null, goTo, noteFocus };
}

/** A row and the rows it stood among. */
interface Kept {
  readonly id: string;
  readonly rows: readonly TreeRow[];
}

/** The row itself, else the first of those after it that is still there, else the last. */
function nearest(kept: Kept, rows: readonly TreeRow[]): TreeRow | null {
  const before = kept.rows.findIndex(({ id }) => id === kept.id);
  const after = new Map(rows.map((row) => [row.id, row]));
  const following = kept.rows.slice(Math.max(before, 0)).find(({ id }) => after.has(id));
  return after.get(following?.id ?? kept.id) ?? rows.at(-1) ?? null;
}

function rowElement(room: HTMLElement | null, id: string): HTMLElement | null {
  const rows = room?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
  return [...rows].find((row) => row.dataset['row'] === id) ?? null;
}

/** Whether the focus is in there, or was in a part of it that has been taken away. */
function useFocusInside(room: RefObject<HTMLElement | null>): RefObject<boolean> {
  const inside = useRef(false);
  useEffect(() => {
    const onFocusIn = (event: FocusEvent): void => {
      inside.current = event.target instanceof Node && room.current?.contains(event.target) === true;
    };
    const onPointerDown = (event: PointerEvent): void => {
      const isWithin = event.target instanceof Node && room.current?.contains(event.target) === true;
      if (!isWithin) inside.current = false;
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, [room]);
  return inside;
}
