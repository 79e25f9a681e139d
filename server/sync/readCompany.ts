import type { Account } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import { accountOf, accountRow, documentRow, hashed, partyRow, type AccountRow } from '../books/bookRows.js';
import type { ChunkKind } from '../books/versionedTables.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { PAGE_SIZE } from '../quickbooks/http.js';
import { readCompany, type Company } from '../quickbooks/mapping/company.js';
import { DOCUMENT_SHAPES, readDocument } from '../quickbooks/mapping/documents.js';
import { readAccount, readParty } from '../quickbooks/mapping/lists.js';
import type { AccountList } from './accountList.js';
import { changedSince } from './changedEntities.js';
import { ledgerSpans } from './chunkPlan.js';
import type { Chunk } from './chunkStore.js';
import { inParallel } from './inParallel.js';
import type { Progress } from './progress.js';
import { readLedgerSpan } from './readLedger.js';

/** Requests to one company at a time; its limit per second holds besides. */
export const WIDTH = 4;
/** A span of the ledger that has more rows than this takes tens of megabytes while it is read: one at a time. */
const MANY_ROWS = 5_000;
const WIDTH_OF_MANY_ROWS = 1;
const MOST_PAGES = 5000;
const ALL = { all: true } as const;
const EVERYTHING = 'Active in (true, false)';

/** Where chunks go, and what is there already. */
export interface ChunkSink {
  /** Rows of a chunk that is kept already; undefined when it is not. */
  staged(key: string): number | undefined;
  stage(chunk: Chunk, progress: Progress): Promise<void>;
  rowsOf<Row>(kind: ChunkKind): Promise<Row[]>;
  /** The earliest date of any document that is kept; null without any. */
  firstDocumentDate(): Promise<IsoDate | null>;
  /** QuickBooks' time when the reading began. */
  beganAt(): Date | null;
  accountList(accounts: readonly Account[], company: Company): AccountList;
}

/**
 * Reads a whole company, chunk by chunk, skipping the chunks that are kept already: company, accounts, parties,
 * documents page by page, then the general ledger span by span. Holds one chunk a request in memory, no more. What was
 * deleted since the reading began may have moved rows to pages that were read before:
 * kinds of several pages are then read once more.
 */
export async function readWholeCompany(
  quickBooks: QuickBooksCompany,
  sink: ChunkSink,
  asOf: IsoDate,
): Promise<{ readonly company: Company; readonly accounts: AccountList }> {
  const company = await companyChunk(quickBooks, sink);
  const accounts = sink.accountList(await accountChunks(quickBooks, sink, company), company);
  await documentChunks(quickBooks, sink, company);
  await shiftedChunks(quickBooks, sink, company);
  const spans = ledgerSpans(await firstDate(sink, company, asOf), asOf);
  let done = 0;
  let largest = 0;
  const width = (): number => (largest > MANY_ROWS ? WIDTH_OF_MANY_ROWS : WIDTH);
  await inParallel(spans, width, async (span) => {
    if (sink.staged(span.key) === undefined) {
      const chunk = await readLedgerSpan(quickBooks, span, accounts, company.multiCurrency);
      largest = Math.max(largest, chunk.rows.length);
      await sink.stage(chunk, { phase: span.phase, percent: 35 + (55 * done) / spans.length });
    }
    done += 1;
  });
  return { company, accounts };
}

async function companyChunk(quickBooks: QuickBooksCompany, sink: ChunkSink): Promise<Company> {
  if (sink.staged('company') === undefined) {
    const company = await fetchCompany(quickBooks);
    await sink.stage(
      { key: 'company', kind: 'COMPANY', rows: [company], covers: ALL },
      { phase: 'Reading the company', percent: 2 },
    );
    return company;
  }
  const [company] = await sink.rowsOf<Company>('COMPANY');
  if (!company) throw new Error('a kept company chunk holds one company');
  return company;
}

/** What the company says of itself. */
export async function fetchCompany(quickBooks: QuickBooksCompany): Promise<Company> {
  const [info, preferences] = await Promise.all([
    quickBooks.get(`companyinfo/${quickBooks.realmId}`),
    quickBooks.get('preferences'),
  ]);
  return readCompany(info, preferences);
}

/** Every account QuickBooks has now, inactive ones included. */
export async function fetchAccounts(quickBooks: QuickBooksCompany, homeCurrency: string): Promise<Account[]> {
  const accounts: Account[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await quickBooks.page('Account', page, EVERYTHING);
    accounts.push(...rows.map((row) => readAccount(row, homeCurrency)));
    if (rows.length < PAGE_SIZE) return accounts;
  }
  throw new Error(`more than ${MOST_PAGES} pages of accounts`);
}

async function accountChunks(quickBooks: QuickBooksCompany, sink: ChunkSink, company: Company): Promise<Account[]> {
  const progress = { phase: 'Reading the accounts', percent: 4 };
  await pages(sink, 'accounts', 'ACCOUNTS', progress, async (page) => {
    const rows = await quickBooks.page('Account', page, EVERYTHING);
    return rows.map((row) => accountRow(readAccount(row, company.homeCurrency)));
  });
  return (await sink.rowsOf<AccountRow>('ACCOUNTS')).map(accountOf);
}

async function documentChunks(quickBooks: QuickBooksCompany, sink: ChunkSink, company: Company): Promise<void> {
  const parties = (['Customer', 'Vendor'] as const).map((kind) => ({ kind, percent: 6 }));
  await inParallel(parties, WIDTH, ({ kind, percent }) =>
    pages(sink, `parties:${kind}`, 'PARTIES', { phase: `Reading ${kind.toLowerCase()}s`, percent }, async (page) => {
      const rows = await quickBooks.page(kind, page, EVERYTHING);
      return rows.map((row) => partyRow(readParty(row, kind)));
    }),
  );
  let done = 0;
  await inParallel(DOCUMENT_SHAPES, WIDTH, async (shape) => {
    await documentPages(quickBooks, sink, company, shape, '', 8 + (26 * done) / DOCUMENT_SHAPES.length);
    done += 1;
  });
}

function documentPages(
  quickBooks: QuickBooksCompany,
  sink: ChunkSink,
  company: Company,
  shape: (typeof DOCUMENT_SHAPES)[number],
  again: '' | ':again',
  percent: number,
): Promise<void> {
  const progress = { phase: 'Reading bills, invoices and payments', percent };
  return pages(sink, `documents:${shape.type}${again}`, 'DOCUMENTS', progress, async (page) => {
    const rows = await quickBooks.page(shape.type, page, '', shape.key);
    return rows.map((row) => documentRow(readDocument(row, shape, company.homeCurrency)));
  });
}

/**
 * A document that is deleted while pages are read moves those after it forward, one of them onto a page that was read
 * already. It would be missed for good, since nothing tells of it as a change.
 */
async function shiftedChunks(quickBooks: QuickBooksCompany, sink: ChunkSink, company: Company): Promise<void> {
  const paged = DOCUMENT_SHAPES.filter(({ type }) => sink.staged(`documents:${type}:0001`) !== undefined);
  const since = sink.beganAt();
  if (paged.length === 0 || since === null) return;
  const types = paged.map(({ type }) => type);
  const found = await changedSince(quickBooks, since, types);
  const shifted = paged.filter(({ type }) => !found || (found.deleted.get(type)?.length ?? 0) > 0);
  await inParallel(shifted, WIDTH, (shape) => documentPages(quickBooks, sink, company, shape, ':again', 34));
}

/** One chunk a page, until a page is not full. */
async function pages(
  sink: ChunkSink,
  key: string,
  kind: ChunkKind,
  progress: Progress,
  fetchPage: (page: number) => Promise<object[]>,
): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const chunkKey = `${key}:${String(page).padStart(4, '0')}`;
    const kept = sink.staged(chunkKey);
    const rows = kept === undefined ? hashed(await fetchPage(page)) : null;
    if (rows) await sink.stage({ key: chunkKey, kind, rows, covers: ALL }, progress);
    if ((rows?.length ?? kept ?? 0) < PAGE_SIZE) return;
  }
  throw new Error(`more than ${MOST_PAGES} pages of ${key}`);
}

/** The earliest date of any document; where only reports show entries, the company's first day. */
async function firstDate(sink: ChunkSink, company: Company, asOf: IsoDate): Promise<IsoDate> {
  return (await sink.firstDocumentDate()) ?? company.startDate ?? asOf;
}
