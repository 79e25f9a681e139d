import { cents } from '../../domain/money.js';
import type { Cents } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';

/** Debit less credit by month (`2026-11`) and account, of every posting visible at a version. One statement. */
export async function monthlySums(
  tx: EntityManager,
  clientId: string,
  version: number,
): Promise<Map<string, Map<string, Cents>>> {
  const rows = await tx.execute<{ month: string; account_id: string; balance: number }[]>(
    `select to_char(date_trunc('month', date), 'YYYY-MM') as month, account_id, sum(balance)::float8 as balance
       from posting_sum where client_id = ? and version <= ?
       group by date_trunc('month', date), account_id having sum(entries) > 0`,
    [clientId, version],
  );
  const sums = new Map<string, Map<string, Cents>>();
  for (const { month, account_id, balance } of rows) {
    const accounts = sums.get(month) ?? new Map<string, Cents>();
    sums.set(month, accounts.set(account_id, cents(balance)));
  }
  return sums;
}
