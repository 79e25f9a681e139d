import type { Posting } from './books.js';
import type { BooksChange } from './booksChange.js';
import type { IsoDate } from './units.js';

/** What the postings of one date come to. */
interface DayChange {
  readonly change: number;
  readonly postings: number;
  /** Postings of an amount. */
  readonly moved: number;
}

/** Balance of one account by date, debit positive, from postings in any order. Sorted once, at the first question. */
export class RunningBalance {
  private readonly changes: Map<IsoDate, DayChange>;
  private days: { readonly date: IsoDate; readonly balance: number; readonly moved: boolean }[] | null = null;

  constructor(before?: RunningBalance) {
    this.changes = new Map(before?.changes);
  }

  add(posting: Posting): void {
    this.count(posting, 1);
  }

  /** The balance after postings of the account came and went; this one stays as it is. */
  revised({ gone, came }: BooksChange['postings']): RunningBalance {
    const next = new RunningBalance(this);
    for (const posting of gone) next.count(posting, -1);
    for (const posting of came) next.count(posting, 1);
    return next;
  }

  /** Balance at the end of a date; 0 before the first posting. */
  at(date: IsoDate): number {
    const days = this.sorted();
    return days[this.countUpTo(date) - 1]?.balance ?? 0;
  }

  firstDate(): IsoDate | null {
    return this.sorted()[0]?.date ?? null;
  }

  lastDate(): IsoDate | null {
    return this.sorted().at(-1)?.date ?? null;
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

  private count({ date, debit, credit }: Posting, times: 1 | -1): void {
    const known = this.changes.get(date);
    const postings = (known?.postings ?? 0) + times;
    const change = (known?.change ?? 0) + times * (debit - credit);
    const moved = (known?.moved ?? 0) + (debit !== 0 || credit !== 0 ? times : 0);
    if (postings === 0) this.changes.delete(date);
    else this.changes.set(date, { change, postings, moved });
    this.days = null;
  }

  private sorted(): { readonly date: IsoDate; readonly balance: number; readonly moved: boolean }[] {
    if (this.days) return this.days;
    let balance = 0;
    const byDate = [...this.changes].sort(([a], [b]) => (a < b ? -1 : 1));
    this.days = byDate.map(([date, { change, moved }]) => ({ date, balance: (balance += change), moved: moved > 0 }));
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
