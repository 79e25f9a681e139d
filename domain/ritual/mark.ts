import type { ReviewedVersion } from './ritual.js';

/** The mark of a week's review, as the contract's `Ritual` has it. */
export interface StandingMark {
  readonly state: 'STARTED' | 'REVIEWED';
  readonly reviewedAsOf: string | null;
  readonly reviewedBooksVersion: number | null;
  /** Printed weeks of runway that were seen; null for a state. */
  readonly reviewedWeeks: number | null;
  /** The operation that set it; null where that was not kept, absent where it is not known here. */
  readonly reviewedOperationId?: string | null;
}

/**
 * Whether a mark takes the place of the one that stands: what was seen newest stays, by its day, then by its books. On the same
 * day and books settings alone move a runway: of two that differ the one that comes last stands, else a mark that has lifted
 * could not be set anew; of the same runway the first.
 */
export function replacesMark(standing: StandingMark | null, { asOf, booksVersion, weeks }: ReviewedVersion): boolean {
  if (standing?.state !== 'REVIEWED' || standing.reviewedAsOf === null) return true;
  if (standing.reviewedAsOf !== asOf) return standing.reviewedAsOf < asOf;
  const seen = standing.reviewedBooksVersion ?? 0;
  return seen < booksVersion || (seen === booksVersion && standing.reviewedWeeks !== weeks);
}

/**
 * Whether the mark that stands goes when `mark` is taken back: that one and no other. Undefined: whichever stands. One of
 * which it is not known here whose act it was goes too; the server knows.
 */
export function takesBack(standing: StandingMark | null, mark: string | undefined): boolean {
  if (standing?.state !== 'REVIEWED') return false;
  return mark === undefined || standing.reviewedOperationId === undefined || standing.reviewedOperationId === mark;
}
