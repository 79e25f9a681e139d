import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Up to here all rows are drawn: a page of that size scrolls smoothly, and the browser's own search finds every name. */
const ALL_AT_ONCE = 150;
/** Rows drawn beyond what is seen, at both ends. */
const BEYOND = 16;

export interface RowWindow {
  readonly from: number;
  /** One past the last. */
  readonly to: number;
  /** Height of what stands above and below, px. */
  readonly above: number;
  readonly below: number;
  /** Scrolls a row into view. */
  readonly reveal: (row: number) => void;
  readonly body: RefObject<HTMLDivElement | null>;
}

/**
 * Which of `count` rows to draw, from where the page is scrolled; all of them up to `allAtOnce`. Rows are
 * about equally high: what is drawn says where it stands, and only what is not is reckoned.
 */
export function useWindow(count: number, allAtOnce: number = ALL_AT_ONCE): RowWindow {
  const body = useRef<HTMLDivElement>(null);
  const [rowHeight, setRowHeight] = useState(38);
  const [seen, setSeen] = useState({ from: 0, to: allAtOnce });
  const windowed = count > allAtOnce;

  useLayoutEffect(() => {
    const height = body.current?.querySelector<HTMLElement>('[role="row"]')?.offsetHeight ?? 0;
    if (height > 0) setRowHeight(height);
  }, [count]);

  // The height of a row is the width's: a turned tablet has other rows.
  useEffect(() => {
    const measure = (): void => {
      const height = body.current?.querySelector<HTMLElement>('[role="row"]')?.offsetHeight ?? 0;
      if (height > 0) setRowHeight(height);
    };
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);

  useEffect(() => {
    if (!windowed) return undefined;
    const measure = (): void => {
      const first = Math.max(0, firstInSight(body.current, rowHeight) - BEYOND);
      const shown = Math.ceil(innerHeight / rowHeight) + 2 * BEYOND;
      setSeen((before) =>
        before.from === first && before.to === first + shown ? before : { from: first, to: first + shown },
      );
    };
    measure();
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [windowed, rowHeight]);

  const reveal = useCallback(
    (row: number) => {
      if (!windowed || body.current === null) return;
      const top = topOf(body.current, row, rowHeight);
      if (top < 80 || top > innerHeight - 120) scrollBy({ top: top - innerHeight / 2 });
      // Drawn at once, not when the page tells that it scrolled: the next key may come before.
      setSeen((before) => {
        if (row >= before.from && row < before.to) return before;
        const half = Math.ceil(innerHeight / rowHeight / 2) + BEYOND;
        return { from: Math.max(0, row - half), to: row + half };
      });
    },
    [windowed, rowHeight],
  );

  if (!windowed) return { from: 0, to: count, above: 0, below: 0, reveal, body };
  const from = Math.min(seen.from, Math.max(0, count - 1));
  const to = Math.min(count, seen.to);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight, reveal, body };
}

function drawnRows(body: HTMLElement): HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>('[data-index]')];
}

function indexOf(row: HTMLElement): number {
  return Number(row.dataset['index']);
}

/** The first row that is in sight, from 0; reckoned where none of the drawn ones is. */
function firstInSight(body: HTMLElement | null, rowHeight: number): number {
  if (body === null) return 0;
  const inSight = drawnRows(body).find((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  if (!inSight) return Math.floor(-body.getBoundingClientRect().top / rowHeight);
  // Above it may stand room of rows that are not drawn yet.
  return indexOf(inSight) - Math.ceil(Math.max(0, inSight.getBoundingClientRect().top) / rowHeight);
}

/** Where a row stands or would stand, px from the top of what is seen: counted from the nearest row that is drawn. */
function topOf(body: HTMLElement, row: number, rowHeight: number): number {
  let nearest: HTMLElement | null = null;
  for (const drawn of drawnRows(body))
    if (nearest === null || Math.abs(indexOf(drawn) - row) < Math.abs(indexOf(nearest) - row)) nearest = drawn;
  if (nearest === null) return body.getBoundingClientRect().top + row * rowHeight;
  return nearest.getBoundingClientRect().top + (row - indexOf(nearest)) * rowHeight;
}
