import type { Company } from '../../ledger/company.js';
import { owedOf } from '../../ledger/owed.js';
import type { PartyRef, Txn } from '../../ledger/types.js';
import { toHome } from '../amount.js';

/** What one document leaves open on a control account for one party, in home minor units, positive as the aging counts. */
export interface OpenItem {
  txn: Txn;
  party: PartyRef | undefined;
  amount: number;
}

interface Posted {
  txn: Txn;
  party: PartyRef | undefined;
  home: number;
}

const FIRST = '0000-00-00';

/** Net per transaction and party on the control accounts, of entries dated `asOf` or before. */
function posted(company: Company, side: 'Accounts Receivable' | 'Accounts Payable', asOf: string): Posted[] {
  const control = new Set(
    company
      .accounts()
      .filter((a) => a.type === side)
      .map((a) => a.id),
  );
  const sign = side === 'Accounts Receivable' ? 1 : -1;
  const found = new Map<string, Posted>();
  for (const { txn, entry } of company.entriesBetween(FIRST, asOf)) {
    if (!control.has(entry.accountId)) continue;
    const party = entry.party ?? txn.party;
    const key = `${txn.id}/${party?.id ?? ''}`;
    const known = found.get(key);
    const home = sign * (entry.debit - entry.credit);
    if (known) known.home += home;
    else found.set(key, { txn, party, home });
  }
  return [...found.values()];
}

/**
 * Applications move an amount from the paying document to the paid one: what a payment took off its invoices is no
 * longer its own credit. Only applications between documents dated `asOf` or before count. A document's share is the
 * part of its own home amount, so that one applied in full is exactly nothing, and the sum over all stays the balance
 * of the control accounts; an exchange difference stays with the payment.
 */
export function openItems(
  company: Company,
  side: 'Accounts Receivable' | 'Accounts Payable',
  asOf: string,
): OpenItem[] {
  const items = posted(company, side, asOf);
  const byTxn = new Map<string, Posted>();
  const original = new Map<string, number>();
  for (const item of items) {
    byTxn.set(item.txn.id, item);
    original.set(item.txn.id, item.home);
  }
  const applied = new Map<string, number>();
  const payer = side === 'Accounts Receivable' ? 'Payment' : 'BillPayment';
  for (const txn of company.txns(payer)) {
    if (txn.deleted || txn.voided || txn.date > asOf) continue;
    for (const link of txn.links) {
      const target = byTxn.get(link.id);
      if (!target) continue;
      const whole = original.get(link.id) ?? 0;
      const before = applied.get(link.id) ?? 0;
      const after = before + link.amount;
      const moved = share(whole, after, target.txn) - share(whole, before, target.txn);
      applied.set(link.id, after);
      target.home -= moved;
      const source = byTxn.get(txn.id);
      if (source) source.home += moved;
      else byTxn.set(txn.id, push(items, { txn, party: txn.party, home: moved }));
    }
  }
  return items.filter(({ home }) => home !== 0).map(({ txn, party, home }) => ({ txn, party, amount: home }));
}

function push(items: Posted[], item: Posted): Posted {
  items.push(item);
  return item;
}

/** Home amount of the first `part` of a document: all of it in the end, so that nothing is left of one applied in full. */
const share = (whole: number, part: number, txn: Txn): number => {
  const home = part === owedOf(txn) ? Math.abs(whole) : Math.min(Math.abs(whole), toHome(part, txn.rate));
  return whole < 0 ? -home : home;
};
