import type { ClientSettings } from './books.js';
import type { RunwayStatus } from './snapshot.js';
import type { Weeks } from './units.js';

export type Thresholds = ClientSettings['thresholds'];

/** Weeks below which a runway is RED and YELLOW unless the firm or the client says otherwise. */
export const DEFAULT_THRESHOLDS: Thresholds = { red: 5, yellow: 13 };

/** Status of a printed number of weeks (domain: "status"). Exactly at a threshold is the better status. */
export function statusOf(weeks: Weeks, thresholds: Thresholds = DEFAULT_THRESHOLDS): 'RED' | 'YELLOW' | 'GREEN' {
  if (weeks < thresholds.red) return 'RED';
  return weeks < thresholds.yellow ? 'YELLOW' : 'GREEN';
}

/** From worst to best; NO_DATA has no place in that order and stands last, as in the client list. */
export const STATUS_ORDER: readonly RunwayStatus[] = ['RED', 'YELLOW', 'GREEN', 'NOT_BURNING', 'NO_DATA'];

/** True when `now` is worse than `before`. What is not known is neither better nor worse than anything. */
export function isWorseStatus(now: RunwayStatus, before: RunwayStatus): boolean {
  if (now === 'NO_DATA' || before === 'NO_DATA') return false;
  return STATUS_ORDER.indexOf(now) < STATUS_ORDER.indexOf(before);
}
