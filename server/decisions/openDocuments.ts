import type { EntityManager } from '../platform/database.js';

/** Open documents of a kind that are listed of one client. */
export const MOST_OPEN = 5_000;

/** A bill or an invoice with an open balance. Amounts in minor units of `currency`. */
export interface OpenDocumentRow {
  readonly clientId: string;
  readonly type: 'Bill' | 'Invoice';
  readonly id: string;
  readonly number: string | null;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly date: string;
  readonly dueDate: string | null;
  readonly currency: string;
  readonly total: number;
  /** Total less all that is applied to it, whatever its date. */
  readonly openBalance: number;
  readonly sentAt: string | Date | null;
  readonly sendTo: string | null;
  readonly plannedFor: string | null;
  /** Open documents of this client and type, listed or not. */
  readonly inAll: number;
}

/**
 * The open bills and invoices of any number of clients as their newest books have them, by due date (undated last), then
 * key; of each kind the first MOST_OPEN of a client. As the digest's open items, only that nothing is left out for its date.
 * A plan whose day is over has lapsed. One statement.
 */
export function openDocuments(tx: EntityManager, clientIds: readonly string[]): Promise<OpenDocumentRow[]> {
  return tx.execute<OpenDocumentRow[]>(
    `with client as materialized (
       select client_id, books_version as version, as_of from client_row
         where client_id = any(?::uuid[]) and as_of is not null
     ), applied as materialized (
       select d.client_id, x.type, x.id, sum(x.amount) as amount
         from client c join document d on d.client_id = c.client_id and d.type in ('Payment', 'BillPayment')
           and d.from_version <= c.version and (d.to_version is null or d.to_version > c.version) and not d.voided
         cross join lateral jsonb_to_recordset(d.applications) as x(type text, id text, amount bigint)
         where x.type in ('Bill', 'Invoice') group by d.client_id, x.type, x.id
     ), open as (
       select d.client_id, d.type, d.qb_id, d.number, d.party_id, d.party_name, d.date, d.due_date, d.currency, d.total,
         d.total - coalesce(a.amount, 0) as open_balance, d.sent_at, d.send_to, c.as_of,
         row_number() over (partition by d.client_id, d.type order by d.due_date nulls last, d.type || ':' || d.qb_id) as place,
         count(*) over (partition by d.client_id, d.type) as in_all
         from client c join document d on d.client_id = c.client_id and d.type in ('Bill', 'Invoice')
           and d.from_version <= c.version and (d.to_version is null or d.to_version > c.version) and not d.voided
         left join applied a on a.client_id = d.client_id and a.type = d.type and a.id = d.qb_id
         where d.total <> coalesce(a.amount, 0)
     )
     select o.client_id as "clientId", o.type, o.qb_id as id, o.number, o.party_id as "partyId", o.party_name as "partyName",
       o.date::text, o.due_date::text as "dueDate", o.currency, o.total::float8, o.open_balance::float8 as "openBalance",
       o.sent_at as "sentAt", o.send_to as "sendTo", f.moved_to::text as "plannedFor", o.in_all::int as "inAll"
       from open o
       left join forecast_change f on f.client_id = o.client_id and md5(f.key) = md5(o.type || ':' || o.qb_id)
         and f.key = o.type || ':' || o.qb_id and f.moved_to > o.as_of
       where o.place <= ? order by o.client_id, o.type, o.place`,
    [`{${clientIds.join(',')}}`, MOST_OPEN],
  );
}
