import type { Account, Books } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { WINDOW_DAYS } from '../../domain/window.js';
import type { EntityManager } from '../platform/database.js';
import { keptFacts, type BooksFacts } from './business.js';
import { figureDocuments } from './figureDocuments.js';
import { figureLandmarks } from './figureLandmarks.js';
import { wholePostings } from './figurePostings.js';
import { accountsAt, type FigureScope } from './figureScope.js';
import { ledgerLabels, summaryPostings } from './figureSummaries.js';
import { inBulk } from './inBulk.js';
import { entitiesOf, labelledTypes, wholeDocuments } from './wholeDocuments.js';

/**
 * A client's books at a version as the figures need them, at a size that does not grow with the years: whole for
 * documents that move cash since `from`, sums for all others, and no document that no figure since can depend on.
 * Figures, history, provenance and tie-out as of a date are those of the whole books for every date whose 91 days begin
 * on `from` or later; earlier ones are refused.
 * @throws Error when the client's company is not known to the caller.
 */
export async function loadFigureBooks(
  tx: EntityManager,
  clientId: string,
  version: number,
  from: IsoDate,
  facts?: BooksFacts,
): Promise<Books> {
  const { homeCurrency, fiscalYearStartMonth } = facts ?? (await keptFacts(tx, clientId));
  const scope: FigureScope = { tx, clientId, version, from, homeCurrency, fiscalYearStartMonth };
  const accounts = await accountsAt(scope);
  const { documents, postings } = await inBulk(tx, () => condensed(scope, accounts));
  return {
    homeCurrency,
    fiscalYearStartMonth,
    accounts,
    documents,
    postings,
    condensedBefore: from,
  };
}

async function condensed(
  scope: FigureScope,
  accounts: readonly Account[],
): Promise<Pick<Books, 'documents' | 'postings'>> {
  const labels = labelledTypes(await ledgerLabels(scope));
  const landmarks = await figureLandmarks(scope);
  const { documents, undocumented } = await figureDocuments(scope, {
    first: addDays(scope.from, WINDOW_DAYS - 1),
    wanted: entitiesOf(landmarks),
  });
  const postings = await wholePostings(
    scope,
    accounts,
    wholeDocuments(scope, landmarks, documents, undocumented, labels),
  );
  for (const summary of await summaryPostings(scope, accounts, postings, labels)) postings.push(summary);
  return { documents, postings };
}
