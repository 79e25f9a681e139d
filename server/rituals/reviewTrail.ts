import type { ReviewedVersion } from '../../domain/ritual/ritual.js';
import type { IsoDate } from '../../domain/units.js';
import type { StandingMark, StandingReview } from './ritualStore.js';

/** What the audit trail tells of one act on a week's review. */
export interface ReviewChange {
  readonly before?: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

/**
 * A week was marked by an operation: what stood before, by whom and at which version; the version that was seen now, and what
 * was done until then, over all devices. `standing`: with what the mark itself brought, and still with the mark before.
 */
export function reviewedChange(
  week: IsoDate,
  operationId: string,
  saw: ReviewedVersion,
  { mark, startedAt, seconds, tabs, decisions }: StandingReview,
): ReviewChange {
  const done = { startedAt: startedAt.toISOString(), seconds, tabs, decisions };
  return {
    before: markTold(week, mark),
    after: { week, state: 'REVIEWED', mark: operationId.toLowerCase(), ...saw, ...done },
  };
}

/** A week's mark was taken back: which one it was. */
export function unreviewedChange(week: IsoDate, mark: StandingMark): ReviewChange {
  return { before: markTold(week, mark), after: markTold(week, null) };
}

function markTold(week: IsoDate, standing: StandingMark | null): Record<string, unknown> {
  if (standing === null) return { week, state: 'STARTED' };
  const { operationId, by, at, asOf, booksVersion, weeks } = standing;
  return { week, state: 'REVIEWED', mark: operationId, by, at: at.toISOString(), asOf, booksVersion, weeks };
}
