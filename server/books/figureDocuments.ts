import type { BookDocument } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import { documentOf, type DocumentRow } from './bookRows.js';
import { eachRow, SharedTexts } from './eachRow.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';

/** An API entity by its type and id. */
export interface EntityRef {
  readonly type: string;
  readonly id: string;
}

/** PostgreSQL's pattern of an instant as ISO 8601 writes it. */
const ISO_INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS"Z"';

export interface FigureDocuments {
  readonly documents: readonly BookDocument[];
  /** What payments name and no document stands for: only the ledger can date it. */
  readonly undocumented: readonly EntityRef[];
}

/** Which documents are asked for beside those that every date needs. */
export interface DocumentsAsked {
  /** The first date as of which anything is asked. */
  readonly first: IsoDate;
  readonly wanted: readonly EntityRef[];
  /** With each document the deposits that name it, and what these name besides. */
  readonly withDeposits?: boolean;
  /** Told when a document was entered, where QuickBooks says so. */
  readonly entered?: (document: BookDocument, at: string) => void;
}

/**
 * The documents that can matter to anything asked as of `first` or later: those dated after it, those open or unapplied on
 * it, those whose state changes later, every payment applied to one of these, payments applied to anything else than
 * invoices, bills and their credits (the tie-out bridges those), deposits since `from` and documents in other currencies
 * since `from`, what these deposits and such payments name, and `wanted`.
 */
export async function figureDocuments(
  scope: FigureScope,
  { first, wanted, withDeposits = false, entered }: DocumentsAsked,
): Promise<FigureDocuments> {
  const at = versionOf(scope);
  const { from, homeCurrency } = scope;
  const [documents, undocumented]: [BookDocument[], EntityRef[]] = [[], []];
  const texts = new SharedTexts();
  await eachRow<DocumentRow & { readonly undocumented: readonly EntityRef[] | null; readonly entered: string | null }>(
    scope.tx,
    `with link as materialized (
       select d.type as by_type, d.qb_id as by_id, applied.type, applied.id, applied.amount, t.qb_id is null as unknown,
         d.date > ? or coalesce(t.date > ?, true) as late,
         (d.type, applied.type) not in (('Payment', 'Invoice'), ('Payment', 'CreditMemo'), ('BillPayment', 'Bill'),
           ('BillPayment', 'VendorCredit')) as beside
         from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(type text, id text, amount bigint)
         left join document t on t.type = applied.type and t.qb_id = applied.id and ${visible('t')}
         where d.type in ('Payment', 'BillPayment') and not d.voided and ${visible('d')}
     ), settled as (
       select type, id, sum(amount) as amount, bool_or(late) as late from link group by type, id
     ), spent as (
       select by_type, by_id, bool_or(late) as late,
         sum(case when type in ('CreditMemo', 'VendorCredit') then -amount else amount end) as amount
         from link group by by_type, by_id
     ), undocumented as (
       select by_type, by_id, jsonb_agg(jsonb_build_object('type', type, 'id', id)) as refs
         from link where unknown group by by_type, by_id
     ), wanted as (
       select type, id from jsonb_to_recordset(?::jsonb) as w(type text, id text)
     ), named as (
       select applied.type, applied.id from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(type text, id text)
         where d.type = 'Deposit' and ${visible('d')}
           and (d.date >= ? or d.qb_id in (select id from wanted where type = 'Deposit'))
       union select type, id from link where beside
       union select type, id from wanted
     ), kept as materialized (
       select d.type, d.qb_id as id from document d
         left join settled s on s.type = d.type and s.id = d.qb_id
         left join spent p on p.by_type = d.type and p.by_id = d.qb_id
         where ${visible('d')} and (d.date > ? or (d.date >= ? and (d.type = 'Deposit' or d.currency <> ?))
           or (not d.voided and case
             when d.type in ('Bill', 'Invoice', 'VendorCredit', 'CreditMemo')
               then coalesce(s.late, false) or d.total <> coalesce(s.amount, 0)
             when d.type in ('Payment', 'BillPayment') then coalesce(p.late, false) or d.total <> coalesce(p.amount, 0)
             else false end))
       union select type, id from named
     ), chosen as (
       select type, id from kept
       union select l.by_type, l.by_id from link l join kept k on k.type = l.type and k.id = l.id
     ), deposited as (
       select d.qb_id, applied.type, applied.id from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(type text, id text)
         where ? and d.type = 'Deposit' and ${visible('d')}
     ), deposit as (
       select distinct d.qb_id from deposited d join chosen c on c.type = d.type and c.id = d.id
     ), asked as (
       select type, id from chosen
       union select 'Deposit', qb_id from deposit
       union select d.type, d.id from deposited d join deposit using (qb_id)
     )
     select d.type, d.qb_id, d.date::text, d.due_date::text, d.number, d.party_id, d.party_name, d.currency,
       d.total::float8, d.voided, d.sync_token, null as created_at, null as updated_at, d.applications, u.refs as undocumented,
       to_char(d.created_at at time zone 'UTC', '${ISO_INSTANT}') as entered
       from asked c join document d on d.type = c.type and d.qb_id = c.id
       left join undocumented u on u.by_type = d.type and u.by_id = d.qb_id
       where ${visible('d')}`,
    [
      first,
      first,
      ...at,
      ...at,
      JSON.stringify(wanted),
      ...at,
      from,
      ...at,
      first,
      from,
      homeCurrency,
      withDeposits,
      ...at,
      ...at,
    ],
    (row) => {
      const document = sharing(texts, documentOf(row));
      documents.push(document);
      if (row.entered !== null) entered?.(document, row.entered);
      if (row.undocumented) undocumented.push(...row.undocumented);
    },
  );
  return { documents, undocumented };
}

function sharing(texts: SharedTexts, document: BookDocument): BookDocument {
  return {
    ...document,
    type: texts.one(document.type),
    date: texts.one(document.date),
    dueDate: texts.one(document.dueDate),
    partyId: texts.one(document.partyId),
    partyName: texts.one(document.partyName),
    currency: texts.one(document.currency),
  };
}
