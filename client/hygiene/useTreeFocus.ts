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
  const [kept, keep] = useState<{ readonly id: string; readonly index: number } | null>(null);
  const index = kept === null ? 0 : rows.findIndex(({ id }) => id === kept.id);
  const stop = rows[index] ?? rows[Math.min(kept?.index ?? 0, rows.length - 1)] ?? null;
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
    if (!inside.current || document.activeElement !== document.body || stop === null) return;
    rowElement(room.current, stop.id)?.focus();
  });

  const noteFocus = useCallback(
    (id: string) => {
      const index = rows.findIndex((row) => row.id === id);
      keep((before) => (before?.id === id && before.index === index ? before : { id, index }));
    },
    [rows],
  );
  const goTo = useCallback(
    (id: string) => {
      wanted.current = id;
      keep({ id, index: rows.findIndex((row) => row.id === id) });
      focusWanted();
    },
    [rows, focusWanted],
  );
  return { at: stop?.id ?? null, goTo, noteFocus };
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
