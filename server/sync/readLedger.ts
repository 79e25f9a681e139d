import { hashed, postingRow } from '../books/bookRows.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { generalLedgerParameters, readGeneralLedger } from '../quickbooks/mapping/generalLedger.js';
import type { AccountList } from './accountList.js';
import type { LedgerSpan } from './chunkPlan.js';
import type { Chunk } from './chunkStore.js';

/** Reads a span of the general ledger. */
export async function readLedgerSpan(
  quickBooks: QuickBooksCompany,
  { key, from, to }: LedgerSpan,
  accounts: AccountList,
  multiCurrency: boolean,
): Promise<Chunk> {
  const report = await quickBooks.report('GeneralLedger', generalLedgerParameters(from, to, multiCurrency));
  const postings = await accounts.mapped((known) => readGeneralLedger(report, known, multiCurrency));
  return { key, kind: 'POSTINGS', rows: hashed(postings.map(postingRow)), covers: { from, to } };
}
