import type { Account } from '../../domain/books.js';
import { hashed, postingRow } from '../books/bookRows.js';
import type { QuickBooksCompany } from '../quickbooks/http.js';
import { generalLedgerParameters, readGeneralLedger } from '../quickbooks/mapping/generalLedger.js';
import type { LedgerSpan } from './chunkPlan.js';
import type { Chunk } from './chunkStore.js';

/** Reads a span of the general ledger; the accounts are those QuickBooks has now. */
export async function readLedgerSpan(
  quickBooks: QuickBooksCompany,
  { key, from, to }: LedgerSpan,
  accounts: readonly Account[],
  multiCurrency: boolean,
): Promise<Chunk> {
  const report = await quickBooks.report('GeneralLedger', generalLedgerParameters(from, to, multiCurrency));
  const rows = hashed(readGeneralLedger(report, accounts, multiCurrency).map(postingRow));
  return { key, kind: 'POSTINGS', rows, covers: { from, to } };
}
