import { withQueued, type RitualShown } from './foldRitual.js';
import type { Operation, QueuedOperation } from './operation.js';

/** What of a row says when its client was last marked. */
export interface LastReviewed {
  /** ISO 8601, by the server; of whichever week. */
  readonly lastReviewedAt?: string | null;
  /** The newest review that the row carries. */
  readonly ritual?: RitualShown | null;
}

/**
 * When the client was last marked, with one client's queue: the latest of the server's marks and of those queued here, less
 * those that are taken back. Null where it never was; also where the server's last mark goes by what is queued, for the one
 * before it is not known until the server has answered. A queued mark is of the moment it was saved, by the device's clock.
 */
export function foldLastReviewed(row: LastReviewed, queue: readonly QueuedOperation[]): string | null {
  const last = row.lastReviewedAt ?? null;
  const ritual = row.ritual ?? null;
  const reviews = new Map(ritual === null ? [] : [[ritual.week, ritual] as const]);
  for (const queued of queue) {
    const week = weekOfReview(queued.operation);
    if (week === null) continue;
    const after = withQueued(reviews.get(week) ?? null, week, queued);
    if (after !== null) reviews.set(week, after);
  }
  const isGone = ritual?.reviewedAt === last && reviews.get(ritual?.week ?? '')?.reviewedAt !== last;
  const marks = [...reviews.values()].map(({ reviewedAt }) => reviewedAt);
  return marks.reduce(later, isGone ? null : last);
}

function weekOfReview(operation: Operation): string | null {
  if ('ritual' in operation) return operation.ritual.week;
  return operation.name === 'UNMARK_REVIEWED' ? operation.week : null;
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? other : one;
}
