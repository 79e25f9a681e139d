import type { Account, BookDocument, Books, ClientSettings, Posting } from '../../domain/books.js';
import { hasBegun, historyFigures, type HistoryFigures } from '../../domain/history.js';
import type { IsoDate } from '../../domain/units.js';
import { pastSundays } from '../../domain/weeks.js';
import {
  accountOf,
  documentOf,
  postingOf,
  type AccountRow,
  type DocumentRow,
  type PostingRow,
} from '../books/bookRows.js';
import type { Company } from '../quickbooks/mapping/company.js';
import type { ChunkSink } from './readCompany.js';

/** Past Sundays a client's history is kept for. */
export const PAST_SUNDAYS = 13;

/** The books a run has read, as the domain knows them; they become the newest version word for word. */
export async function stagedBooks(sink: Pick<ChunkSink, 'rowsOf'>, company: Company): Promise<Books> {
  const accounts: Account[] = (await sink.rowsOf<AccountRow>('ACCOUNTS')).map(accountOf);
  const documents: BookDocument[] = (await sink.rowsOf<DocumentRow>('DOCUMENTS')).map(documentOf);
  const postings: Posting[] = (await sink.rowsOf<PostingRow>('POSTINGS')).map(postingOf);
  const { homeCurrency, fiscalYearStartMonth } = company;
  return { homeCurrency, fiscalYearStartMonth, accounts, documents, postings };
}

export interface ComposedFigures {
  readonly current: HistoryFigures;
  /** Past Sundays that have no snapshot yet and whose books had begun, oldest first. */
  readonly missed: readonly HistoryFigures[];
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
