import { useEffect, useState } from 'react';

/** The present instant, in milliseconds since 1970, moving on once a minute: ages are printed to the minute. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
