import { useEffect, useRef, useState } from 'react';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/**
 * Milliseconds from `since` to `now`, moving on once a second while under a minute; older ages move with `now`, which its
 * owner moves on once a minute. Null without an instant; an instant ahead of the device's clock is now.
 */
export function useAge(since: number | null, now: number): number | null {
  const [clock, setClock] = useState({ now, passed: 0 });
  if (clock.now !== now) setClock({ now, passed: 0 });
  const age = since === null ? null : Math.max(0, now + clock.passed - since);
  const isYoung = age !== null && age < MINUTE_MS;
  const nowSetAt = useRef(0);
  useEffect(() => {
    nowSetAt.current = Date.now();
  }, [now]);
  useEffect(() => {
    if (!isYoung) return undefined;
    const tick = (): void => setClock({ now, passed: Date.now() - nowSetAt.current });
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, SECOND_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [isYoung, now]);
  return age;
}
