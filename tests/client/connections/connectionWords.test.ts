import { describe, expect, it } from '@jest/globals';
import {
  allowanceWords,
  durationWords,
  monthOf,
  nextWords,
  shownState,
} from '../../../client/connections/connectionWords.js';
import { fakeConnections } from '../../../client/fakes/fakeConnections.js';
import { FAKE_CLIENTS, FAKE_NOW } from '../../../client/fakes/fakeFirm.js';

const moment = { now: FAKE_NOW, zone: 'America/Denver', locale: 'en-GB' };
const base = fakeConnections(FAKE_CLIENTS).find(({ clientName }) => clientName === 'Atlas Court Dental');
if (base === undefined) throw new Error('The fixture has no Atlas Court Dental.');
const next = (minutes: number | null, sync: Partial<typeof base.sync> = {}): string => {
  const nextSyncAt = minutes === null ? null : new Date(FAKE_NOW + minutes * 60_000).toISOString();
  return nextWords({ sync: { ...base.sync, ...sync }, nextSyncAt, failure: null }, moment);
};

describe('words of a connection', () => {
  it('say when the company is read next', () => {
    expect(next(3.2)).toBe('in 4 min');
    expect(next(-1)).toBe('next in turn');
    expect(next(120)).toBe('10:09');
    expect(next(1_440)).toBe('tomorrow 08:09');
    expect(next(3 * 1_440)).toMatch(/^[A-Z][a-z]{2} \d+ Nov 08:09$/);
    expect(next(null)).toBe('not planned');
    expect(next(5, { paused: true })).toBe('when resumed');
    expect(next(5, { state: 'NEEDS_RECONNECTING' })).toBe('when connected again');
    expect(next(null, { state: 'SYNCING' })).toBe('now');
  });

  it('say paused of what would be read, not of what cannot or still is', () => {
    const of = (state: typeof base.sync.state) => shownState({ ...base.sync, state, paused: true });
    expect([of('SYNCED'), of('FAILING'), of('SYNCING'), of('NOT_CONNECTED')]).toEqual([
      'PAUSED',
      'PAUSED',
      'SYNCING',
      'NOT_CONNECTED',
    ]);
  });

  it('say how long a run took', () => {
    const took = (milliseconds: number): string =>
      durationWords({ startedAt: new Date(0).toISOString(), finishedAt: new Date(milliseconds).toISOString() });
    expect([took(840), took(9_960), took(42_400), took(125_000)]).toEqual(['0.8 s', '10.0 s', '42 s', '2 min 05 s']);
    expect(durationWords({ startedAt: new Date(0).toISOString(), finishedAt: null })).toBe('');
  });

  it('know the month by QuickBooks’ calendar', () => {
    const december = { month: '2026-12-01', used: 1, allowed: 2, usedUp: false };
    expect(monthOf(december, Date.parse('2026-12-31T23:30:00Z'))).toEqual({
      name: 'December',
      next: 'January',
      day: 31,
      days: 31,
    });
    expect(monthOf({ month: '2028-02-01' }, Date.parse('2028-02-01T00:00:00Z'))).toMatchObject({ day: 1, days: 29 });
    expect(allowanceWords(december, Date.parse('2026-12-04T00:00:00Z'), 'en-US')).toBe('1 of 2 calls used in December');
  });
});
