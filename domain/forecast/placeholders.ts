import { daysBetween } from '../calendar.js';
import type { CashDirection } from '../cashMovement.js';
import type { IsoDate } from '../units.js';
import { nameKey } from './cashFlows.js';
import type { ExpectedOccurrence } from './expectedOccurrences.js';
import type { ForecastItem } from './forecastInputs.js';
import type { PaidAhead } from './paidAhead.js';
import type { PostedAhead } from './postedAhead.js';
import type { FoundSeries } from './recurring.js';
import { HALF_INTERVAL_DAYS, TOLERANCE_DAYS } from './schedule.js';

/** What the books already hold of the days ahead: it stands in for an occurrence of a series. */
interface InBooks {
  readonly group: string;
  readonly day: IsoDate;
  /** Due already and paid: it stands only for what is about that day, for most such bills paid something that is over. */
  readonly isOver: boolean;
}

/** Items of the books by the group of series that each can stand for. Each stands for one occurrence at most. */
export class Placeholders {
  private readonly byGroup = new Map<string, InBooks[]>();

  /**
   * Open bills and invoices stand for series of their vendor or customer, and so do those paid before they are due; posted
   * entries for those of their group.
   */
  constructor(
    open: readonly ForecastItem[],
    posted: readonly PostedAhead[],
    paid: readonly PaidAhead[],
    asOf: IsoDate,
  ) {
    for (const { kind, direction, name, dueDate, date } of open) {
      if (kind === 'BILL' || kind === 'INVOICE')
        this.add({ group: payeeGroup(direction, name), day: dueDate ?? date, isOver: false });
    }
    for (const { direction, name, dueDate } of paid)
      this.add({ group: payeeGroup(direction, name), day: dueDate, isOver: dueDate <= asOf });
    for (const { item, group } of posted) this.add({ group, day: item.date, isOver: false });
  }

  /**
   * The occurrences that nothing in the books stands for: each item takes the nearest one within half an interval of the
   * day it is due (domain: "An open bill or a posted entry of the same payee within half an interval replaces").
   */
  unfilled(series: FoundSeries, expected: readonly ExpectedOccurrence[]): ExpectedOccurrence[] {
    const free = new Set(expected);
    const items = this.byGroup.get(series.group) ?? [];
    const used = new Set<InBooks>();
    const { interval } = series.schedule;
    for (const item of items) {
      const reach = (item.isOver ? TOLERANCE_DAYS : HALF_INTERVAL_DAYS)[interval];
      const nearest = [...free]
        .map((occurrence) => ({ occurrence, off: Math.abs(daysBetween(item.day, occurrence.nominal)) }))
        .filter(({ off }) => off <= reach)
        .sort((a, b) => a.off - b.off)[0];
      if (!nearest) continue;
      free.delete(nearest.occurrence);
      used.add(item);
    }
    this.byGroup.set(
      series.group,
      items.filter((item) => !used.has(item)),
    );
    return expected.filter((occurrence) => free.has(occurrence));
  }

  private add(item: InBooks): void {
    const known = this.byGroup.get(item.group);
    if (known) known.push(item);
    else this.byGroup.set(item.group, [item]);
  }
}

function payeeGroup(direction: CashDirection, name: string): string {
  return `${direction}:payee:${nameKey(name)}`;
}
