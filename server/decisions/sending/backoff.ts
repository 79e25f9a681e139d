const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Wait before the next try: doubling from a second to a minute, of which a random half. `tries`: those that came to nothing
 * so far; there is no limit to them. `random` in [0, 1).
 */
export function nextTryAfterMs(tries: number, random: number): number {
  const span = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 16));
  return Math.round(span / 2 + (random * span) / 2);
}
