import type { EntityManager } from '../platform/database.js';
import type { IsoDate } from '../../domain/units.js';

/** The calls of a calendar month (UTC, by the database's clock) for all companies together. */
export interface MonthlyCalls {
  /** First day of the month. */
  readonly month: IsoDate;
  /** Tries sent, failed ones included: never below QuickBooks' own count. */
  readonly used: number;
  /** The instant the counts are of. */
  readonly at: Date;
}

/** Calls for one client's company, which another firm's client may share: this month and today, both UTC. */
export interface ClientCalls {
  readonly month: number;
  readonly today: number;
}

/** This month's calls of all companies. For any signed-in person, and for the sync. */
export async function callsThisMonth(tx: EntityManager): Promise<MonthlyCalls> {
  const [row] = await tx.execute<{ month: IsoDate; used: number; at: Date | string }[]>(
    `select to_char(m.first, 'YYYY-MM-DD') as month, coalesce(c.calls, 0) as used, now() as at
       from (select date_trunc('month', now() at time zone 'UTC')::date as first) m
       left join quickbooks_month c on c.month = m.first`,
  );
  if (!row) throw new Error('this month is one row');
  return { month: row.month, used: Number(row.used), at: new Date(row.at) };
}

/** The calls of these clients' companies; clients outside the transaction's scope are left out, as are unconnected ones. */
export async function callsOfClients(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, ClientCalls>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; month: number | string; today: number | string }[]>(
    `select b.client_id as id, coalesce(sum(c.calls), 0) as month,
            coalesce(sum(c.calls) filter (where c.day = (now() at time zone 'UTC')::date), 0) as today
       from business b
       left join quickbooks_calls c on c.realm_id = b.realm_id and c.day >= date_trunc('month', now() at time zone 'UTC')::date
      where b.client_id in (select id::uuid from jsonb_array_elements_text(?::jsonb) as id)
      group by b.client_id`,
    [JSON.stringify(clientIds)],
  );
  return new Map(rows.map(({ id, month, today }) => [id, { month: Number(month), today: Number(today) }]));
}
