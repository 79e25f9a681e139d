import type { Posting } from './books.js';
import type { IsoDate } from './units.js';

/** Balance of one account by date, debit positive, from postings in any order. Sorted once, at the first question. */
export class RunningBalance {
  private readonly changes = new Map<IsoDate, { change: number; moved: boolean }>();
  private days: { readonly date: IsoDate; readonly balance: number; readonly moved: boolean }[] | null = null;

  add(posting: Posting): void {
    const moved = posting.debit !== 0 || posting.credit !== 0;
    const known = this.changes.get(posting.date);
    if (known) {
      known.change += posting.debit - posting.credit;
      known.moved ||= moved;
    } else {
      this.changes.set(posting.date, { change: posting.debit - posting.credit, moved });
    }
    this.days = null;
  }

  /** Balance at the end of a date; 0 before the first posting. */
  at(date: IsoDate): number {
    const days = this.sorted();
    return days[this.countUpTo(date) - 1]?.balance ?? 0;
  }

  firstDate(): IsoDate | null {
    return this.sorted()[0]?.date ?? null;
  }

  /** Whether an amount was posted from `from` to `to`, both included. */
  movedIn(from: IsoDate, to: IsoDate): boolean {
    const days = this.sorted();
    for (let position = this.countUpTo(to) - 1; position >= 0; position -= 1) {
      const day = days[position];
      if (!day || day.date < from) return false;
      if (day.moved) return true;
    }
    return false;
  }

  private sorted(): { readonly date: IsoDate; readonly balance: number; readonly moved: boolean }[] {
    if (this.days) return this.days;
    let balance = 0;
    const byDate = [...this.changes].sort(([a], [b]) => (a < b ? -1 : 1));
    this.days = byDate.map(([date, { change, moved }]) => ({ date, balance: (balance += change), moved }));
    return this.days;
  }

  private countUpTo(date: IsoDate): number {
    const days = this.sorted();
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const day = days[middle];
      if (day && day.date <= date) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
