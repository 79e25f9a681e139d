import { compareDates } from '../calendar.js';
import type { IsoDate } from '../units.js';

/** Something that adds to an account, or takes from it, on a date. `key` is its own; the amount is above zero. */
export interface Dated {
  readonly key: string;
  readonly date: IsoDate;
  readonly amount: number;
}

/**
 * What is left of entries on an account, by their key, after what was taken off it without saying from which: first the
 * oldest entry of the same amount, then the oldest of all; never one of a later date. Entries of which nothing is left
 * are not named.
 */
export function leftAfter(entries: readonly Dated[], taken: readonly Dated[]): ReadonlyMap<string, number> {
  const oldestFirst = [...entries].sort(byDateThenKey);
  const left = new Map(oldestFirst.map(({ key, amount }) => [key, amount]));
  const rest = takeEquals(oldestFirst, [...taken].sort(byDateThenKey), left);
  takeOldest(oldestFirst, rest, left);
  return left;
}

function takeEquals(entries: readonly Dated[], taken: readonly Dated[], left: Map<string, number>): Dated[] {
  const byAmount = Map.groupBy(entries, ({ amount }) => amount);
  const used = new Map<number, number>();
  return taken.filter(({ amount, date }) => {
    const next = used.get(amount) ?? 0;
    const equal = byAmount.get(amount)?.[next];
    if (!equal || equal.date > date) return true;
    used.set(amount, next + 1);
    left.delete(equal.key);
    return false;
  });
}

function takeOldest(entries: readonly Dated[], taken: readonly Dated[], left: Map<string, number>): void {
  let position = 0;
  for (const { date, amount } of taken) {
    let wanted = amount;
    while (wanted > 0) {
      const entry = entries[position];
      if (!entry || entry.date > date) break;
      const there = left.get(entry.key) ?? 0;
      const part = Math.min(wanted, there);
      wanted -= part;
      if (part === there) left.delete(entry.key);
      else left.set(entry.key, there - part);
      if (part === there) position += 1;
    }
  }
}

function byDateThenKey(a: Dated, b: Dated): number {
  return compareDates(a.date, b.date) || (a.key < b.key ? -1 : 1);
}
