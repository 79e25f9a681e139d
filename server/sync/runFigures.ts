import type { ClientSettings } from '../../domain/books.js';
import { SnapshotSource } from '../../domain/snapshotSource.js';
import { tieOutFrom, type TieOut } from '../../domain/tieOut.js';
import { pastSundays } from '../../domain/weeks.js';
import { loadSettings } from '../books/clientSettings.js';
import { loadFigureBooks } from '../books/figureBooks.js';
import { snapshotDetailFrom, type SnapshotDetail } from '../digests/snapshotDetail.js';
import { snapshotDates } from '../digests/snapshotStore.js';
import { composeFigures, figuresFrom, PAST_SUNDAYS, type ComposedFigures } from './compose.js';
import type { ReadBooks } from './readIncrement.js';
import { readReports, reportsFit } from './readReports.js';
import type { RunContext } from './runContext.js';

/** What a version of the books comes to, and how it compares with QuickBooks. */
export interface RunFigures {
  readonly figures: ComposedFigures;
  /** Of the current figures. */
  readonly detail: SnapshotDetail;
  readonly settings: ClientSettings;
  readonly settingsVersion: number;
  readonly tieOut: TieOut;
}

/**
 * The figures of a version as of the run's date, tied out. Reports that were read beside the books are asked for once
 * more when they stand for other dates or when anything differs: somebody may have worked in QuickBooks in between.
 */
export async function runFigures(context: RunContext, read: ReadBooks, version: number): Promise<RunFigures> {
  const { clientId } = context.lease;
  const { asOf } = context.run;
  const { source, settingsVersion, kept } = await context.reading(async (tx) => {
    const loaded = await loadSettings(tx, clientId);
    if (!loaded) throw new Error('a client that is synced has settings');
    const dates = await snapshotDates(tx, clientId, pastSundays(asOf, PAST_SUNDAYS));
    const books = await loadFigureBooks(tx, clientId, version, figuresFrom(asOf, dates), read.company);
    return { source: new SnapshotSource(books, loaded.settings), settingsVersion: loaded.version, kept: dates };
  });
  const { settings } = source;
  const figures = composeFigures(source, asOf, kept);
  const detail = snapshotDetailFrom(source, figures.current);
  const early = read.reports && reportsFit(read.reports, figures.current) ? read.reports : null;
  if (early) {
    const tied = tieOutFrom(source, figures.current, early.figures);
    if (tied.tied) return { figures, detail, settings, settingsVersion, tieOut: tied };
  }
  const reports = await readReports(context.quickBooks, figures.current, read.accounts);
  const tied = tieOutFrom(source, figures.current, reports.figures);
  return { figures, detail, settings, settingsVersion, tieOut: tied };
}
