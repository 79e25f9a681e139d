import type { Posting } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import { cents } from '../../domain/money.js';
import { summaryKey } from '../../domain/summaryPostings.js';
import { fiscalYearStart } from '../../domain/trialBalance.js';
import type { IsoDate } from '../../domain/units.js';
import { postingOf, type PostingRow } from './bookRows.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';

/** A label of the general ledger and the entity behind it. */
export interface LabelledType {
  readonly label: string;
  readonly type: string;
}

interface SummaryRow {
  readonly date: IsoDate;
  readonly foreign_documents: boolean;
  readonly account_id: string;
  readonly document_type: string | null;
  readonly balance: number;
}

/** The summaries' label where the kind of document does not matter. */
const ANY_DOCUMENT = 'Balance brought forward';

/** Keys of the documents that stay whole: those named, and since `from` those that touch a bank account. */
const WHOLE = `whole as materialized (
    select jsonb_array_elements_text(?::jsonb) as document_key
    union select p.document_key from posting p join account b on b.qb_id = p.account_id
      where b.type = 'Bank' and p.date >= ? and ${visible('b')} and ${visible('p')}
  )`;

function wholeParameters(scope: FigureScope, keys: readonly string[]): unknown[] {
  return [JSON.stringify(keys), scope.from, ...versionOf(scope), ...versionOf(scope)];
}

/** Every posting of the documents that stay whole. */
export async function wholePostings(scope: FigureScope, keys: readonly string[]): Promise<Posting[]> {
  const rows = await scope.tx.execute<PostingRow[]>(
    `with ${WHOLE}
     select p.document_key, p.document_type, p.document_id, p.date::text, p.account_id, p.debit::float8, p.credit::float8,
       p.number, p.name, p.memo, p.cleared
       from posting p join whole using (document_key) where ${visible('p')}`,
    [...wholeParameters(scope, keys), ...versionOf(scope)],
  );
  return rows.map(postingOf);
}

/**
 * All other postings as sums: since `from` by day, before it in two steps, what the fiscal year of `from` had seen by then
 * and what came before that year. By account; on receivable and payable accounts by kind of document too. They are
 * balanced, because documents are.
 */
export async function summaryPostings(
  scope: FigureScope,
  keys: readonly string[],
  labels: readonly LabelledType[],
): Promise<Posting[]> {
  const { from } = scope;
  const yearStart = fiscalYearStart(from, scope.fiscalYearStartMonth);
  const rows = await scope.tx.execute<SummaryRow[]>(
    `with ${WHOLE}, control as (
       select a.qb_id from account a where a.type in ('Accounts Receivable', 'Accounts Payable') and ${visible('a')}
     ), foreign_document as materialized (
       select l.label || ':' || d.qb_id as document_key from document d
         join jsonb_to_recordset(?::jsonb) as l(label text, type text) on l.type = d.type
         where d.currency <> ? and ${visible('d')}
     )
     select (case when p.date >= ? then p.date when p.date < ? then ?::date else ?::date end)::text as date,
       f.document_key is not null as foreign_documents, p.account_id,
       case when c.qb_id is null then null else p.document_type end as document_type,
       sum(p.debit - p.credit)::float8 as balance
       from posting p
       left join control c on c.qb_id = p.account_id
       left join foreign_document f on f.document_key = p.document_key
       where ${visible('p')} and not exists (select from whole w where w.document_key = p.document_key)
       group by 1, 2, 3, 4`,
    [
      ...wholeParameters(scope, keys),
      ...versionOf(scope),
      JSON.stringify(labels),
      scope.homeCurrency,
      ...versionOf(scope),
      from,
      yearStart,
      addDays(yearStart, -1),
      addDays(from, -1),
      ...versionOf(scope),
    ],
  );
  return rows.map(summaryOf);
}

function summaryOf(row: SummaryRow): Posting {
  const balance = cents(row.balance);
  return {
    documentKey: summaryKey(row.date, row.foreign_documents),
    documentType: row.document_type ?? ANY_DOCUMENT,
    documentId: null,
    date: row.date,
    accountId: row.account_id,
    debit: cents(Math.max(0, balance)),
    credit: cents(Math.max(0, -balance)),
    number: null,
    name: null,
    memo: null,
    cleared: false,
  };
}
