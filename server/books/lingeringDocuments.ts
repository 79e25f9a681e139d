import type { Landmark } from './figureLandmarks.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';
import type { LabelledType } from './figureSummaries.js';

/** Of each kind, the newest: a company that links none of its deposits would keep every receipt it ever had. */
const MOST_OF_A_KIND = 2_000;

/**
 * Documents older than `from` that the rules ask about whatever their age, at most two thousand of each kind, the newest:
 * what was put into undeposited funds or taken from it and is not settled by deposits that name it; bank entries that were passed over when later ones of the account
 * were cleared, with the newest cleared one of each account; entries on receivables and payables beside invoices, bills,
 * credits and payments; and what was entered since `from` with an older date.
 */
export async function lingeringDocuments(scope: FigureScope, labels: readonly LabelledType[]): Promise<Landmark[]> {
  const at = versionOf(scope);
  const newest = `limit ${MOST_OF_A_KIND}`;
  return scope.tx.execute<Landmark[]>(
    `with place as (
       select a.qb_id, case when a.sub_type = 'UndepositedFunds' then 'UNDEPOSITED' when a.type = 'Bank' then 'BANK' else 'CONTROL' end as kind
         from account a where ${visible('a')}
           and (a.sub_type = 'UndepositedFunds' or a.type in ('Bank', 'Accounts Receivable', 'Accounts Payable'))
     ), old as materialized (
       select p.document_key, p.document_type, p.document_id, p.date, p.account_id, p.debit - p.credit as balance, p.cleared, place.kind, l.type
         from posting p join place on place.qb_id = p.account_id
         left join jsonb_to_recordset(?::jsonb) as l(label text, type text) on l.label = p.document_type
         where p.date < ? and ${visible('p')}
           and (place.kind <> 'CONTROL' or l.type is null or l.type not in (${OWN_OF_CONTROL}))
     ), deposited as materialized (
       select d.qb_id, applied.type, applied.id, applied.amount from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(type text, id text, amount bigint)
         where d.type = 'Deposit' and not d.voided and ${visible('d')}
     ), through as (
       select type, id, sum(amount) as amount from deposited group by type, id
       union all select 'Deposit', qb_id, -sum(amount) from deposited group by qb_id
     ), waiting as (
       select document_key, type, document_id, max(date) as date, sum(balance) as balance from old
         where kind = 'UNDEPOSITED' group by document_key, type, document_id
     ), cleared as (
       select distinct on (account_id) account_id, date, document_key from old
         where kind = 'BANK' and cleared order by account_id, date desc, document_key
     ), cleared_since as (
       select distinct p.account_id from posting p where p.cleared and p.date >= ? and ${visible('p')}
     ), passed as (
       select o.document_key, o.date from old o left join cleared c on c.account_id = o.account_id
         where o.kind = 'BANK' and not o.cleared
           and (o.date <= c.date or o.account_id in (select account_id from cleared_since))
     ), lingering as (
       (select w.document_key from waiting w left join through t on t.type = w.type and t.id = w.document_id
         where w.balance <> coalesce(t.amount, 0) order by w.date desc ${newest})
       union (select document_key from passed order by date desc ${newest})
       union select document_key from cleared
       union (select document_key from old where kind = 'CONTROL' order by date desc ${newest})
     )
     select distinct document_key, document_type, document_id from old join lingering using (document_key)
     union all
     (select null, d.type, d.qb_id from document d where d.date < ? and d.created_at >= ? and ${visible('d')}
       order by d.created_at desc ${newest})`,
    [...at, JSON.stringify(labels), scope.from, ...at, ...at, scope.from, ...at, scope.from, scope.from, ...at],
  );
}

/** What belongs on receivables and payables. */
const OWN_OF_CONTROL = `'Invoice', 'CreditMemo', 'Payment', 'Bill', 'VendorCredit', 'BillPayment'`;
