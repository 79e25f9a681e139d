import { cents, sum } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastChange, ForecastItem } from './forecastInputs.js';

/** An item as it stands: dated, or in view without a date. */
export interface Standing {
  readonly item: ForecastItem;
  readonly dated: boolean;
}

/** Items by key and by series: each is held once, whatever list named it twice. */
export class ItemIndex {
  readonly byKey = new Map<string, Standing>();
  readonly bySeries = new Map<string, string[]>();

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
    if (item.series === null) return;
    const keys = this.bySeries.get(item.series);
    if (keys) keys.push(item.key);
    else this.bySeries.set(item.series, [item.key]);
  }
}

/** Changes laid over an index that stays as it is. They count one after the other, in the order they are given. */
export class ItemChanges {
  /** What was changed, as it stands after; null: it does not happen. */
  readonly touched = new Map<string, Standing | null>();
  cash = 0;
  runRateIn = 0;
  runRateOut = 0;
  /** Keys of items put here, by their series. */
  private readonly putBySeries = new Map<string, Set<string>>();

  /** Refuses (RangeError) amounts below zero and fractions. */
  constructor(
    private readonly index: ItemIndex,
    changes: readonly ForecastChange[],
  ) {
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
        this.cash = sum([this.cash, change.amount]);
        return;
      case 'RUN_RATE':
        this.runRateIn = sum([this.runRateIn, change.in]);
        this.runRateOut = sum([this.runRateOut, change.out]);
        return;
    }
  }

  /** One event, or all of a series. */
  private remove(key: string): void {
    if (this.standing(key) !== null) this.touched.set(key, null);
    for (const member of this.index.bySeries.get(key) ?? []) {
      if (this.standing(member) !== null) this.touched.set(member, null);
    }
    for (const member of this.putBySeries.get(key) ?? []) this.touched.set(member, null);
  }

  private move(key: string, date: IsoDate | null): void {
    const standing = this.standing(key);
    if (standing === null) return;
    if (date === null) this.touched.set(key, { item: standing.item, dated: false });
    else this.put({ ...standing.item, date }, true);
  }

  private resize(key: string, amount: Cents): void {
    const standing = this.standing(key);
    if (standing !== null) this.put({ ...standing.item, amount }, standing.dated);
  }

  /** An amount of nothing is no event. */
  private put(item: ForecastItem, dated: boolean): void {
    if (cents(item.amount) < 0) throw new RangeError(`The amount of ${item.key} is below zero.`);
    this.touched.set(item.key, item.amount === 0 ? null : { item: placed(item, this.index.first), dated });
    if (item.series === null) return;
    const keys = this.putBySeries.get(item.series);
    if (keys) keys.add(item.key);
    else this.putBySeries.set(item.series, new Set([item.key]));
  }
}

function placed(item: ForecastItem, first: IsoDate): ForecastItem {
  return item.date < first ? { ...item, date: first } : item;
}
