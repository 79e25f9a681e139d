/** Time without a key or a touch that still counts: reading. What is beyond is somebody who went away. */
export const LONGEST_STILL_MS = 5 * 60_000;

/** Most seconds of one record. */
export const MOST_SECONDS_OF_RECORD = 86_400;

/**
 * Time spent on one client's review, as it is counted on a device: while its page is in sight, and no longer than five
 * minutes after the last key or touch. Instants are milliseconds of a clock that only rises.
 */
export interface ActiveTime {
  readonly countedMs: number;
  /** Until when it was counted. */
  readonly at: number;
  readonly touchedAt: number;
  readonly inSight: boolean;
}

/** Begins when the page comes up: to open it is to touch it. */
export function startTime(at: number): ActiveTime {
  return { countedMs: 0, at, touchedAt: at, inSight: true };
}

/** TOUCHED: a key or a touch. SHOWN, HIDDEN: the page comes in sight or leaves it. LOOKED: nothing happened but a look at the clock. */
export type TimeEvent = 'TOUCHED' | 'SHOWN' | 'HIDDEN' | 'LOOKED';

/** Counts until `at`, then takes the event in. A clock that went back, or a device that slept, adds nothing that was not there. */
export function countTime(time: ActiveTime, event: TimeEvent, at: number): ActiveTime {
  const until = Math.min(at, time.touchedAt + LONGEST_STILL_MS);
  const countedMs = time.countedMs + (time.inSight ? Math.max(0, until - time.at) : 0);
  const now = Math.max(at, time.at);
  const touchedAt = event === 'TOUCHED' || event === 'SHOWN' ? now : time.touchedAt;
  return { countedMs, at: now, touchedAt, inSight: event === 'LOOKED' ? time.inSight : event !== 'HIDDEN' };
}

/** Whole seconds for a record, and the time that goes on without them. A fraction of a second stays for the next. */
export function takeSeconds(time: ActiveTime): { readonly seconds: number; readonly rest: ActiveTime } {
  const seconds = Math.min(MOST_SECONDS_OF_RECORD, Math.floor(time.countedMs / 1_000));
  return { seconds, rest: { ...time, countedMs: time.countedMs - seconds * 1_000 } };
}
