import { median } from './median.js';
import { cents } from '../money.js';
import type { PartialResults } from '../partialResults.js';
import type { Cents, IsoDate } from '../units.js';
import type { CashFlow } from './cashFlows.js';
import { scheduleOf, type Schedule } from './schedule.js';
import { keyedSeries } from './seriesKeys.js';

/** What happened of a series on one day. */
export interface Occurrence {
  readonly date: IsoDate;
  readonly amount: Cents;
  readonly flows: readonly CashFlow[];
}

/** A movement that came back in a regular interval, as found in history. */
export interface FoundSeries {
  readonly key: string;
  readonly group: string;
  readonly schedule: Schedule;
  /** Oldest first, at least three. */
  readonly occurrences: readonly Occurrence[];
  readonly amount: Cents;
  /** Whether the last ones were about the same. */
  readonly steady: boolean;
  /** It was regular until its newest occurrence, which does not keep its days: it is not expected any more. */
  readonly isBroken: boolean;
}

/** Occurrences that a schedule is told from: a quarter of weeks, a year of months. */
const TOLD_FROM = 13;
const AMOUNT_FROM = 6;
const STEADY_FROM = 3;
const LEAST_SEEN = 3;
/** Three days always fit two days of the month; with amounts that differ, one more is asked for. */
const LEAST_TWICE_A_MONTH = 4;
/** Of so few occurrences of one amount, one can come beside the days that the others keep; of more, `scheduleOf` tells. */
const ONE_EXTRA_OF = { least: 4, most: 5 } as const;
/** Occurrences before the newest that make it worth telling that they are regular no longer. */
const LEAST_BROKEN = 4;
/** An amount this many times the next smaller begins another series of the same payee. */
const NEXT_SERIES_TIMES = 1.5;
const MOST_SERIES = 6;

/**
 * The series among flows in date order (domain: "recurring movements found in history"). Flows of a group are one series,
 * or several that differ by amount or by memo; what is in none is everyday business.
 */
export function seriesIn(flows: readonly CashFlow[], results: Pick<PartialResults, 'remember'>): FoundSeries[] {
  const found: FoundSeries[] = [];
  for (const [group, members] of Map.groupBy(flows, (flow) => flow.group)) {
    if (members.length < LEAST_SEEN) continue;
    found.push(...results.remember(`series ${group}`, members, () => seriesOfGroup(group, members)));
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function seriesOfGroup(group: string, flows: readonly CashFlow[]): FoundSeries[] {
  const byAmount = sizes(flows);
  const found = allRegular(byAmount) ?? allRegular([occurrencesOf(flows)]) ?? byMemo(flows) ?? steadyOnes(byAmount);
  const series = found.length > 0 ? found : byAmount.flatMap((occurrences) => brokenSeries(occurrences) ?? []);
  return keyedSeries(group, series).map((one) => ({ ...one, group }));
}

type Unnamed = Omit<FoundSeries, 'key' | 'group'>;

function allRegular(lists: readonly (readonly Occurrence[])[]): Unnamed[] | null {
  if (lists.length > MOST_SERIES) return null;
  const series: Unnamed[] = [];
  for (const occurrences of lists) {
    const one = regular(occurrences);
    if (!one) return null;
    series.push(one);
  }
  return series;
}

/** Null where no memo makes a series. */
function byMemo(flows: readonly CashFlow[]): Unnamed[] | null {
  const groups = [...Map.groupBy(flows, ({ movement }) => movement.memo)];
  if (groups.length < 2) return null;
  const series = groups.flatMap(([memo, members]) => (memo === null ? [] : (regular(occurrencesOf(members)) ?? [])));
  return series.length === 0 ? null : series.slice(0, MOST_SERIES);
}

/** Of a payee's irregular business, what is regular by itself because the amount is always about the same. */
function steadyOnes(lists: readonly (readonly Occurrence[])[]): Unnamed[] {
  if (lists.length < 2) return [];
  const series = lists.flatMap((occurrences) => regular(occurrences) ?? []);
  return series.filter(({ steady }) => steady).slice(0, MOST_SERIES);
}

function regular(occurrences: readonly Occurrence[]): Unnamed | null {
  if (occurrences.length < LEAST_SEEN) return null;
  const schedule = scheduleOf(occurrences.slice(-TOLD_FROM).map(({ date }) => date));
  if (!schedule) return withoutExtra(occurrences);
  const usual = usualAmount(occurrences);
  const isChance = schedule.interval === 'TWICE_A_MONTH' && occurrences.length < LEAST_TWICE_A_MONTH && !usual.steady;
  return isChance ? null : { schedule, occurrences, ...usual, isBroken: false };
}

/** A series of one amount that one payment more came beside; that one is everyday business. The newest such is taken out. */
function withoutExtra(occurrences: readonly Occurrence[]): Unnamed | null {
  const { length } = occurrences;
  if (length < ONE_EXTRA_OF.least || length > ONE_EXTRA_OF.most || !isOneAmount(occurrences)) return null;
  for (let extra = length - 1; extra >= 0; extra -= 1) {
    const rest = occurrences.toSpliced(extra, 1);
    const schedule = scheduleOf(rest.map(({ date }) => date));
    if (!schedule || (schedule.interval === 'TWICE_A_MONTH' && rest.length < LEAST_TWICE_A_MONTH)) continue;
    return { schedule, occurrences: rest, ...usualAmount(rest), isBroken: false };
  }
  return null;
}

function brokenSeries(occurrences: readonly Occurrence[]): Unnamed | null {
  const before = occurrences.slice(0, -1);
  if (before.length < LEAST_BROKEN) return null;
  const series = regular(before);
  return series?.steady ? { ...series, isBroken: true } : null;
}

function isOneAmount(occurrences: readonly Occurrence[]): boolean {
  const amounts = occurrences.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return (most - least) * 50 <= most;
}

/** The last amount where the last three are within a fiftieth of it, else the median of the last six. */
function usualAmount(occurrences: readonly Occurrence[]): { amount: Cents; steady: boolean } {
  const amounts = occurrences.slice(-AMOUNT_FROM).map(({ amount }) => amount);
  const last = amounts.at(-1) ?? cents(0);
  const steady = amounts.slice(-STEADY_FROM).every((amount) => Math.abs(amount - last) * 50 <= last);
  return { steady, amount: steady ? last : cents(median(amounts) ?? 0) };
}

/** A day's flows are one occurrence. */
function occurrencesOf(flows: readonly CashFlow[]): Occurrence[] {
  return [...Map.groupBy(flows, ({ movement }) => movement.date)].map(([date, of]) => occurrenceOf(date, of));
}

function occurrenceOf(date: IsoDate, flows: readonly CashFlow[]): Occurrence {
  return { date, flows, amount: cents(flows.reduce((total, { amount }) => total + amount, 0)) };
}

/** Occurrences apart by size: sorted amounts are cut where the next is half as much again. Each in date order. */
function sizes(flows: readonly CashFlow[]): (readonly Occurrence[])[] {
  const single = flows.some(({ ledgerOnly }) => ledgerOnly)
    ? occurrencesOf(flows)
    : flows.map((flow) => occurrenceOf(flow.movement.date, [flow]));
  const sorted = [...single].sort((a, b) => a.amount - b.amount);
  const lists: Occurrence[][] = [];
  sorted.forEach((occurrence, place) => {
    const before = sorted[place - 1];
    const list = lists.at(-1);
    if (!list || !before || occurrence.amount >= before.amount * NEXT_SERIES_TIMES) lists.push([occurrence]);
    else list.push(occurrence);
  });
  return lists.map((list) => {
    const flowsOfSize = list.flatMap((occurrence) => occurrence.flows);
    return occurrencesOf(flowsOfSize.sort((a, b) => (a.movement.date < b.movement.date ? -1 : 1)));
  });
}
