/**
 * Reads a company's journal file by itself, sharing nothing with the product or with the stand-in's own reader: the newest
 * record of a transaction is what it posts now.
 */
import { readFileSync } from 'node:fs';

/** Kinds that QuickBooks has no entity for. */
const WITHOUT_ENTITY = new Set(['Paycheck', 'PayrollTaxPayment', 'PayrollAdjustment']);
const OPEN_KINDS = new Set(['Bill', 'Invoice', 'VendorCredit', 'CreditMemo']);

/** `net`: by account and date, debit − credit; `documents`: by type and id; `open`: what is open of each, where it may be. */
export function readLedger(path) {
  const newest = new Map();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const record = JSON.parse(line);
    if (record.txn) newest.set(`${record.txn.type} ${record.txn.id}`, record);
  }
  const net = new Map();
  const documents = new Map();
  for (const [key, { txn, entries }] of newest) {
    if (txn.deleted) continue;
    for (const { accountId, debit, credit } of entries) add(net, `${txn.date} account ${accountId}`, debit - credit);
    if (WITHOUT_ENTITY.has(txn.type)) continue;
    const { type, id, date, voided, total, links } = txn;
    documents.set(key, { type, id, date, voided, total, applications: voided ? [] : links });
  }
  return { net: withoutZeros(net), documents, open: openOf(documents) };
}

/** What is open of bills, invoices and credits: the total less what payments apply. Documents by `type id`. */
export function openOf(documents) {
  const open = new Map();
  for (const [key, { type, voided, total }] of documents) if (OPEN_KINDS.has(type) && !voided) open.set(key, total);
  for (const { type, voided, applications } of documents.values()) {
    if (voided || (type !== 'Payment' && type !== 'BillPayment')) continue;
    for (const link of applications) {
      const key = `${link.type} ${link.id}`;
      if (open.has(key)) add(open, key, -link.amount);
    }
  }
  return withoutZeros(open);
}

export function add(sums, key, amount) {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

export function withoutZeros(sums) {
  return new Map([...sums].filter(([, amount]) => amount !== 0));
}
