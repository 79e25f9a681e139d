import { daysBetween } from '../calendar.js';
import type { IsoDate } from '../units.js';
import type { ForecastInputs, Interval } from './forecastInputs.js';
import type { FoundSeries } from './recurring.js';
import { TOLERANCE_DAYS } from './schedule.js';

/** A series that was seen so many days longer than another of its group is the older one. */
const OLDER_BY_DAYS = 100;
const SUFFIX = /#([A-Z_]+)-(\d+)(?:-(\d+))?(?:~\d+)?$/;
const OCCURRENCE = /^(Recurring:.*):(\d{4}-\d{2}-\d{2})$/s;

type Unkeyed = Pick<FoundSeries, 'schedule' | 'occurrences' | 'amount'>;

/**
 * Keys for the series of a group that stay when another series comes up in it: the oldest bears the group's, of those as
 * old the largest; the others bear their interval and days, `<group>#MONTHLY-15`; of several on the same days the smaller
 * ones are numbered, `~2`.
 */
export function keyedSeries<T extends Unkeyed>(group: string, series: readonly T[]): (T & { key: string })[] {
  const spans = series.map(spanOf);
  const longest = Math.max(...spans);
  const byAmount = [...series].sort((a, b) => b.amount - a.amount);
  const head = byAmount.find((one) => longest - spanOf(one) <= OLDER_BY_DAYS);
  const taken = new Map<string, number>();
  return byAmount.map((one) => {
    if (one === head) return { ...one, key: group };
    const name = `${group}#${one.schedule.interval}-${one.schedule.anchors.join('-')}`;
    const place = (taken.get(name) ?? 0) + 1;
    taken.set(name, place);
    return { ...one, key: place === 1 ? name : `${name}~${place}` };
  });
}

function spanOf({ occurrences }: Unkeyed): number {
  const [first, last] = [occurrences[0], occurrences.at(-1)];
  return first && last ? daysBetween(first.date, last.date) : 0;
}

/**
 * The key that a change of before is about in these inputs: its own where they know it, else that of the series of the
 * same group, interval and about the same days, and of it the occurrence nearest to the day in the key, no further than
 * the interval's tolerance; null where there is none. Series shift by a day as their history grows. Keys of added events
 * stand.
 */
export function keptKeys(inputs: ForecastInputs): (key: string) => string | null {
  const known = new Set(
    [...inputs.items, ...inputs.inView].flatMap(({ key, documentKey }) => [key, documentKey ?? key]),
  );
  const intervals = new Map(inputs.series.map(({ key, interval }) => [key, interval]));
  const seriesFor = (key: string): string | null => {
    if (intervals.has(key)) return key;
    const wanted = SUFFIX.exec(key);
    if (!wanted) return null;
    const group = key.slice(0, wanted.index);
    const near = [...intervals.keys()].flatMap((candidate) => {
      const found = SUFFIX.exec(candidate);
      const days = found && candidate.slice(0, found.index) === group ? daysApart(wanted, found) : null;
      return days === null ? [] : [{ candidate, days }];
    });
    return near.sort((a, b) => a.days - b.days)[0]?.candidate ?? null;
  };
  const occurrenceFor = (series: string, date: IsoDate): string | null => {
    const reach = TOLERANCE_DAYS[intervals.get(series) ?? 'WEEKLY'];
    const near = inputs.items.flatMap((item) => {
      const nominal = item.series === series ? OCCURRENCE.exec(item.key)?.[2] : undefined;
      const days = nominal === undefined ? Infinity : Math.abs(daysBetween(nominal as IsoDate, date));
      return days <= reach ? [{ key: item.key, days }] : [];
    });
    return near.sort((a, b) => a.days - b.days)[0]?.key ?? null;
  };
  return (key) => {
    if (known.has(key) || key.startsWith('Added:')) return key;
    const [, seriesKey, date] = OCCURRENCE.exec(key) ?? [];
    const series = seriesFor(seriesKey ?? key);
    return series === null || date === undefined ? series : occurrenceFor(series, date as IsoDate);
  };
}

/** How far the days of two series are apart, at most; null where they are not about the same. */
function daysApart(a: RegExpExecArray, b: RegExpExecArray): number | null {
  const [interval] = a.slice(1) as [Interval];
  if (interval !== b[1]) return null;
  const days = [2, 3].map((place) => Math.abs(Number(a[place] ?? 0) - Number(b[place] ?? 0)));
  const apart = Math.max(...days);
  return apart <= TOLERANCE_DAYS[interval] ? apart : null;
}
