import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runway } from '../../domain/runway.js';
import type { Runway, WindowFlows } from '../../domain/snapshot.js';
import { isWorseStatus, statusOf } from '../../domain/status.js';
import type { Weeks } from '../../domain/units.js';
import { historyDays, windowOf } from '../../domain/window.js';
import { flowTotals } from '../../domain/windowFlows.js';
import { day, money } from './company.js';

const THRESHOLDS = { red: 5, yellow: 13 };
const WINDOW = windowOf(day('2026-01-01'), day('2026-11-22'));
const NO_FLOWS = flowTotals([], new Set()).flows;

function flows(more: Partial<Record<keyof WindowFlows, number>>): WindowFlows {
  return { ...NO_FLOWS, ...more } as WindowFlows;
}

function weeks(cash: number, burn: number, window = WINDOW, days = 200): Runway {
  return runway(money(cash), flows({ operatingOut: burn }), window, days, THRESHOLDS);
}

describe('runway, in its order', () => {
  it('cash ≤ 0 is 0.0 and RED, whatever the history and the burn', () => {
    for (const cash of [0, -1]) {
      for (const [burn, days] of [
        [1000, 200],
        [0, 200],
        [1000, 3],
      ] as const) {
        expect(weeks(cash, burn, WINDOW, days)).toEqual({
          state: 'NUMBER',
          status: 'RED',
          weeks: 0,
          over: false,
          reason: null,
        });
      }
    }
  });

  it('under 28 days of history is NO_DATA, with the days that are there', () => {
    expect(weeks(1000, 1000, WINDOW, 27)).toMatchObject({
      state: 'NO_DATA',
      status: 'NO_DATA',
      weeks: null,
      reason: '27 days of history; a runway needs 28.',
    });
    expect(weeks(1000, 1000, WINDOW, 1).reason).toBe('1 day of history; a runway needs 28.');
    expect(weeks(1000, 1000, null, 0).reason).toMatch(/^No cash movement in the books yet/);
    expect(weeks(1000, 1000, WINDOW, 28).state).toBe('NUMBER');
  });

  it('net burn ≤ 0 is NOT_BURNING, a state and no number', () => {
    const notBurning = { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false };
    expect(weeks(1000, 0)).toMatchObject(notBurning);
    expect(runway(money(1000), flows({ operatingIn: 5, operatingOut: 4 }), WINDOW, 91, THRESHOLDS)).toMatchObject(
      notBurning,
    );
  });

  it('else cash × days ÷ (7 × net burn)', () => {
    expect(weeks(13_000, 13_000).weeks).toBe(13);
    expect(weeks(1000, 1300).weeks).toBe(10);
    expect(weeks(1000, 4000, windowOf(day('2026-10-14'), day('2026-11-22')), 40).weeks).toBe(1.4);
  });

  it('is rounded once, half up, and judged as printed', () => {
    // 4.95 is printed 5.0 and so YELLOW; 4.9499… is 4.9 and RED.
    expect(weeks(495_000, 1_300_000)).toMatchObject({ weeks: 5, status: 'YELLOW' });
    expect(weeks(494_999, 1_300_000)).toMatchObject({ weeks: 4.9, status: 'RED' });
    expect(weeks(1_295_000, 1_300_000)).toMatchObject({ weeks: 13, status: 'GREEN' });
    expect(weeks(1_294_999, 1_300_000)).toMatchObject({ weeks: 12.9, status: 'YELLOW' });
  });

  it('above 50.0 is shown, sorted and compared as 50.0', () => {
    expect(weeks(5_004_999, 1_300_000)).toMatchObject({ weeks: 50, over: false, status: 'GREEN' });
    expect(weeks(5_005_000, 1_300_000)).toMatchObject({ weeks: 50, over: true, status: 'GREEN' });
    expect(weeks(Number.MAX_SAFE_INTEGER, 1)).toMatchObject({ weeks: 50, over: true });
  });

  it('counts operating inflows in, and operating, investing and financing outflows out', () => {
    const all = flows({ operatingIn: 100, operatingOut: 200, investingOut: 300, financingOut: 900 });
    expect(runway(money(1000), all, WINDOW, 91, THRESHOLDS).weeks).toBe(10);
  });

  it('leaves loans, owners, asset sales, own transfers, opening balances and one-offs out of the burn', () => {
    const apart = flows({
      operatingOut: 1300,
      financingIn: 10_000,
      investingIn: 10_000,
      ownTransferIn: 10_000,
      ownTransferOut: 9,
      openingIn: 10_000,
      openingOut: 9,
      oneOffIn: 10_000,
      oneOffOut: 9,
    });
    expect(runway(money(1000), apart, WINDOW, 91, THRESHOLDS).weeks).toBe(10);
  });

  const burn = fc.integer({ min: 1, max: 1e12 });
  const cash = fc.integer({ min: 1, max: 1e12 });

  it('does not fall with more cash, nor rise with more burn', () => {
    fc.assert(
      fc.property(cash, burn, fc.nat(1e9), (size, rate, more) => {
        const base = weeks(size, rate).weeks ?? -1;
        expect(weeks(size + more, rate).weeks).toBeGreaterThanOrEqual(base);
        expect(weeks(size, rate + more).weeks).toBeLessThanOrEqual(base);
      }),
    );
  });

  it('is within 0.0 and 50.0, a tenth exactly, and has the status of its print', () => {
    fc.assert(
      fc.property(cash, burn, (size, rate) => {
        const result = weeks(size, rate);
        const number = result.weeks ?? -1;
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(50);
        expect(Number(number.toFixed(1))).toBe(number);
        expect(result.status).toBe(number < 5 ? 'RED' : number < 13 ? 'YELLOW' : 'GREEN');
      }),
    );
  });
});

describe('window and history', () => {
  it('is the 91 days that end on the as-of date', () => {
    expect(WINDOW).toEqual({ from: '2026-08-24', to: '2026-11-22', days: 91 });
  });

  it('is the days of history if fewer', () => {
    expect(windowOf(day('2026-11-01'), day('2026-11-22'))).toEqual({ from: '2026-11-01', to: '2026-11-22', days: 22 });
    expect(windowOf(day('2026-11-22'), day('2026-11-22'))?.days).toBe(1);
  });

  it('is nothing without history', () => {
    expect(windowOf(null, day('2026-11-22'))).toBeNull();
    expect(windowOf(day('2026-11-23'), day('2026-11-22'))).toBeNull();
    expect(historyDays(day('2026-01-01'), day('2026-12-31'))).toBe(365);
  });
});

describe('status', () => {
  it('follows the thresholds of the client', () => {
    expect(statusOf(8 as Weeks, { red: 10, yellow: 20 })).toBe('RED');
    expect(statusOf(8 as Weeks)).toBe('YELLOW');
  });

  it('is worse towards RED; beginning to burn is worse; what is not known is neither', () => {
    expect(isWorseStatus('RED', 'YELLOW')).toBe(true);
    expect(isWorseStatus('GREEN', 'NOT_BURNING')).toBe(true);
    expect(isWorseStatus('GREEN', 'YELLOW')).toBe(false);
    expect(isWorseStatus('RED', 'NO_DATA')).toBe(false);
    expect(isWorseStatus('NO_DATA', 'GREEN')).toBe(false);
  });
});
