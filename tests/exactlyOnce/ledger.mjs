/**
 * What the stand-in's own append-only files say happened: the only judge of a run. Shares nothing with the product. Bill
 * payments with their mark from the company's journal, writes over the API in their order from the list of writes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLedger } from '../chaos/ledgerFile.mjs';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** Lines of a file that grows; the last may be on its way and is left out. */
function lines(path) {
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** The ids of requests that QuickBooks has forgotten, of these companies. */
export function forgottenIds(dataDir, realmIds) {
  return realmIds.flatMap((realmId) =>
    lines(join(dataDir, 'companies', `${realmId}.jsonl`))
      .filter(({ op }) => op === 'forgotten')
      .map(({ requestId }) => requestId),
  );
}

/**
 * `payments`: every bill payment that stands, `{ realmId, id, mark, requestId, bill, amount, seq }`, in the order written;
 * `mails`: every invoice that was e-mailed, `{ realmId, invoice, requestId, seq }`; `byHand`: every payment of a bill that somebody
 * made there, `{ realmId, bill, seq }`; `open`: by realm, what is open of each
 * document.
 */
export function readEffects(dataDir, realmIds) {
  const all = lines(join(dataDir, 'writes.jsonl')).filter(({ realmId }) => realmIds.includes(realmId));
  const open = new Map();
  const standing = new Map();
  for (const realmId of realmIds) {
    const path = join(dataDir, 'companies', `${realmId}.jsonl`);
    open.set(realmId, readLedger(path).open);
    for (const { txn } of lines(path).filter(({ txn }) => txn?.type === 'BillPayment'))
      standing.set(`${realmId} ${txn.id}`, txn);
  }
  const mine = all.filter(({ via }) => via === 'api');
  const byHand = all
    .filter(({ via, entity, links }) => via === 'control' && entity === 'BillPayment' && links?.length > 0)
    .map(({ realmId, links: [{ type, id }], seq }) => ({ realmId, bill: `${type}:${id}`, seq }));
  const payments = mine
    .filter(({ entity, operation }) => entity === 'BillPayment' && operation === 'Create')
    .map(({ realmId, id, seq, requestId }) => ({
      ...paymentOf(standing.get(`${realmId} ${id}`)),
      realmId,
      id,
      seq,
      requestId,
    }))
    .filter(({ isGone }) => !isGone);
  const mails = mine
    .filter(({ operation }) => operation === 'Emailed')
    .map(({ realmId, id, seq, requestId }) => ({ realmId, invoice: `Invoice:${id}`, seq, requestId }));
  return { payments, mails, byHand, open };
}

function paymentOf(txn) {
  if (!txn || txn.deleted) return { isGone: true };
  const [link] = txn.links;
  return {
    isGone: false,
    mark: ID.exec(txn.memo ?? '')?.[0] ?? null,
    bill: link ? `${link.type}:${link.id}` : null,
    amount: txn.total,
  };
}
