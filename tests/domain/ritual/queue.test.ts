import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { needsAttention } from '../../../domain/attention.js';
import { partsOf, QUEUE_GROUPS, queueGroup } from '../../../domain/ritual/queue.js';
import type { ReviewStanding } from '../../../domain/ritual/reviewed.js';
import { isSteady } from '../../../domain/ritual/steady.js';
import type { Runway } from '../../../domain/snapshot.js';
import { statusOf } from '../../../domain/status.js';
import { SYNC_STATES, type SyncState } from '../../../domain/syncState.js';
import type { IsoDate, Weeks } from '../../../domain/units.js';

const number = (weeks: number): Runway => ({
  ...{ state: 'NUMBER', status: statusOf(weeks as Weeks), over: false, reason: null },
  weeks: weeks as Weeks,
});
const NOT_BURNING: Runway = { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false, reason: null };
const NO_DATA: Runway = { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'none' };

interface Given {
  readonly runway: Runway;
  readonly previousRunway: Runway | null;
  readonly stale?: boolean;
  readonly syncState?: SyncState;
  readonly hasFigures?: boolean;
}

/** A row whose reasons for attention are those that its other figures give; without figures there is neither runway. */
function row({ stale = false, syncState = 'SYNCED', hasFigures = true, ...given }: Given) {
  const { runway, previousRunway } = hasFigures ? given : { runway: NO_DATA, previousRunway: null };
  const { status, weeks } = runway;
  const attention = needsAttention({ status, weeks, previous: previousRunway, stale, syncState });
  return { asOf: hasFigures ? ('2026-11-22' as IsoDate) : null, attention, runway, previousRunway };
}

const groupOf = (given: Given, standing: ReviewStanding = 'NOT_STARTED') => queueGroup(row(given), standing);

describe('the group of a client in the Monday queue', () => {
  it.each([
    ['critical', { runway: number(4.6), previousRunway: number(4.6) }, 'CRITICAL'],
    ['critical and stale', { runway: number(4.6), previousRunway: number(6.1), stale: true }, 'CRITICAL'],
    ['critical in its first week', { runway: number(0), previousRunway: null }, 'CRITICAL'],
    ['lower by a week', { runway: number(9), previousRunway: number(10) }, 'CHANGED'],
    ['higher by a week', { runway: number(10), previousRunway: number(9) }, 'CHANGED'],
    ['of another status', { runway: number(13.2), previousRunway: number(12.9) }, 'CHANGED'],
    ['burning since', { runway: number(31), previousRunway: NOT_BURNING }, 'CHANGED'],
    ['stale, though lower', { runway: number(9), previousRunway: number(11), stale: true }, 'NO_FRESH_DATA'],
    [
      'signed out',
      { runway: number(20), previousRunway: number(20), syncState: 'NEEDS_RECONNECTING' },
      'NO_FRESH_DATA',
    ],
    ['before its first sync', { runway: NO_DATA, previousRunway: null, hasFigures: false }, 'NEW'],
    ['in its first week', { runway: number(20), previousRunway: null }, 'NEW'],
    ['steady', { runway: number(20), previousRunway: number(19.1) }, 'STEADY'],
    ['steadily not burning', { runway: NOT_BURNING, previousRunway: NOT_BURNING }, 'STEADY'],
  ] as const)('%s', (_, given, expected) => {
    expect(groupOf(given)).toBe(expected);
  });

  it('does not fold a client that moved since it was reviewed, and keeps one that did not where it is', () => {
    const steady = { runway: number(20), previousRunway: number(20) };
    expect(groupOf(steady, 'LIFTED')).toBe('CHANGED');
    expect(groupOf({ ...steady, previousRunway: null }, 'LIFTED')).toBe('CHANGED');
    expect(groupOf(steady, 'REVIEWED')).toBe('STEADY');
    expect(groupOf({ ...steady, runway: number(4) }, 'REVIEWED')).toBe('CRITICAL');
  });

  const runways = fc.oneof(
    fc.integer({ min: 0, max: 500 }).map((tenths) => number(tenths / 10)),
    fc.constantFrom(NOT_BURNING, NO_DATA),
  );
  const rows = fc.array(
    fc.record({
      given: fc.record({
        runway: runways,
        previousRunway: fc.option(runways),
        stale: fc.boolean(),
        syncState: fc.constantFrom(...SYNC_STATES),
        hasFigures: fc.boolean(),
      }),
      standing: fc.constantFrom<ReviewStanding>('NOT_STARTED', 'STARTED', 'REVIEWED', 'LIFTED'),
    }),
    { maxLength: 60 },
  );

  it('is one for each client; every group keeps the order, and what is steady and not lifted is all that folds', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const numbered = all.map(({ given, standing }, place) => ({ ...row(given), standing, place }));
        const parts = partsOf(numbered, (one) => queueGroup(one, one.standing));
        const places = parts.map((part) => part.rows.map(({ place }) => place));
        expect(places.flat().sort((a, b) => a - b)).toEqual(numbered.map(({ place }) => place));
        for (const its of places) expect(its).toEqual([...its].sort((a, b) => a - b));
        const groups = parts.map(({ group }) => group);
        expect(groups).toEqual(QUEUE_GROUPS.filter((group) => groups.includes(group)));
        expect(parts.every((part) => part.rows.length > 0)).toBe(true);
        const folded = parts.find(({ group }) => group === 'STEADY')?.rows ?? [];
        expect(folded).toEqual(numbered.filter((one) => isSteady(one) && one.standing !== 'LIFTED'));
        const attended = numbered.filter(({ attention }) => attention.length > 0);
        for (const one of attended) expect(['STEADY', 'NEW']).not.toContain(queueGroup(one, one.standing));
      }),
    );
  });
});
