import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/useAnyKey.js';
import { watchSwipes } from './rowSwipes.js';

const ROW_OF_LIST = '.lgrid [data-client]';

export interface ListMarks {
  readonly mark: (clientId: string) => void;
  readonly markSteady: () => void;
}

/**
 * Marks a client from its row in the list: `r` on the row that has the focus, which then goes on to the next one; the row's
 * own button; a swipe to the right. And the steady by the button in their line, wherever that stands. Heard on the page, so
 * that two thousand rows carry nothing for it.
 */
export function useListMarks(marks: ListMarks): void {
  const latest = useRef(marks);
  useEffect(() => {
    latest.current = marks;
  });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const markRow = (row: HTMLElement): void => latest.current.mark(row.dataset.client ?? '');
    document.addEventListener(
      'keydown',
      (event) => {
        // A key that is held marks one row, not one after the other.
        if (event.key !== 'r' || event.repeat || isTyping(event)) return;
        const row = rowOf(document.activeElement);
        if (row === null) return;
        event.preventDefault();
        // Where marked rows leave the list, the focus has gone on before.
        lineAfter(row)?.focus();
        markRow(row);
      },
      { signal },
    );
    document.addEventListener(
      'click',
      (event) => {
        const button = event.target instanceof Element ? event.target.closest('.rowmark, .steadymark') : null;
        if (button === null) return;
        event.stopPropagation();
        event.preventDefault();
        const row = rowOf(button);
        if (row === null) latest.current.markSteady();
        else markRow(row);
      },
      { signal, capture: true },
    );
    watchSwipes(rowOf, markRow, signal);
    return () => ended.abort();
  }, []);
}

/** The next line that the keys stop at: heads of groups are passed over. */
function lineAfter(row: HTMLElement): HTMLElement | null {
  const lines = [...(row.closest('.lgrid')?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
  return lines[lines.indexOf(row) + 1] ?? null;
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>(ROW_OF_LIST) ?? null;
}
