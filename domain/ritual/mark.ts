import type { ReviewedVersion } from './ritual.js';

/** The mark of a week's review, as the contract's `Ritual` has it. */
export interface StandingMark {
  readonly state: 'STARTED' | 'REVIEWED';
  readonly reviewedAsOf: string | null;
  readonly reviewedBooksVersion: number | null;
  /** The operation that set it; null where that was not kept, absent where it is not known here. */
  readonly reviewedOperationId?: string | null;
}

/** Whether a mark takes the place of the one that stands: what was seen newest stays, by its day, then by its books. */
export function replacesMark(standing: StandingMark | null, { asOf, booksVersion }: ReviewedVersion): boolean {
  if (standing?.state !== 'REVIEWED' || standing.reviewedAsOf === null) return true;
  if (standing.reviewedAsOf !== asOf) return standing.reviewedAsOf < asOf;
  return (standing.reviewedBooksVersion ?? 0) < booksVersion;
}

/**
 * Whether the mark that stands goes when `mark` is taken back: that one and no other. Undefined: whichever stands. One of
 * which it is not known here whose act it was goes too; the server knows.
 */
export function takesBack(standing: StandingMark | null, mark: string | undefined): boolean {
  if (standing?.state !== 'REVIEWED') return false;
  return mark === undefined || standing.reviewedOperationId === undefined || standing.reviewedOperationId === mark;
}
