import { useEffect, type RefObject } from 'react';
import { isTyping } from '../ui/useAnyKey.js';

const ROWS = '[data-connection]';

/** `j` and `k` move between the lines from anywhere on the page, arrows too while one has the focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>(ROWS) ?? [])];
      const at = document.activeElement?.closest('li')?.querySelector<HTMLElement>(ROWS) ?? null;
      const isOnRow = at !== null && at === document.activeElement;
      const step = stepOf(event.key, isOnRow);
      if (step === 0 || rows.length === 0) return;
      event.preventDefault();
      const from = at === null ? -1 : rows.indexOf(at);
      const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
      rows[to]?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [list]);
}

/** Takes the focus to a client's line. */
export function focusLine(list: HTMLElement | null, clientId: string): void {
  const rows = list?.querySelectorAll<HTMLElement>(ROWS) ?? [];
  [...rows].find((row) => row.dataset['connection'] === clientId)?.focus();
}

function stepOf(key: string, isOnRow: boolean): number {
  if (key === 'j' || (isOnRow && key === 'ArrowDown')) return 1;
  return key === 'k' || (isOnRow && key === 'ArrowUp') ? -1 : 0;
}
