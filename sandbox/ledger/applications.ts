/** Which payments and credits are applied to which documents, and what is still open. */
import { owedOf } from './owed.js';
import type { Txn, TxnLink, TxnType } from './types.js';

const APPLIED_BY: readonly TxnType[] = ['Payment', 'BillPayment'];
const TARGETS: readonly TxnType[] = ['Bill', 'Invoice', 'VendorCredit', 'CreditMemo'];

/** True for links that only move a document from undeposited funds to a bank, and settle nothing. */
function settles(from: Txn): boolean {
  return APPLIED_BY.includes(from.type);
}

function signedLink(link: TxnLink): number {
  return link.type === 'CreditMemo' || link.type === 'VendorCredit' ? -link.amount : link.amount;
}

export class Applications {
  private readonly sources = new Map<string, Set<Txn>>();
  private readonly open = new Map<TxnType, Map<string, Txn>>();

  link(from: Txn): void {
    for (const { id } of from.links) {
      const known = this.sources.get(id);
      if (known) known.add(from);
      else this.sources.set(id, new Set([from]));
    }
  }

  unlink(from: Txn): void {
    for (const { id } of from.links) this.sources.get(id)?.delete(from);
  }

  /** Links of living transactions to `txn`: payments, credits' applications, and the deposit of a payment. */
  appliedTo(txn: Txn): { from: Txn; link: TxnLink }[] {
    const found: { from: Txn; link: TxnLink }[] = [];
    for (const from of this.sources.get(txn.id) ?? [])
      for (const link of from.links) if (link.id === txn.id) found.push({ from, link });
    return found;
  }

  /** The deposit that took a payment or sales receipt out of undeposited funds. */
  depositOf(txn: Txn): Txn | undefined {
    for (const from of this.sources.get(txn.id) ?? []) if (from.type === 'Deposit') return from;
    return undefined;
  }

  /** What is left of a document, or unapplied of a payment, counting applications dated `asOf` or before. Transaction currency. */
  openBalance(txn: Txn, asOf?: string): number {
    if (txn.voided || txn.deleted) return 0;
    if (settles(txn)) return txn.total - txn.links.reduce((sum, link) => sum + signedLink(link), 0);
    if (!TARGETS.includes(txn.type)) return 0;
    let rest = owedOf(txn);
    for (const from of this.sources.get(txn.id) ?? []) {
      if (asOf !== undefined && from.date > asOf) continue;
      for (const link of from.links) if (link.id === txn.id) rest -= link.amount;
    }
    return rest;
  }

  /** Keeps the list of open documents; call after anything about `txn` changed. */
  refreshOpen(txn: Txn): void {
    let list = this.open.get(txn.type);
    if (!list) this.open.set(txn.type, (list = new Map()));
    if (this.openBalance(txn) !== 0) list.set(txn.id, txn);
    else list.delete(txn.id);
  }

  /** Documents of one type with something open, oldest first by creation; a snapshot that survives later posts. */
  openDocuments(type: TxnType): Txn[] {
    return [...(this.open.get(type)?.values() ?? [])].sort((a, b) => Number(a.id) - Number(b.id));
  }
}
