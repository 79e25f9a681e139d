import { setTimeout as wait } from 'node:timers/promises';

/** What a page answers; null where it is gone or does not in time, ms. */
export function answerWithin(milliseconds, asked) {
  return Promise.race([asked.catch(() => null), wait(milliseconds, null, { ref: false })]);
}
