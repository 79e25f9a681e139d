import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastChange, ForecastItem } from './forecastInputs.js';
import { ItemTies, wholesOf } from './itemTies.js';
import { MoneyChanges } from './moneyChanges.js';

/** An item as it stands: dated, or in view without a date. */
export interface Standing {
  readonly item: ForecastItem;
  readonly dated: boolean;
}

/** Items by key and by what they go with: each is held once, whatever list named it twice. */
export class ItemIndex {
  readonly byKey = new Map<string, Standing>();
  readonly ties = new ItemTies();

  /** `first` is the first day of the horizon: what is dated before it is placed there. */
  constructor(
    items: Iterable<ForecastItem>,
    inView: Iterable<ForecastItem>,
    readonly first: IsoDate,
  ) {
    for (const item of inView) this.hold(item, false);
    for (const item of items) this.hold(placed(item, first), true);
  }

  private hold(item: ForecastItem, dated: boolean): void {
    this.byKey.set(item.key, { item, dated });
    this.ties.hold(item);
  }
}

/** Changes laid over an index that stays as it is. They count one after the other, in the order they are given. */
export class ItemChanges {
  /** What was changed, as it stands after; null: it does not happen. */
  readonly touched = new Map<string, Standing | null>();
  readonly money: MoneyChanges;
  /** Of items put here. */
  private readonly ties = new ItemTies();

  /**
   * `before`: what changes before these did to cash and run-rate, where the index stands as they left it. Refuses
   * (RangeError) amounts below zero and fractions.
   */
  constructor(
    private readonly index: ItemIndex,
    changes: readonly ForecastChange[],
    before: MoneyChanges | null = null,
  ) {
    this.money = new MoneyChanges(before);
    for (const change of changes) this.apply(change);
  }

  /** The item of a key as it stands after the changes; null where there is none. */
  standing(key: string): Standing | null {
    const touched = this.touched.get(key);
    return touched === undefined ? (this.index.byKey.get(key) ?? null) : touched;
  }

  /** Every item after the changes. */
  *standings(): IterableIterator<Standing> {
    for (const [key, standing] of this.index.byKey) if (!this.touched.has(key)) yield standing;
    for (const standing of this.touched.values()) if (standing !== null) yield standing;
  }

  private apply(change: ForecastChange): void {
    switch (change.kind) {
      case 'REMOVE':
        return this.remove(change.key);
      case 'MOVE':
        return this.move(change.key, change.date);
      case 'AMOUNT':
        return this.resize(change.key, change.amount);
      case 'ADD':
        return this.put({ ...change.item }, true);
      case 'CASH':
      case 'RUN_RATE':
        return this.money.apply(change);
    }
  }

  /** One event, or all of a series or of a credit, with what is set against it: a credit without its bill is no income. */
  private remove(key: string): void {
    for (const one of [key, ...this.partsOf(key)]) {
      if (this.standing(one) === null) continue;
      for (const credit of this.creditsAgainst(one)) this.touched.set(credit, null);
      this.touched.set(one, null);
    }
  }

  private move(key: string, date: IsoDate | null): void {
    if (this.standing(key) === null) return;
    for (const one of [key, ...this.creditsAgainst(key)]) {
      const standing = this.standing(one);
      if (standing === null) continue;
      if (date === null) this.touched.set(one, { item: standing.item, dated: false });
      else this.put({ ...standing.item, date }, true);
    }
  }

  /** What is set against it is never more than it. */
  private resize(key: string, amount: Cents): void {
    const standing = this.standing(key);
    if (standing === null) return;
    this.put({ ...standing.item, amount }, standing.dated);
    let left: number = amount;
    for (const one of this.creditsAgainst(key)) {
      const credit = this.standing(one);
      if (credit === null) continue;
      const taken = Math.min(left, credit.item.amount);
      left -= taken;
      if (taken < credit.item.amount) this.put({ ...credit.item, amount: cents(taken) }, credit.dated);
    }
  }

  /** An amount of nothing is no event. */
  private put(item: ForecastItem, dated: boolean): void {
    if (cents(item.amount) < 0) throw new RangeError(`The amount of ${item.key} is below zero.`);
    this.touched.set(item.key, item.amount === 0 ? null : { item: placed(item, this.index.first), dated });
    this.ties.hold(item);
  }

  private partsOf(whole: string): string[] {
    const keys = new Set([...this.index.ties.partsOf(whole), ...this.ties.partsOf(whole)]);
    return this.still(keys, (item) => wholesOf(item).includes(whole));
  }

  private creditsAgainst(target: string): string[] {
    const keys = new Set([...this.index.ties.creditsAgainst(target), ...this.ties.creditsAgainst(target)]);
    return this.still(keys, ({ against }) => against === target).filter((key) => key !== target);
  }

  /** Of keys, those whose item stands and is tied as it was, by key: a change can put another item in its place. */
  private still(keys: ReadonlySet<string>, isTied: (item: ForecastItem) => boolean): string[] {
    if (keys.size === 0) return [];
    return [...keys]
      .filter((key) => {
        const standing = this.standing(key);
        return standing !== null && isTied(standing.item);
      })
      .sort();
  }
}

function placed(item: ForecastItem, first: IsoDate): ForecastItem {
  return item.date < first ? { ...item, date: first } : item;
}
