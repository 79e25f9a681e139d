import type { Account, BookDocument, Books } from '../../domain/books.js';
import { documentTypeOf } from '../../domain/documentTypes.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import { accountOf, type AccountRow } from './bookRows.js';
import { figureDocuments, type EntityRef } from './figureDocuments.js';
import { figureLandmarks, type Landmark } from './figureLandmarks.js';
import { wholePostings, type WholeDocuments } from './figurePostings.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';
import { ledgerLabels, summaryPostings, type LabelledType } from './figureSummaries.js';

/** What the company says of itself where the books are read before that is published. */
export interface BooksFacts {
  readonly homeCurrency: string;
  readonly fiscalYearStartMonth: number;
}

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
  const rows = await tx.execute<AccountRow[]>(
    `select qb_id, name, full_name, type, sub_type, number, currency, active from account a where ${visible('a')} order by qb_id`,
    [...versionOf(scope)],
  );
  const accounts = rows.map(accountOf);
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
  const { documents, undocumented } = await figureDocuments(scope, entitiesOf(landmarks));
  const postings = await wholePostings(
    scope,
    accounts,
    wholeDocuments(scope, landmarks, documents, undocumented, labels),
  );
  for (const summary of await summaryPostings(scope, accounts, postings, labels)) postings.push(summary);
  return { documents, postings };
}

/**
 * Runs statements that join a company's rows with each other. Right after a first sync the database has no statistics,
 * takes the company for a few rows and would look each up by itself: minutes in place of seconds.
 */
async function inBulk<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await tx.execute(`select set_config('enable_nestloop', 'off', true), set_config('cursor_tuple_fraction', '1', true)`);
  const result = await work();
  await tx.execute(`select set_config('enable_nestloop', 'on', true)`);
  return result;
}

async function keptFacts(tx: EntityManager, clientId: string): Promise<BooksFacts> {
  const [business] = await tx.execute<{ home_currency: string | null; fiscal_year_start_month: number }[]>(
    'select home_currency, fiscal_year_start_month from business where client_id = ?',
    [clientId],
  );
  if (!business) throw new Error('the books of a client without a company cannot be read');
  return {
    homeCurrency: business.home_currency ?? 'USD',
    fiscalYearStartMonth: business.fiscal_year_start_month,
  };
}

/** The ledger's labels with the entities they stand for. */
function labelledTypes(labels: readonly string[]): LabelledType[] {
  return labels.flatMap((label) => {
    const type = documentTypeOf(label);
    return type === null ? [] : [{ label, type }];
  });
}

function entitiesOf(landmarks: readonly Landmark[]): EntityRef[] {
  return landmarks.flatMap(({ document_type, document_id }) => {
    const type = documentTypeOf(document_type);
    return type === null || document_id === null ? [] : [{ type, id: document_id }];
  });
}

/**
 * The documents that stay whole whatever their date: landmarks, what deposits deposit (its other legs give the
 * deposit's class), and what payments settle or use up that is no document of ours (its legs give the sign and the date).
 */
function wholeDocuments(
  { from }: FigureScope,
  landmarks: readonly Landmark[],
  documents: readonly BookDocument[],
  undocumented: readonly EntityRef[],
  labels: readonly LabelledType[],
): WholeDocuments {
  const labelsOf = Map.groupBy(labels, ({ type }) => type);
  const recent = new Set(documents.filter(({ date }) => date >= from).map(({ type, id }) => `${type}:${id}`));
  const oldKeys = new Set(landmarks.flatMap(({ document_key }) => document_key ?? []));
  const keys = new Set(oldKeys);
  const add = ({ type, id }: EntityRef): void => {
    for (const { label } of labelsOf.get(type) ?? []) {
      keys.add(`${label}:${id}`);
      if (!recent.has(`${type}:${id}`)) oldKeys.add(`${label}:${id}`);
    }
  };
  entitiesOf(landmarks).forEach(add);
  undocumented.forEach(add);
  for (const { type, applications } of documents) {
    if (type === 'Deposit') applications.forEach(add);
    if (type === 'Payment' || type === 'BillPayment')
      applications.filter((application) => !PLAIN.has(`${type} ${application.type}`)).forEach(add);
  }
  return { keys: [...keys], oldKeys: [...oldKeys] };
}

/** What a payment settles or uses up as a matter of course; the sign of these is known without their legs. */
const PLAIN: ReadonlySet<string> = new Set([
  'Payment Invoice',
  'Payment CreditMemo',
  'BillPayment Bill',
  'BillPayment VendorCredit',
]);
