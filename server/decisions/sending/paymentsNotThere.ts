import type { ReconcileParts, WritableCompany } from './sendingParts.js';

/** So many are asked for, the youngest first. */
const MOST_ASKED_FOR = 2_000;
/** Ids in one question, which travels in the request's address. */
const ASKED_AT_ONCE = 100;
const PREFIX = 'BillPayment:';

/** The payments recorded for this client that QuickBooks does not have any more, by key: each is asked for by its id. */
export async function paymentsNotThere(
  { database }: Pick<ReconcileParts, 'database'>,
  company: Pick<WritableCompany, 'select'>,
  clientId: string,
): Promise<readonly string[]> {
  const rows = await database.asSync({ clientId }, (tx) =>
    tx.execute<{ key: string }[]>(
      `select document_key as key from decision_effect where client_id = ?::uuid and document_key like '${PREFIX}%'
         order by applied_at desc limit ${MOST_ASKED_FOR}`,
      [clientId],
    ),
  );
  const keys = rows.map(({ key }) => key).filter((key) => /^\d{1,19}$/.test(key.slice(PREFIX.length)));
  const gone: string[] = [];
  for (let from = 0; from < keys.length; from += ASKED_AT_ONCE) {
    const asked = keys.slice(from, from + ASKED_AT_ONCE);
    const list = asked.map((key) => `'${key.slice(PREFIX.length)}'`).join(', ');
    const found = await company.select(
      `select * from BillPayment where Id in (${list}) maxresults ${ASKED_AT_ONCE}`,
      'BillPayment',
    );
    const there = new Set(found.map(({ Id: id }) => `${PREFIX}${String(id)}`));
    gone.push(...asked.filter((key) => !there.has(key)));
  }
  return gone;
}
