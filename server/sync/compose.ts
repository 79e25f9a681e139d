import type { Books, ClientSettings } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import { hasBegun, historyFigures, type HistoryFigures } from '../../domain/history.js';
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

/** The first day that figures as of a date, and of the past Sundays, look at: books can be condensed before it. */
export function figuresFrom(asOf: IsoDate): IsoDate {
  const [oldest = asOf] = pastSundays(asOf, PAST_SUNDAYS);
  return addDays(oldest, 1 - WINDOW_DAYS);
}

/** The figures as of the run's date, and of the past Sundays that were missed. */
export function composeFigures(
  books: Books,
  settings: ClientSettings,
  asOf: IsoDate,
  kept: ReadonlySet<IsoDate>,
): ComposedFigures {
  const sundays = pastSundays(asOf, PAST_SUNDAYS).filter((sunday) => !kept.has(sunday));
  const all = historyFigures(books, settings, [...sundays, asOf]);
  const current = all.at(-1);
  if (!current) throw new Error('figures are computed for every date that is asked for');
  return { current, missed: all.slice(0, -1).filter(hasBegun) };
}
