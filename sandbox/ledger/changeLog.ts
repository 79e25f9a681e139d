/** Which transactions changed since an instant, without walking all of them: change data capture asks this often. */
import type { Txn } from './types.js';

export class ChangeLog {
  private readonly order: Txn[] = [];
  /** For each place in `order`, the latest stamp up to and including it; never falls, whatever clocks did. */
  private readonly latest: number[] = [];

  /** Notes that `txn` now carries its `updatedAt`. */
  note(txn: Txn): void {
    const stamp = Date.parse(txn.updatedAt);
    this.order.push(txn);
    this.latest.push(Math.max(stamp, this.latest.at(-1) ?? stamp));
  }

  /** Each transaction stamped at `since` (ms since 1970) or later once, in the order of the last stamp. */
  since(since: number): Txn[] {
    const found = new Set<Txn>();
    for (let at = this.firstReaching(since); at < this.order.length; at += 1) {
      const txn = this.order[at] as Txn;
      if (Date.parse(txn.updatedAt) < since) continue;
      found.delete(txn);
      found.add(txn);
    }
    return [...found].sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
  }

  private firstReaching(since: number): number {
    let [low, high] = [0, this.latest.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.latest[middle] as number) < since) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
