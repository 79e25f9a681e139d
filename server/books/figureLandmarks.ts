import { versionOf, visible, type FigureScope } from './figureScope.js';

/** A document of the ledger that stays whole though it is old. */
export interface Landmark {
  readonly document_key: string | null;
  readonly document_type: string;
  readonly document_id: string | null;
}

/**
 * Bank accounts are told apart by the bits of a bigint. Past this many two share a bit: then a first or last movement of
 * one of the two alone can be missed, and nothing else.
 */
const BANK_BITS = 63;

/**
 * The old documents that say when a client's history begins and when cash moved last, whichever bank accounts are
 * counted: documents that touch the same banks, on the same sides, against the same kinds of other legs, are cash
 * movements or not together and of the same class, so the first and the last of each such kind are enough. A deposit's
 * class can lie in the documents it deposits: those that hold opening balances are all kept.
 */
export async function figureLandmarks(scope: FigureScope): Promise<Landmark[]> {
  const at = versionOf(scope);
  return scope.tx.execute<Landmark[]>(
    `with bank as (
       select a.qb_id, 1::bigint << ((row_number() over (order by a.qb_id) - 1) % ${BANK_BITS})::int as mark
         from account a where a.type = 'Bank' and ${visible('a')}
     ), opening as (
       select a.qb_id from account a where a.sub_type = 'OpeningBalanceEquity' and ${visible('a')}
     ), touching as (
       select p.document_key, p.date,
         bit_or(case when p.debit > 0 then b.mark end) as banks_debited,
         bit_or(case when p.credit > 0 then b.mark end) as banks_credited,
         bool_or(b.mark is null and p.debit > 0) as others_debited,
         bool_or(b.mark is null and p.credit > 0) as others_credited,
         bool_or(o.qb_id is not null) as opens
         from posting p left join bank b on b.qb_id = p.account_id left join opening o on o.qb_id = p.account_id
         where p.date < ? and ${visible('p')}
         group by p.document_key, p.date
         having bool_or(b.mark is not null)
     ), edge as (
       select min(date::text || document_key) as first, max(date::text || document_key) as last
         from touching group by banks_debited, banks_credited, others_debited, others_credited, opens
     ), opened as (
       select distinct p.document_id from posting p join opening o on o.qb_id = p.account_id
         where p.date < ? and p.document_id is not null and ${visible('p')}
     ), deposit as (
       select distinct d.qb_id from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(id text)
         where d.type = 'Deposit' and d.date < ? and applied.id in (select document_id from opened) and ${visible('d')}
     )
     select distinct p.document_key, p.document_type, p.document_id from posting p
       where p.date < ? and ${visible('p')}
         and p.document_key in (select substr(first, 11) from edge union select substr(last, 11) from edge)
     union
     select null, 'Deposit', qb_id from deposit`,
    [...at, ...at, scope.from, ...at, scope.from, ...at, scope.from, ...at, scope.from, ...at],
  );
}
