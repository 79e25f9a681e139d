import { useEffect, useState } from 'react';

/** The present instant, moving on by the second for as long as something counts down. */
export function useSecond(counts: (now: number) => boolean): number {
  const [now, setNow] = useState(() => Date.now());
  const isCounting = counts(now);
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return now;
}
