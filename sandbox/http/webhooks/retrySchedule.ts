const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WAITS = [10 * SECOND, 20 * SECOND, 30 * SECOND, 5 * MINUTE, 20 * MINUTE, 2 * HOUR, 4 * HOUR, 6 * HOUR] as const;

/** Intuit's wait (ms) after the `failures`-th failed attempt, from 1: 10 s, 20 s, 30 s, 5 m, 20 m, 2 h, 4 h, 6 h, then each 6 h. */
export const waitAfter = (failures: number): number => WAITS[Math.min(failures, WAITS.length) - 1] ?? 6 * HOUR;
