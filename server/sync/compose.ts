import { addDays } from '../../domain/calendar.js';
import { hasBegun, historyFiguresFrom, type HistoryFigures } from '../../domain/history.js';
import type { SnapshotSource } from '../../domain/snapshotSource.js';
import type { IsoDate } from '../../domain/units.js';
import { pastSundays } from '../../domain/weeks.js';
import { WINDOW_DAYS } from '../../domain/window.js';

/** Past Sundays a client's history is kept for. */
export const PAST_SUNDAYS = 13;

export interface ComposedFigures {
  readonly current: HistoryFigures;
  /** Past Sundays that have no snapshot yet and whose books had begun, oldest first. */
  readonly missed: readonly HistoryFigures[];
}

/**
 * The first day that figures as of a date, and of the past Sundays that have no snapshot yet, look at: books can be
 * condensed before it. A quarter of a year back as a rule, half a year where Sundays are missing.
 */
export function figuresFrom(asOf: IsoDate, kept: ReadonlySet<IsoDate>): IsoDate {
  const [oldest = asOf] = missingSundays(asOf, kept);
  return addDays(oldest, 1 - WINDOW_DAYS);
}

/** The figures as of the run's date, and of the past Sundays that were missed. */
export function composeFigures(source: SnapshotSource, asOf: IsoDate, kept: ReadonlySet<IsoDate>): ComposedFigures {
  const all = historyFiguresFrom(source, [...missingSundays(asOf, kept), asOf]);
  const current = all.at(-1);
  if (!current) throw new Error('figures are computed for every date that is asked for');
  return { current, missed: all.slice(0, -1).filter(hasBegun) };
}

/** Oldest first. */
function missingSundays(asOf: IsoDate, kept: ReadonlySet<IsoDate>): IsoDate[] {
  return pastSundays(asOf, PAST_SUNDAYS).filter((sunday) => !kept.has(sunday));
}
