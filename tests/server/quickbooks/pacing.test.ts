import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askedGapMs, callsForReading, shortestGapMs } from '../../../server/quickbooks/pacing.js';

const HOUR = 3_600_000;
const instant = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2030-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const allowed = fc.integer({ min: 1, max: 100_000_000 });
const share = fc.double({ min: 0, max: 1.5, noNaN: true });
const noon = new Date('2026-11-16T00:00:00Z');

describe('readings that people ask for', () => {
  it('are a quarter of a minute apart at least, and further where the month’s use runs ahead', () => {
    expect(askedGapMs({ used: 0, allowed: 500_000, at: noon })).toBe(15_000);
    expect(askedGapMs({ used: 500_000, allowed: 500_000, at: noon })).toBe(HOUR);
  });

  it('leave the last twentieth of the month’s calls, and have one at least', () => {
    expect([500_000, 10, 1].map(callsForReading)).toEqual([475_000, 9, 1]);
  });
});

describe('pacing incremental syncs by the month’s calls', () => {
  it('lets syncs follow each other while use keeps to the month', () => {
    expect(shortestGapMs({ used: 250_000, allowed: 500_000, at: noon })).toBe(0);
    expect(shortestGapMs({ used: 275_000, allowed: 500_000, at: noon })).toBe(0);
    expect(shortestGapMs({ used: 0, allowed: 1, at: new Date('2026-11-01T00:00:00Z') })).toBe(0);
  });

  it('slows from five seconds to an hour as the allowance goes', () => {
    expect(shortestGapMs({ used: 275_001, allowed: 500_000, at: noon })).toBe(5_000);
    expect(shortestGapMs({ used: 387_500, allowed: 500_000, at: noon })).toBe(Math.round(Math.sqrt(5_000 * HOUR)));
    expect(shortestGapMs({ used: 500_000, allowed: 500_000, at: noon })).toBe(HOUR);
    expect(shortestGapMs({ used: 9, allowed: 8, at: new Date('2026-11-30T23:59:59Z') })).toBe(HOUR);
  });

  it('stays between nothing and an hour, whatever it is told', () => {
    fc.assert(
      fc.property(share, allowed, instant, (part, most, at) => {
        const gap = shortestGapMs({ used: Math.round(part * most), allowed: most, at });
        return gap === 0 || (gap >= 5_000 && gap <= HOUR);
      }),
    );
  });

  it('never falls when more is used, and never rises as the month goes on', () => {
    fc.assert(
      fc.property(
        share,
        share,
        allowed,
        instant,
        fc.integer({ min: 0, max: 20 * 86_400_000 }),
        (a, b, most, at, later) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((part) => Math.round(part * most));
          const gap = shortestGapMs({ used: less ?? 0, allowed: most, at });
          expect(shortestGapMs({ used: more ?? 0, allowed: most, at })).toBeGreaterThanOrEqual(gap);
          const then = new Date(at.getTime() + later);
          if (then.getUTCMonth() !== at.getUTCMonth()) return;
          expect(shortestGapMs({ used: less ?? 0, allowed: most, at: then })).toBeLessThanOrEqual(gap);
        },
      ),
    );
  });

  it('refuses an allowance of nothing', () => {
    expect(() => shortestGapMs({ used: 0, allowed: 0, at: noon })).toThrow(RangeError);
  });
});
