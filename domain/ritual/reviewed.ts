import type { RunwayStatus } from '../snapshot.js';
import { DEFAULT_THRESHOLDS, isWorseStatus, statusOf, type Thresholds } from '../status.js';
import type { Weeks } from '../units.js';

/** What a review says of a client in a week. LIFTED: it was reviewed, and the runway moved since. */
export type ReviewStanding = 'NOT_STARTED' | 'STARTED' | 'REVIEWED' | 'LIFTED';

/** What is read of a week's review; the contract's `Ritual` fits. */
export interface ReviewMark {
  /** Monday. */
  readonly week: string;
  readonly state: 'STARTED' | 'REVIEWED';
  /** Printed weeks of runway that were seen; null for a state, and where not reviewed. */
  readonly reviewedWeeks: number | null;
}

/** The runway as it is now. */
export interface RunwayNow {
  readonly weeks: number | null;
  readonly status: RunwayStatus;
}

/** Weeks by which a runway moves before a mark lifts, in tenths: printed weeks are decimals no binary fraction holds. */
const LIMIT_TENTHS = 10;

/** Where a client's review of a week stands; a review of another week says nothing of this one. */
export function reviewStanding(
  mark: ReviewMark | null,
  week: string,
  now: RunwayNow,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): ReviewStanding {
  if (mark?.week !== week) return 'NOT_STARTED';
  if (mark.state === 'STARTED') return 'STARTED';
  return hasMoved(mark.reviewedWeeks, now, thresholds) ? 'LIFTED' : 'REVIEWED';
}

/**
 * Whether a runway has moved since it was reviewed, so that the mark lifts itself: by 1.0 week or more either way, to a
 * worse status, or from a number to a state and back.
 */
export function hasMoved(
  reviewed: number | null,
  { weeks, status }: RunwayNow,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): boolean {
  if (reviewed === null || weeks === null) return reviewed !== weeks;
  if (Math.abs(Math.round(reviewed * 10) - Math.round(weeks * 10)) >= LIMIT_TENTHS) return true;
  return weeks < reviewed && isWorseStatus(status, statusOf(reviewed as Weeks, thresholds));
}

/** Whether the review of the week is done and still stands. */
export function isReviewed(
  mark: ReviewMark | null,
  week: string,
  now: RunwayNow,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): boolean {
  return reviewStanding(mark, week, now, thresholds) === 'REVIEWED';
}
