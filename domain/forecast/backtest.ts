import type { Cents } from '../units.js';
import type { TrackEntry } from './trackRecord.js';

/** A forecast of a company's past against what happened, with the size of the company's weeks. */
export interface BacktestLine extends TrackEntry {
  readonly name: string;
  /** Weekly mean outflow of the 13 weeks before it was made; above zero. */
  readonly weeklyOut: Cents;
}

/** How far off in weeks of outflow: |error| ÷ weekly outflow. */
export interface Misses {
  readonly mean: number;
  readonly median: number;
}

export interface BacktestSummary {
  readonly weeks: number;
  readonly companies: number;
  readonly forecast: Misses;
  readonly carryForward: Misses;
  /** Companies of which the forecast was nearer than carrying forward. */
  readonly nearer: number;
}

/** One line a horizon, the shortest first, over companies that spend at all. */
export function backtestSummaries(lines: readonly BacktestLine[]): BacktestSummary[] {
  const spending = lines.filter(({ weeklyOut }) => weeklyOut > 0);
  return [...Map.groupBy(spending, ({ weeks }) => weeks)]
    .sort(([a], [b]) => a - b)
    .map(([weeks, of]) => ({
      weeks,
      companies: of.length,
      forecast: missesOf(of.map(({ error, weeklyOut }) => Math.abs(error) / weeklyOut)),
      carryForward: missesOf(of.map(({ carryForwardError, weeklyOut }) => Math.abs(carryForwardError) / weeklyOut)),
      nearer: of.filter(({ error, carryForwardError }) => Math.abs(error) < Math.abs(carryForwardError)).length,
    }));
}

function missesOf(misses: readonly number[]): Misses {
  const sorted = [...misses].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1] ?? 0, sorted[middle] ?? 0];
  return { mean: misses.reduce((all, miss) => all + miss, 0) / misses.length, median: (low + high) / 2 };
}
