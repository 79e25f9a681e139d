import { useCallback, useState } from 'react';
import type { ListMode } from '../ui/ListModeToggle.js';

/** Chart or list, remembered on this device for each drawing. It is a preference, no figure, so it stays in the clear. */
export function useShownAs(drawing: string): [ListMode, (mode: ListMode) => void] {
  const key = `runway.shownAs.${drawing}`;
  const [mode, setMode] = useState<ListMode>(() => remembered(key));
  const change = useCallback(
    (next: ListMode) => {
      setMode(next);
      remember(key, next);
    },
    [key],
  );
  return [mode, change];
}

/** Private windows may withhold localStorage: the choice then lasts as long as the page. */
function remembered(key: string): ListMode {
  try {
    return localStorage.getItem(key) === 'list' ? 'list' : 'chart';
  } catch {
    return 'chart';
  }
}

function remember(key: string, mode: ListMode): boolean {
  try {
    localStorage.setItem(key, mode);
    return true;
  } catch {
    return false;
  }
}
