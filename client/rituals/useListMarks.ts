import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/useAnyKey.js';
import { watchSwipes } from './rowSwipes.js';

const ROW_OF_LIST = '.lgrid [data-client]';

/**
 * Marks a client from its row in the list: `r` on the row that has the focus, which then goes on to the next one; the row's
 * own button; a swipe to the right. Heard on the page, so that two thousand rows carry nothing for it.
 */
export function useListMarks(mark: (clientId: string) => void): void {
  const latest = useRef(mark);
  useEffect(() => {
    latest.current = mark;
  });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const markRow = (row: HTMLElement): void => latest.current(row.dataset.client ?? '');
    document.addEventListener(
      'keydown',
      (event) => {
        // A key that is held marks one row, not one after the other.
        if (event.key !== 'r' || event.repeat || isTyping(event)) return;
        const row = rowOf(document.activeElement);
        if (row === null) return;
        event.preventDefault();
        // Where marked rows leave the list, the focus has gone on before.
        const next = row.nextElementSibling;
        if (next instanceof HTMLElement) next.focus();
        markRow(row);
      },
      { signal },
    );
    document.addEventListener(
      'click',
      (event) => {
        const button = event.target instanceof Element ? event.target.closest('.rowmark') : null;
        const row = rowOf(button);
        if (row === null) return;
        event.stopPropagation();
        event.preventDefault();
        markRow(row);
      },
      { signal, capture: true },
    );
    watchSwipes(rowOf, markRow, signal);
    return () => ended.abort();
  }, []);
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>(ROW_OF_LIST) ?? null;
}
