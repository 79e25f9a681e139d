import type { Books, ClientSettings } from './books.js';
import { snapshotFrom } from './computeSnapshot.js';
import type { SnapshotFigures } from './snapshot.js';
import { SnapshotSource } from './snapshotSource.js';
import type { IsoDate } from './units.js';
import { weekCashFrom, type WeekCash } from './weekCash.js';
import { pastSundays } from './weeks.js';

/** Weeks that history shows, the as-of week included. */
const HISTORY_WEEKS = 13;

/** A snapshot's figures with the cash of its own week alone. */
export interface HistoryFigures extends SnapshotFigures {
  readonly week: WeekCash;
}

/** The figures as of each date with the cash of each date's week up to it, in the dates' order. */
export function historyFigures(books: Books, settings: ClientSettings, asOfs: readonly IsoDate[]): HistoryFigures[] {
  return historyFiguresFrom(new SnapshotSource(books, settings), asOfs);
}

/** The same from books that are prepared already. */
export function historyFiguresFrom(source: SnapshotSource, asOfs: readonly IsoDate[]): HistoryFigures[] {
  return weekCashFrom(source, asOfs).map((week) => ({ ...snapshotFrom(source, week.asOf), week }));
}

/**
 * The dates history shows, newest first: the as-of date (on a Sunday that week itself, else the week still going on),
 * then the Sundays before it, thirteen weeks in all.
 */
export function historyDates(asOf: IsoDate): IsoDate[] {
  return [asOf, ...pastSundays(asOf, HISTORY_WEEKS - 1).reverse()];
}

/**
 * Whether a past week stands for anything: some cash had moved by then. Weeks before that have no snapshot, so that a
 * first week has no week before (domain: "Against the week's snapshot before: a first week has none").
 */
export function hasBegun(figures: Pick<SnapshotFigures, 'booksThrough'>): boolean {
  return figures.booksThrough !== null;
}
