import { useEffect, useState } from 'react';

/** How long a figure that changed under a reader's eyes is marked. */
const MARKED_MS = 1_200;

/** True for 1.2 s after `value` became another; not for the first one. `null` is "not known yet", and no change. */
export function useChanged(value: string | null): boolean {
  const [seen, setSeen] = useState(value);
  const [marked, setMarked] = useState(0);
  if (seen !== value) {
    setSeen(value);
    if (seen !== null && value !== null) setMarked(marked + 1);
  }
  useEffect(() => {
    if (marked === 0) return undefined;
    const timer = setTimeout(() => setMarked(0), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);
  return marked > 0;
}
