import { cents, sum } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastItem, ForecastKind } from './forecastInputs.js';
import type { PreparedForecast } from './prepare.js';
import { weeklyByDay } from './spreading.js';

export type ForecastGroup =
  'INVOICES' | 'BILLS' | 'CREDITS' | 'POSTED' | 'RECURRING' | 'ADDED' | 'IN_TRANSIT' | 'RUN_RATE' | 'NEW_BUSINESS';

/** The groups in the order a week lists them. */
export const FORECAST_GROUPS: readonly ForecastGroup[] = [
  'IN_TRANSIT',
  'INVOICES',
  'BILLS',
  'CREDITS',
  'POSTED',
  'RECURRING',
  'ADDED',
  'RUN_RATE',
  'NEW_BUSINESS',
];

const GROUP_OF: Readonly<Record<ForecastKind, ForecastGroup>> = {
  INVOICE: 'INVOICES',
  BILL: 'BILLS',
  CREDIT: 'CREDITS',
  POSTED: 'POSTED',
  RECURRING: 'RECURRING',
  ADDED: 'ADDED',
};

/** What one group brings in or takes out in a week. */
export interface ForecastLine {
  readonly group: ForecastGroup;
  readonly direction: 'IN' | 'OUT';
  /** Above zero. */
  readonly amount: Cents;
  /** By date, then key; empty for run-rate, new business and money in transit. */
  readonly itemKeys: readonly string[];
}

export interface ForecastWeek {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Of the first week: cash on hand; what is in transit is a line of its own. Of the others: the closing before. */
  readonly opening: Cents;
  readonly in: Cents;
  readonly out: Cents;
  /** opening + in − out. */
  readonly closing: Cents;
  /** With none of the open invoices paid. */
  readonly lowerClosing: Cents;
  /** Sum to `in` and `out`; by group, in before out. */
  readonly lines: readonly ForecastLine[];
}

/** The thirteen weeks of a prepared forecast. `lower` are the lower edge's balances by day. */
export function forecastWeeks(prepared: PreparedForecast, lower: readonly Cents[]): ForecastWeek[] {
  const lists = prepared.horizon.weeks.map(() => new WeekLines());
  addGroupsWithoutItems(prepared, lists);
  for (const item of prepared.inputs.items) {
    const day = prepared.horizon.position(item.date);
    if (day !== null) lists[prepared.horizon.weekOfDay[day] ?? 0]?.add(GROUP_OF[item.kind], item);
  }
  let opening = prepared.inputs.cashOnHand;
  return prepared.horizon.weeks.map(({ from, to, start, days }, week): ForecastWeek => {
    const lines = lists[week]?.lines() ?? [];
    const [cashIn, cashOut] = [totalOf(lines, 'IN'), totalOf(lines, 'OUT')];
    const closing = cents(opening + cashIn - cashOut);
    const made = { from, to, opening, in: cashIn, out: cashOut, closing };
    opening = closing;
    return { ...made, lowerClosing: lower[start + days - 1] ?? closing, lines };
  });
}

function addGroupsWithoutItems({ inputs, horizon, newBusiness }: PreparedForecast, lists: readonly WeekLines[]): void {
  lists[0]?.addSigned('IN_TRANSIT', inputs.inTransit);
  const runRate = {
    in: weeklyByDay(inputs.runRate.in, horizon.dates.length),
    out: weeklyByDay(inputs.runRate.out, horizon.dates.length),
  };
  horizon.weeks.forEach(({ start, days }, week) => {
    lists[week]?.addSigned('RUN_RATE', sum(runRate.in.subarray(start, start + days)));
    lists[week]?.addSigned('RUN_RATE', -sum(runRate.out.subarray(start, start + days)));
    lists[week]?.addSigned('NEW_BUSINESS', newBusiness[week]?.in ?? 0);
    lists[week]?.addSigned('NEW_BUSINESS', -(newBusiness[week]?.out ?? 0));
  });
}

function totalOf(lines: readonly ForecastLine[], direction: 'IN' | 'OUT'): Cents {
  return sum(lines.filter((line) => line.direction === direction).map(({ amount }) => amount));
}

interface Gathered {
  amount: number;
  readonly keys: string[];
}

/** The lines of one week while they are gathered. */
class WeekLines {
  private readonly gathered = new Map<string, Gathered>();

  add(group: ForecastGroup, { direction, amount, key }: ForecastItem): void {
    const line = this.line(group, direction);
    line.amount += amount;
    line.keys.push(key);
  }

  /** Above zero comes in, below zero goes out. */
  addSigned(group: ForecastGroup, amount: number): void {
    if (amount !== 0) this.line(group, amount > 0 ? 'IN' : 'OUT').amount += Math.abs(amount);
  }

  lines(): ForecastLine[] {
    return FORECAST_GROUPS.flatMap((group) =>
      (['IN', 'OUT'] as const).flatMap((direction) => {
        const line = this.gathered.get(`${group} ${direction}`);
        return line ? [{ group, direction, amount: cents(line.amount), itemKeys: line.keys }] : [];
      }),
    );
  }

  private line(group: ForecastGroup, direction: 'IN' | 'OUT'): Gathered {
    const name = `${group} ${direction}`;
    const known = this.gathered.get(name);
    if (known) return known;
    const made: Gathered = { amount: 0, keys: [] };
    this.gathered.set(name, made);
    return made;
  }
}
