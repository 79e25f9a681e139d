import type { EntityManager } from '../platform/database.js';
import type { BooksOwner } from './mergeStaged.js';

/**
 * Keeps what a version changes in the sums of postings, by day, account and kind of document, from the rows that begin
 * and end with it. Safe to repeat after each merge into the same version. The caller's transaction holds the books' row.
 */
export async function keepPostingSums(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  version: number,
): Promise<void> {
  await dropPostingSums(tx, clientId, version);
  await tx.execute(
    `insert into posting_sum (client_id, firm_id, version, date, account_id, document_type, balance, entries)
       select ?::uuid, ?::uuid, ?::integer, date, account_id, document_type, sum(balance), sum(entries)
         from (select date, account_id, document_type, debit - credit as balance, 1 as entries
             from posting where client_id = ? and from_version = ?
           union all
           select date, account_id, document_type, credit - debit, -1 from posting where client_id = ? and to_version = ?
         ) change
         group by date, account_id, document_type having sum(balance) <> 0 or sum(entries) <> 0`,
    [clientId, firmId, version, clientId, version, clientId, version],
  );
}

/** Forgets what a version that was never shown changed. */
export async function dropPostingSums(tx: EntityManager, clientId: string, version: number): Promise<void> {
  await tx.execute('delete from posting_sum where client_id = ? and version = ?', [clientId, version]);
}
