import { describe, expect, it } from '@jest/globals';
import { backtestSummaries, type BacktestLine } from '../../../domain/forecast/backtest.js';
import { day, money } from '../company.js';

function line(
  name: string,
  weeks: 4 | 8 | 13,
  error: number,
  carryForwardError: number,
  weeklyOut = 100,
): BacktestLine {
  const none = { forecast: money(0), carryForward: money(0), actual: money(0), madeAsOf: day('2026-10-25') };
  return {
    ...none,
    name,
    weeks,
    error: money(error),
    carryForwardError: money(carryForwardError),
    weeklyOut: money(weeklyOut),
  };
}

describe('backtestSummaries', () => {
  it('measures misses in weeks of outflow, by horizon', () => {
    const lines = [line('a', 13, -50, 100), line('a', 4, 20, -10), line('b', 4, -60, 90), line('c', 4, 10, 10)];
    expect(backtestSummaries(lines)).toEqual([
      {
        weeks: 4,
        companies: 3,
        forecast: { mean: expect.closeTo(0.3), median: 0.2 },
        carryForward: { mean: expect.closeTo(1.1 / 3), median: 0.1 },
        nearer: 1,
      },
      {
        weeks: 13,
        companies: 1,
        forecast: { mean: 0.5, median: 0.5 },
        carryForward: { mean: 1, median: 1 },
        nearer: 1,
      },
    ]);
  });

  it('takes the mean of the two in the middle, and leaves out who spends nothing', () => {
    const lines = [line('a', 8, 10, 0), line('b', 8, 30, 0), line('c', 8, 99, 0, 0)];
    expect(backtestSummaries(lines)[0]).toMatchObject({ companies: 2, forecast: { mean: 0.2, median: 0.2 } });
    expect(backtestSummaries([])).toEqual([]);
  });
});
