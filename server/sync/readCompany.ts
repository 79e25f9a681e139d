import type { Account } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import { accountOf, accountRow, partyRow, type AccountRow } from '../books/bookRows.js';
import { PAGE_SIZE, type QuickBooksCompany } from '../quickbooks/http.js';
import { readCompany, type Company } from '../quickbooks/mapping/company.js';
import { readAccount, readParty } from '../quickbooks/mapping/lists.js';
import type { AccountList } from './accountList.js';
import { ledgerSpans } from './chunkPlan.js';
import type { ChunkSink } from './chunkSink.js';
import { inParallel } from './inParallel.js';
import { readLedgerSpan } from './readLedger.js';
import { MOST_PAGES, pagedEntities, pages, shiftedChunks } from './readPages.js';

/** Requests to one company at a time; its limit per second holds besides. */
const WIDTH = 4;
/** A span of the ledger that has more rows than this takes tens of megabytes while it is read: one at a time. */
const MANY_ROWS = 5_000;
const WIDTH_OF_MANY_ROWS = 1;
const ALL = { all: true } as const;
const EVERYTHING = 'Active in (true, false)';

/**
 * Reads a whole company, chunk by chunk, skipping the chunks that are kept already: company, accounts, parties,
 * documents and attachments page by page, then the general ledger span by span. Holds one chunk a request in memory, no
 * more. What was deleted since the reading began may have moved rows to pages that were read before: kinds of several
 * pages are then read once more.
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
  const paged = pagedEntities(quickBooks, sink, company);
  await inParallel(paged, WIDTH, async ({ read }) => {
    await read('', 8 + (26 * done) / paged.length);
    done += 1;
  });
}

/** The earliest date of any document; where only reports show entries, the company's first day. */
async function firstDate(sink: ChunkSink, company: Company, asOf: IsoDate): Promise<IsoDate> {
  return (await sink.firstDocumentDate()) ?? company.startDate ?? asOf;
}
