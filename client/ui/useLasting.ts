import { useEffect, useState } from 'react';

/**
 * True once `active` has lasted that many milliseconds: what is over at once is not worth a change of the screen. What was
 * active when it was first drawn is shown at once.
 */
export function useLasting(active: boolean, milliseconds: number): boolean {
  const [lasted, setLasted] = useState(active);
  if (!active && lasted) setLasted(false);
  useEffect(() => {
    if (!active) return undefined;
    const timer = setTimeout(() => setLasted(true), milliseconds);
    return () => clearTimeout(timer);
  }, [active, milliseconds]);
  return active && lasted;
}
