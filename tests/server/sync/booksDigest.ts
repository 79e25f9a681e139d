import type { TestDatabase } from '../../harness/database.js';

const CONTENT: Readonly<Record<string, string>> = {
  account: 'qb_id, name, full_name, type, sub_type, number, currency, active',
  party: 'kind, qb_id, name, email, active, vendor_1099, has_tax_identifier',
  document:
    'type, qb_id, date, due_date, number, party_id, party_name, currency, total, voided, sync_token, created_at, applications',
  attachment: 'qb_id, file_name, attached_to',
  posting: 'document_key, document_type, document_id, date, account_id, debit, credit, number, name, memo, cleared',
};

/** The books of a client as whoever reads them now finds them: by table, every row's content in order. */
export async function shownBooks(test: TestDatabase, clientId: string): Promise<Record<string, string[]>> {
  const books: Record<string, string[]> = {};
  for (const [table, columns] of Object.entries(CONTENT)) {
    const rows = await test.asOwner<{ row: string }>(
      `select row(${columns})::text as row from ${table} t join books k on k.client_id = t.client_id
         where t.client_id = ? and from_version <= k.version and (to_version is null or to_version > k.version)
         order by 1`,
      [clientId],
    );
    books[table] = rows.map(({ row }) => row);
  }
  return books;
}

/**
 * Sums that are not those of the postings visible at the version, of every version of a client's books there is: the
 * kept ones and the true ones. Empty where all agree.
 */
export function differingSums(test: TestDatabase, clientId: string): Promise<object[]> {
  return test.asOwner(
    `with version as (
       select from_version as number from posting where client_id = ? union select to_version from posting where client_id = ?
     ), kept as (
       select v.number, date, account_id, document_type, sum(balance) as balance, sum(entries) as entries
         from version v join posting_sum s on s.client_id = ? and s.version <= v.number group by 1, 2, 3, 4
         having sum(balance) <> 0 or sum(entries) <> 0
     ), true_sum as (
       select v.number, date, account_id, document_type, sum(debit - credit) as balance, count(*) as entries
         from version v join posting p on p.client_id = ? and p.from_version <= v.number
           and (p.to_version is null or p.to_version > v.number) group by 1, 2, 3, 4
     )
     (table kept except table true_sum) union all (table true_sum except table kept)`,
    [clientId, clientId, clientId, clientId],
  );
}
