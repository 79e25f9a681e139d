/** What must be equal when a run has ended: the product's books, those of a fresh full sync, and the ledger's file. */
import { join } from 'node:path';
import { add, openOf, readLedger, withoutZeros } from './ledgerFile.mjs';

const CONTENT = {
  account: 'qb_id, name, full_name, type, sub_type, number, currency, active',
  party: 'kind, qb_id, name, email, active, vendor_1099, has_tax_identifier',
  document:
    'type, qb_id, date, due_date, number, party_id, party_name, currency, total, voided, sync_token, created_at, applications',
  attachment: 'qb_id, file_name, attached_to',
  posting: 'document_key, document_type, document_id, date, account_id, debit, credit, number, name, memo, cleared',
};
const SHOWN = `from %t t join books k using (client_id) where client_id = $1
  and from_version <= k.version and (to_version is null or to_version > k.version)`;
const MOST_TOLD = 6;

/** Differences between two clients' books and the ledger, in words; none when all three agree. */
export async function compareBooks(ground, { realmId, clientId, freshId }) {
  const differences = [];
  for (const [table, columns] of Object.entries(CONTENT)) {
    const sql = `select row(${columns})::text as row ${SHOWN.replace('%t', table)} order by 1`;
    const [kept, fresh] = await Promise.all([clientId, freshId].map((id) => ground.rows(sql, [id])));
    differences.push(...unequal(table, kept, fresh));
  }
  const ledger = readLedger(join(ground.journals, `${realmId}.jsonl`));
  const books = await productBooks(ground, clientId);
  for (const what of ['net', 'documents', 'open'])
    differences.push(...unequalMaps(`ledger ${what}`, flat(books[what]), flat(ledger[what])));
  return differences;
}

/**
 * Whether all that two clients' postings differ in is entries without an entity (paychecks) that stand on another day of
 * the same month: neither changes nor the sums of months tell of those, and the weekly reading of everything finds them.
 */
export async function waitForWeekly(ground, { clientId, freshId }) {
  const columns =
    "document_id, to_char(date, 'YYYY-MM') as month, account_id, debit, credit, name, memo, document_type";
  const all = `select date::text, ${columns} ${SHOWN.replace('%t', 'posting')}`;
  const [kept, fresh] = await Promise.all([clientId, freshId].map((id) => ground.rows(all, [id])));
  const count = (rows, keyOf) => rows.reduce((sums, row) => (add(sums, keyOf(row), 1), sums), new Map());
  const byDay = (row) => JSON.stringify(row);
  const byMonth = (row) => JSON.stringify({ ...row, date: null });
  const months = unequalMaps('month', count(kept, byMonth), count(fresh, byMonth));
  const days = [count(kept, byDay), count(fresh, byDay)];
  const moved = [...new Set(days.flatMap((sums) => [...sums.keys()]))].filter(
    (key) => days[0].get(key) !== days[1].get(key),
  );
  return moved.length > 0 && months.length === 0 && moved.every((key) => JSON.parse(key).document_id === null);
}

function unequal(what, keptRows, freshRows) {
  const count = (rows) => rows.reduce((sums, { row }) => (add(sums, row, 1), sums), new Map());
  return unequalMaps(what, count(keptRows), count(freshRows), 'a fresh full sync');
}

function unequalMaps(what, kept, wanted, whose = 'the ledger') {
  const told = [];
  for (const key of new Set([...kept.keys(), ...wanted.keys()])) {
    const [ours, theirs] = [kept.get(key), wanted.get(key)];
    if (ours !== theirs) told.push(`${what}: ${key}: product ${ours ?? 'none'}, ${whose} ${theirs ?? 'none'}`);
  }
  return told.length > MOST_TOLD ? [...told.slice(0, MOST_TOLD), `${what}: ${told.length - MOST_TOLD} more`] : told;
}

/** The product's books in the ledger's terms. */
async function productBooks(ground, clientId) {
  const postings = await ground.rows(
    `select date::text, account_id, sum(debit - credit)::bigint as net ${SHOWN.replace('%t', 'posting')} group by 1, 2`,
    [clientId],
  );
  const net = new Map(postings.map(({ date, account_id, net: sum }) => [`${date} account ${account_id}`, Number(sum)]));
  const rows = await ground.rows(
    `select type, qb_id, date::text, voided, total, applications ${SHOWN.replace('%t', 'document')}`,
    [clientId],
  );
  const documents = new Map(
    rows.map(({ qb_id: id, total, ...row }) => [`${row.type} ${id}`, { id, total: Number(total), ...row }]),
  );
  return { net: withoutZeros(net), documents, open: openOf(documents) };
}

/** Documents as one line each; what they apply in any order. Journal entries and deposits state totals of their own. */
function flat(map) {
  return new Map(
    [...map].map(([key, value]) => {
      if (typeof value === 'number') return [key, value];
      const { type, date, voided, total, applications } = value;
      const applied = ['Payment', 'BillPayment', 'Deposit'].includes(type) ? applications : [];
      const links = applied.map((link) => `${link.type} ${link.id} ${link.amount}`).sort();
      const amount = type === 'JournalEntry' || type === 'Deposit' ? '' : total;
      return [key, `${date} ${voided ? 'voided' : amount} [${links.join(', ')}]`];
    }),
  );
}
