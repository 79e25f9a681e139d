/** Finding entries by date and balances by account and date without walking the whole ledger. */
import type { Entry, Txn } from './types.js';

export class TxnIndex {
  private readonly byDate = new Map<string, Txn[]>();
  private dates: string[] = [];
  private datesSorted = true;
  private readonly netByDate = new Map<string, Map<string, number>>();
  private readonly net = new Map<string, number>();
  private readonly entriesOf = new Map<string, readonly Entry[]>();

  add(txn: Txn, entries: readonly Entry[]): void {
    this.entriesOf.set(txn.id, entries);
    let bucket = this.byDate.get(txn.date);
    if (!bucket) {
      this.byDate.set(txn.date, (bucket = []));
      if (this.dates.length > 0 && txn.date < (this.dates.at(-1) as string)) this.datesSorted = false;
      this.dates.push(txn.date);
    }
    bucket.push(txn);
    if (bucket.length > 1 && Number(bucket.at(-2)?.id) > Number(txn.id))
      bucket.sort((a, b) => Number(a.id) - Number(b.id));
    this.count(txn.date, entries, 1);
  }

  remove(txn: Txn): void {
    this.count(txn.date, this.entries(txn), -1);
    const bucket = this.byDate.get(txn.date);
    const at = bucket?.indexOf(txn) ?? -1;
    if (at >= 0) bucket?.splice(at, 1);
    this.entriesOf.delete(txn.id);
  }

  entries(txn: Txn): readonly Entry[] {
    return this.entriesOf.get(txn.id) ?? [];
  }

  /** Entries of transactions dated within [start, end], by date, then in order of creation. */
  *between(start: string, end: string): Iterable<{ txn: Txn; entry: Entry }> {
    if (!this.datesSorted) {
      this.dates.sort();
      this.datesSorted = true;
    }
    for (const date of [...this.dates]) {
      if (date < start) continue;
      if (date > end) return;
      for (const txn of this.byDate.get(date) ?? []) for (const entry of this.entries(txn)) yield { txn, entry };
    }
  }

  /** Debit-positive balance of an account over entries dated `asOf` or before; of all when omitted. */
  balance(accountId: string, asOf?: string): number {
    if (asOf === undefined) return this.net.get(accountId) ?? 0;
    let sum = 0;
    for (const [date, amount] of this.netByDate.get(accountId) ?? []) if (date <= asOf) sum += amount;
    return sum;
  }

  private count(date: string, entries: readonly Entry[], sign: 1 | -1): void {
    for (const entry of entries) {
      const amount = sign * (entry.debit - entry.credit);
      this.net.set(entry.accountId, (this.net.get(entry.accountId) ?? 0) + amount);
      let days = this.netByDate.get(entry.accountId);
      if (!days) this.netByDate.set(entry.accountId, (days = new Map()));
      days.set(date, (days.get(date) ?? 0) + amount);
    }
  }
}
