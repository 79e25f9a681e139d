import { useCallback, useState } from 'react';

const KEY = 'runway-steady-open';

/** Whether the steady are shown under their line: remembered for the session, where it allows; it holds no client data. */
export function useSteadyOpen(): [boolean, (open: boolean) => void] {
  const [isOpen, setOpen] = useState(read);
  const open = useCallback((next: boolean) => {
    setOpen(next);
    try {
      sessionStorage.setItem(KEY, String(next));
    } catch {
      // Storage is switched off: it lives as long as the page.
    }
  }, []);
  return [isOpen, open];
}

function read(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'true';
  } catch {
    return false;
  }
}
