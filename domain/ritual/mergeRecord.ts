import { RITUAL_TABS, type RitualRecord, type RitualTab } from './ritual.js';

/** What was done of a week's review so far, over all devices. */
export interface RitualDone {
  readonly seconds: number;
  /** Each once, in the order of a review. */
  readonly tabs: readonly RitualTab[];
  readonly decisions: number;
}

export const NOTHING_DONE: RitualDone = { seconds: 0, tabs: [], decisions: 0 };

/** No week has more seconds; no device is believed more. */
export const MOST_SECONDS_OF_WEEK = 7 * 86_400;
/** No week of one client has more decisions that anybody counts. */
export const MOST_DECISIONS_OF_WEEK = 100_000;

/** A record on top of what was done: times and decisions add up, tabs are looked at once. Order of records is no matter. */
export function mergeRecord(
  done: RitualDone,
  { seconds, tabs, decisions }: Pick<RitualRecord, 'seconds' | 'tabs' | 'decisions'>,
): RitualDone {
  return {
    seconds: Math.min(MOST_SECONDS_OF_WEEK, done.seconds + seconds),
    tabs: RITUAL_TABS.filter((tab) => done.tabs.includes(tab) || tabs.includes(tab)),
    decisions: Math.min(MOST_DECISIONS_OF_WEEK, done.decisions + decisions),
  };
}
