import { compareDates } from '../calendar.js';
import type { IsoDate } from '../units.js';

/** What one document did to an account: above zero what it put there, below zero what it took. Never zero. */
export interface Entry {
  readonly key: string;
  readonly date: IsoDate;
  readonly amount: number;
}

/**
 * What is left of entries on an account after each took off what came before it with the other sign: one of the same amount
 * first, else the oldest. All that is left has one sign, by date then key; together it is the account's balance.
 */
export function leftNetted(entries: readonly Entry[]): readonly Entry[] {
  const left = new Left();
  for (const entry of [...entries].sort(byDateThenKey)) left.net(entry);
  return left.entries();
}

class Left {
  private readonly open: { entry: Entry; amount: number }[] = [];
  /** Positions in `open` by whole amount, with the first that may still be there. */
  private readonly byAmount = new Map<number, { positions: number[]; next: number }>();
  private balance = 0;
  private head = 0;

  net(entry: Entry): void {
    const takes = Math.sign(this.balance) === -Math.sign(entry.amount);
    this.balance += entry.amount;
    if (!takes) this.put(entry, entry.amount);
    else if (!this.takeEqual(-entry.amount)) this.takeOldest(entry);
  }

  entries(): Entry[] {
    return this.open.flatMap(({ entry, amount }) => (amount === 0 ? [] : [{ ...entry, amount }]));
  }

  private put(entry: Entry, amount: number): void {
    const same = this.byAmount.get(amount);
    if (same) same.positions.push(this.open.length);
    else this.byAmount.set(amount, { positions: [this.open.length], next: 0 });
    this.open.push({ entry, amount });
  }

  private takeEqual(amount: number): boolean {
    const same = this.byAmount.get(amount);
    while (same && same.next < same.positions.length) {
      const one = this.open[same.positions[same.next] ?? -1];
      same.next += 1;
      if (one?.amount !== amount) continue;
      one.amount = 0;
      return true;
    }
    return false;
  }

  private takeOldest(entry: Entry): void {
    let wanted = -entry.amount;
    while (wanted !== 0) {
      const one = this.open[this.head];
      if (!one) return this.put(entry, -wanted);
      const part = Math.sign(wanted) * Math.min(Math.abs(wanted), Math.abs(one.amount));
      one.amount -= part;
      wanted -= part;
      if (one.amount === 0) this.head += 1;
    }
  }
}

function byDateThenKey(a: Entry, b: Entry): number {
  return compareDates(a.date, b.date) || (a.key < b.key ? -1 : 1);
}
