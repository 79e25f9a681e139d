import type { Books } from '../../domain/books.js';
import type { EntityManager } from '../platform/database.js';
import { accountOf, documentOf, postingOf, type AccountRow, type DocumentRow, type PostingRow } from './bookRows.js';

/** Visible at a version: begun by then, and not ended by then. Parameters: client, version, version. */
const VISIBLE = 'client_id = ? and from_version <= ? and (to_version is null or to_version > ?)';

/**
 * A client's whole books as they stood at a version: what condensed ones are compared with, too large for anything else.
 * Null when the client's company is not known to the caller.
 */
export async function loadBooks(tx: EntityManager, clientId: string, version: number): Promise<Books | null> {
  const [business] = await tx.execute<{ home_currency: string | null; fiscal_year_start_month: number }[]>(
    'select home_currency, fiscal_year_start_month from business where client_id = ?',
    [clientId],
  );
  if (!business) return null;
  const at = [clientId, version, version];
  const accounts = await tx.execute<AccountRow[]>(
    `select qb_id, name, full_name, type, sub_type, number, currency, active from account where ${VISIBLE} order by qb_id`,
    at,
  );
  const documents = await tx.execute<DocumentRow[]>(
    `select type, qb_id, date::text, due_date::text, number, party_id, party_name, currency, total::float8, voided,
       sync_token, null as created_at, null as updated_at, applications from document where ${VISIBLE} order by type, qb_id`,
    at,
  );
  const postings = await tx.execute<PostingRow[]>(
    `select document_key, document_type, document_id, date::text, account_id, debit::float8, credit::float8, number, name,
       memo, cleared from posting where ${VISIBLE} order by date, document_key, account_id`,
    at,
  );
  return {
    homeCurrency: business.home_currency ?? 'USD',
    fiscalYearStartMonth: business.fiscal_year_start_month,
    accounts: accounts.map(accountOf),
    documents: documents.map(documentOf),
    postings: postings.map(postingOf),
  };
}
