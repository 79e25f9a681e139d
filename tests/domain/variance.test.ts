import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isStale, needsAttention, type AttentionInput } from '../../domain/attention.js';
import type { Runway, RunwayStatus } from '../../domain/snapshot.js';
import { statusOf } from '../../domain/status.js';
import type { Weeks } from '../../domain/units.js';
import { moneyVariance, printedDifference, runwayVariance } from '../../domain/variance.js';
import { money } from './company.js';

const number = (weeks: number): Runway => ({
  state: 'NUMBER',
  status: statusOf(weeks as Weeks),
  weeks: weeks as Weeks,
  over: false,
  reason: null,
});
const state = (name: 'NOT_BURNING' | 'NO_DATA'): Runway => ({
  state: name,
  status: name,
  weeks: null,
  over: false,
  reason: null,
});

describe('variance of runway', () => {
  it('is the difference of the printed figures', () => {
    expect(runwayVariance(number(4.6), number(6.1))).toEqual({
      kind: 'NUMBER',
      weeks: -1.5,
      words: null,
      crossed: 'now critical',
    });
    expect(runwayVariance(number(5.3), number(4.3)).weeks).toBe(1);
  });

  it('a first week has none', () => {
    expect(runwayVariance(number(4.6), null)).toEqual({
      kind: 'FIRST_WEEK',
      weeks: null,
      words: 'first week',
      crossed: null,
    });
  });

  it.each([
    [number(20), state('NOT_BURNING'), 'BEGAN_BURNING', 'began burning', 'now clear'],
    [number(4), state('NOT_BURNING'), 'BEGAN_BURNING', 'began burning', 'now critical'],
    [state('NOT_BURNING'), number(4), 'STOPPED_BURNING', 'stopped burning', null],
    [number(4), state('NO_DATA'), 'FIRST_DATA', 'first figures', null],
    [state('NO_DATA'), number(4), 'NO_LONGER_KNOWN', 'no data any more', null],
    [state('NOT_BURNING'), state('NOT_BURNING'), 'SAME_STATE', 'unchanged', null],
  ])('number ↔ state changes are said in words: case %#', (now, before, kind, words, crossed) => {
    expect(runwayVariance(now, before)).toEqual({ kind, weeks: null, words, crossed });
  });

  it('says which threshold was crossed, in either direction, and nothing when none was', () => {
    expect(runwayVariance(number(12.9), number(13)).crossed).toBe('now tight');
    expect(runwayVariance(number(13), number(12.9)).crossed).toBe('now clear');
    expect(runwayVariance(number(20), number(13)).crossed).toBeNull();
  });

  it('telescopes: the weeks’ changes sum to the change over all of them', () => {
    const tenths = fc.integer({ min: 0, max: 500 }).map((whole) => (whole / 10) as Weeks);
    fc.assert(
      fc.property(fc.array(tenths, { minLength: 2, maxLength: 14 }), (weeks) => {
        const steps = weeks.slice(1).map((now, before) => printedDifference(now, weeks[before] as Weeks));
        const total = steps.reduce((sum, step) => sum + Math.round(step * 10), 0) / 10;
        expect(total).toBe(printedDifference(weeks.at(-1) as Weeks, weeks[0] as Weeks));
      }),
    );
  });
});

describe('variance of money', () => {
  it('is absolute and relative', () => {
    expect(moneyVariance(money(12_900), money(10_000))).toEqual({ absolute: 2900, percent: 29 });
    expect(moneyVariance(money(0), money(-20_000))).toEqual({ absolute: 20_000, percent: 100 });
  });

  it('has no percent of a base under 100.00', () => {
    expect(moneyVariance(money(5), money(9_999))).toEqual({ absolute: -9_994, percent: null });
    expect(moneyVariance(money(5), money(0))?.percent).toBeNull();
    expect(moneyVariance(money(110), money(100), 0)?.percent).toBe(10);
  });

  it('is rounded once, half up, at the precision it is printed with', () => {
    expect(moneyVariance(money(10_425), money(10_000))?.percent).toBe(4.3);
    expect(moneyVariance(money(1_124_600), money(1_000_000))?.percent).toBe(12);
    expect(moneyVariance(money(1_099_600), money(1_000_000))?.percent).toBe(10);
  });

  it('is nothing in a first week or where a figure is not known', () => {
    expect(moneyVariance(money(1), null)).toBeNull();
    expect(moneyVariance(null, money(1))).toBeNull();
  });

  it('telescopes', () => {
    const amount = fc.integer({ min: -1e12, max: 1e12 }).map(money);
    fc.assert(
      fc.property(amount, amount, amount, (a, b, c) => {
        const step = (now: typeof a, before: typeof a): number => moneyVariance(now, before)?.absolute ?? NaN;
        expect(step(b, a) + step(c, b)).toBe(step(c, a));
      }),
    );
  });
});

describe('needs attention', () => {
  const calm: AttentionInput = {
    status: 'GREEN',
    weeks: 20 as Weeks,
    previous: { status: 'GREEN', weeks: 20 as Weeks },
    stale: false,
    syncState: 'SYNCED',
  };
  const previous = (status: RunwayStatus, weeks: number | null): Partial<AttentionInput> => ({
    previous: { status, weeks: weeks as Weeks | null },
  });

  it('not when steady, failing or syncing with fresh data, or in a first week', () => {
    expect(needsAttention(calm)).toEqual([]);
    for (const syncState of ['FAILING', 'SYNCING', 'WAITING'] as const)
      expect(needsAttention({ ...calm, syncState })).toEqual([]);
    expect(needsAttention({ ...calm, previous: null })).toEqual([]);
  });

  it('when RED', () => {
    expect(needsAttention({ ...calm, status: 'RED', weeks: 3 as Weeks, ...previous('RED', 3) })).toEqual(['RED']);
  });

  it('when lower by 1.0 week or more, as printed', () => {
    expect(needsAttention({ ...calm, ...previous('GREEN', 21) })).toEqual(['LOWER_BY_A_WEEK']);
    expect(needsAttention({ ...calm, ...previous('GREEN', 20.9) })).toEqual([]);
    expect(needsAttention({ ...calm, weeks: 14.3 as Weeks, ...previous('GREEN', 15.3) })).toEqual(['LOWER_BY_A_WEEK']);
  });

  it('when of a worse status than last week, burning again included', () => {
    expect(needsAttention({ ...calm, status: 'YELLOW', weeks: 12.9 as Weeks, ...previous('GREEN', 13) })).toEqual([
      'WORSE_STATUS',
    ]);
    expect(needsAttention({ ...calm, ...previous('NOT_BURNING', null) })).toEqual(['WORSE_STATUS']);
    expect(needsAttention({ ...calm, status: 'NO_DATA', weeks: null })).toEqual([]);
  });

  it('when stale or not connected', () => {
    expect(needsAttention({ ...calm, stale: true })).toEqual(['STALE']);
    for (const syncState of ['NOT_CONNECTED', 'NEEDS_RECONNECTING'] as const) {
      expect(needsAttention({ ...calm, syncState })).toEqual(['NOT_CONNECTED']);
    }
  });

  it('tells every reason, in one order', () => {
    const all = { status: 'RED', weeks: 1 as Weeks, stale: true, syncState: 'NOT_CONNECTED' } as const;
    expect(needsAttention({ ...calm, ...all })).toEqual([
      'RED',
      'WORSE_STATUS',
      'LOWER_BY_A_WEEK',
      'STALE',
      'NOT_CONNECTED',
    ]);
  });
});

describe('stale', () => {
  const HOUR = 3_600_000;
  it('is no good sync in 48 hours', () => {
    expect(isStale(0, 48 * HOUR)).toBe(false);
    expect(isStale(0, 48 * HOUR + 1)).toBe(true);
    expect(isStale(new Date(0), new Date(49 * HOUR))).toBe(true);
  });

  it('counts from the connection where there was never a good sync; unconnected there is nothing to be stale', () => {
    expect(isStale(null, 49 * HOUR, 0)).toBe(true);
    expect(isStale(null, 49 * HOUR, 2 * HOUR)).toBe(false);
    expect(isStale(null, 49 * HOUR)).toBe(false);
  });
});
