import { addDays, dayOfWeek } from './calendar.js';
import type { Books, ClientSettings } from './books.js';
import { sum } from './money.js';
import { cashInOf, cashOutOf } from './runway.js';
import { SnapshotSource } from './snapshotSource.js';
import type { Cents, IsoDate } from './units.js';
import { flowTotals } from './windowFlows.js';

/** Cash of one week alone, Monday to its Sunday, or to the as-of date while it still goes on. */
export interface WeekCash {
  readonly from: IsoDate;
  readonly asOf: IsoDate;
  readonly cashIn: Cents;
  readonly cashOut: Cents;
  /** Inflows from loans, owners and asset sales. */
  readonly apartIn: Cents;
}

/** Monday of the date's week. */
export function weekStart(date: IsoDate): IsoDate {
  return addDays(date, -((dayOfWeek(date) + 6) % 7));
}

/** Cash of the week of each date, up to that date, in the dates' order. */
export function weekCash(books: Books, settings: ClientSettings, asOfs: readonly IsoDate[]): WeekCash[] {
  return weekCashFrom(new SnapshotSource(books, settings), asOfs);
}

/** The same from books that are prepared already. */
export function weekCashFrom(source: SnapshotSource, asOfs: readonly IsoDate[]): WeekCash[] {
  return asOfs.map((asOf) => {
    const from = weekStart(asOf);
    const { flows } = flowTotals(source.movementsBetween(from, asOf), source.setAside);
    const apartIn = sum([flows.investingIn, flows.financingIn]);
    return { from, asOf, cashIn: cashInOf(flows), cashOut: cashOutOf(flows), apartIn };
  });
}
