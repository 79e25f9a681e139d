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

/** Which of `count` equally high rows to draw, from where the page is scrolled; all of them up to `allAtOnce`. */
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
      const top = body.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / rowHeight) - BEYOND);
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
      const top = body.current.getBoundingClientRect().top + row * rowHeight;
      if (top < 80 || top > innerHeight - 120) scrollBy({ top: top - innerHeight / 2 });
    },
    [windowed, rowHeight],
  );

  if (!windowed) return { from: 0, to: count, above: 0, below: 0, reveal, body };
  const from = Math.min(seen.from, Math.max(0, count - 1));
  const to = Math.min(count, seen.to);
  return { from, to, above: from * rowHeight, below: (count - to) * rowHeight, reveal, body };
}
