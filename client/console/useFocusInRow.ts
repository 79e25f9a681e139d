import { useLayoutEffect, useRef, type FocusEvent } from 'react';

export interface FocusInRow {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: () => void;
}

/**
 * Gives the focus to the row when what had it in there is gone: an editor that closes, an undo that is done. Else it falls
 * to the page, where the row's keys do nothing. The page stays where it was scrolled to. A row that is gone itself, as it
 * was scrolled out of sight, is left.
 */
export function useFocusInRow(): FocusInRow {
  const row = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (row.current?.isConnected !== true || document.activeElement !== document.body) return;
    row.current.focus({ preventScroll: true });
  });
  return {
    onFocus: ({ target }) => {
      row.current = target.closest<HTMLElement>('[data-document]');
    },
    // A person went elsewhere. Of what React takes out of the page it tells no blur.
    onBlur: () => {
      row.current = null;
    },
  };
}
