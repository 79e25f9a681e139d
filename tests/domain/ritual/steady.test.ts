import { describe, expect, it } from '@jest/globals';
import { isSteady } from '../../../domain/ritual/steady.js';
import type { Runway } from '../../../domain/snapshot.js';
import { statusOf } from '../../../domain/status.js';
import type { IsoDate, Weeks } from '../../../domain/units.js';

const number = (weeks: number): Runway => ({
  ...{ state: 'NUMBER', status: statusOf(weeks as Weeks), over: false, reason: null },
  weeks: weeks as Weeks,
});
const NOT_BURNING: Runway = { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false, reason: null };
const NO_DATA: Runway = { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'none' };
const seen = (runway: Runway, previousRunway: Runway | null) =>
  isSteady({ asOf: '2026-11-22' as IsoDate, attention: [], runway, previousRunway });

describe('a steady client', () => {
  it.each([
    [number(20), number(20), true],
    [number(20), number(19.1), true],
    [number(19.1), number(20), true],
    [number(20), number(19), false],
    [number(5.3), number(4.3), false],
    [number(13.2), number(12.9), false],
    [number(12.9), number(13.2), false],
    [NOT_BURNING, NOT_BURNING, true],
    [NO_DATA, NO_DATA, true],
    [NOT_BURNING, number(30), false],
    [number(30), NOT_BURNING, false],
    [number(30), null, false],
  ])('%j after %j: %s', (now, before, expected) => {
    expect(seen(now, before)).toBe(expected);
  });

  it('needs no attention and has figures', () => {
    const calm = { asOf: '2026-11-22' as IsoDate, attention: [], runway: number(20), previousRunway: number(20) };
    expect(isSteady(calm)).toBe(true);
    expect(isSteady({ ...calm, attention: ['STALE'] })).toBe(false);
    expect(isSteady({ ...calm, asOf: null })).toBe(false);
  });
});
