import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  endsApart,
  labelsThatFit,
  linearScale,
  niceTicks,
  reachOf,
  spreadApart,
} from '../../../client/flowband/scales.js';

describe('linearScale', () => {
  it('maps both ends, and a domain without width to the middle', () => {
    const scale = linearScale([0, 10], [100, 0]);
    expect([scale(0), scale(5), scale(10)]).toEqual([100, 50, 0]);
    expect(linearScale([3, 3], [0, 80])(3)).toBe(40);
  });
});

describe('niceTicks', () => {
  it.each([
    [1_600_351, 4_659_756, [0, 2_000_000, 4_000_000]],
    [0, 5_900_000, [0, 2_000_000, 4_000_000, 6_000_000]],
    [-124_000, 900_000, [0, 500_000, 1_000_000]],
    [0, 0, [0]],
  ])('from %d to %d', (low, high, ticks) => {
    expect(niceTicks(low, high, 3)).toEqual(ticks);
  });

  it('always holds zero, in few steps, and reaches over both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }), (low, more) => {
        const high = low + more;
        const ticks = niceTicks(low, high, 3);
        expect(ticks).toContain(0);
        const [least, most] = reachOf(ticks, low, high);
        expect(least).toBeLessThanOrEqual(low);
        expect(most).toBeGreaterThanOrEqual(high);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('spreadApart', () => {
  it('leaves what stands apart, and shares the middle of what does not', () => {
    expect(spreadApart([10, 50, 90], 19, 0, 100)).toEqual([10, 50, 90]);
    expect(spreadApart([50, 50], 20, 0, 100)).toEqual([40, 60]);
    expect(spreadApart([0, 0, 100], 20, 0, 100)).toEqual([0, 20, 100]);
    expect(spreadApart([100, 100, 100], 20, 0, 100)).toEqual([60, 80, 100]);
  });

  it('keeps order, distance and limits where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 12 }), (wanted) => {
        const rising = [...wanted].sort((a, b) => a - b);
        const places = spreadApart(rising, 19, 0, 400);
        for (const [index, place] of places.entries()) {
          expect(place).toBeGreaterThanOrEqual(-1e-6);
          expect(place).toBeLessThanOrEqual(400 + 1e-6);
          if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(19 - 1e-6);
        }
      }),
    );
  });
});

describe('labels', () => {
  it('keeps the last, then from the first what fits', () => {
    const labels = [0, 20, 50, 75, 100].map((at) => ({ at, width: 38 }));
    expect(labelsThatFit(labels, 6).map(({ at }) => at)).toEqual([0, 50, 100]);
    expect(labelsThatFit([], 6)).toEqual([]);
  });

  it('moves two ends apart evenly', () => {
    expect(endsApart(50, 52, 12)).toEqual([45, 57]);
    expect(endsApart(20, 60, 12)).toEqual([20, 60]);
  });
});
