import type { Landmark } from './figureLandmarks.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';
import type { LabelledType } from './figureSummaries.js';

/** Newest first; a company that links none of its deposits would keep every receipt it ever had. */
const MOST_LINGERING = 2_000;

/**
 * Documents older than `from` that still lie where nothing should stay: receipts in undeposited funds that no deposit
 * names, and what was posted to opening balance equity. At most two thousand, the newest.
 */
export async function lingeringDocuments(scope: FigureScope, labels: readonly LabelledType[]): Promise<Landmark[]> {
  const at = versionOf(scope);
  return scope.tx.execute<Landmark[]>(
    `with named as materialized (
       select applied.type, applied.id from document d
         cross join lateral jsonb_to_recordset(d.applications) as applied(type text, id text)
         where d.type = 'Deposit' and not d.voided and ${visible('d')}
     ), place as (
       select a.qb_id, a.sub_type from account a
         where a.sub_type in ('UndepositedFunds', 'OpeningBalanceEquity') and ${visible('a')}
     ), label as (
       select label, type from jsonb_to_recordset(?::jsonb) as l(label text, type text)
     )
     select p.document_key, p.document_type, p.document_id
       from posting p join place on place.qb_id = p.account_id left join label l on l.label = p.document_type
       where p.date < ? and ${visible('p')}
         and (place.sub_type = 'OpeningBalanceEquity'
           or (p.debit > 0 and not exists (select from named n where n.type = l.type and n.id = p.document_id)))
       group by p.document_key, p.document_type, p.document_id
       order by max(p.date) desc, p.document_key limit ${MOST_LINGERING}`,
    [...at, ...at, JSON.stringify(labels), scope.from, ...at],
  );
}
