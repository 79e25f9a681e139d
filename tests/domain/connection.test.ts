import { describe, expect, it } from '@jest/globals';
import { refusalToPause, refusalToSync, stepAfterFailure } from '../../domain/connection.js';

const READ = { state: 'SYNCED', paused: false, allowanceUsed: false } as const;

describe('what may be done with a connection', () => {
  it.each([
    [READ, null],
    [{ ...READ, state: 'FAILING' }, null],
    [{ ...READ, allowanceUsed: true }, 'ALLOWANCE_USED'],
    [{ ...READ, paused: true, allowanceUsed: true }, 'PAUSED'],
    [{ ...READ, state: 'NEEDS_RECONNECTING', paused: true }, 'NOT_CONNECTED'],
    [{ ...READ, state: 'NOT_CONNECTED' }, 'NOT_CONNECTED'],
  ] as const)('a sync by hand of %o is refused with %s', (standing, code) => {
    expect(refusalToSync(standing)).toBe(code);
  });

  it('pausing needs a connection, a lost one too', () => {
    expect(refusalToPause({ state: 'NOT_CONNECTED' })).toBe('NOT_CONNECTED');
    expect(refusalToPause({ state: 'NEEDS_RECONNECTING' })).toBeNull();
  });
});

describe('what follows a failure', () => {
  const moment = { now: new Date('2026-11-22T12:00:00Z'), zone: 'Europe/Berlin', locale: 'de-DE' };
  it.each([
    [{ state: 'FAILING', paused: false, retryAt: '2026-11-22T12:12:00Z' }, 'The next try is at 13:12.'],
    [{ state: 'FAILING', paused: false, retryAt: '2026-12-01T00:00:00Z' }, 'The next try is on Tue 1 Dec.'],
    [{ state: 'FAILING', paused: false, retryAt: '2026-11-22T11:59:00Z' }, 'The next try begins now.'],
    [{ state: 'SYNCING', paused: false, retryAt: null }, 'The next try is under way.'],
    [{ state: 'FAILING', paused: true, retryAt: null }, 'Reading is paused. It goes on when it is resumed.'],
    [{ state: 'NEEDS_RECONNECTING', paused: true, retryAt: null }, 'Connect the company again to go on reading.'],
    [{ state: 'FAILING', paused: false, retryAt: null }, 'No further try is planned. A sync can be started by hand.'],
  ] as const)('%o: %s', ({ retryAt, ...standing }, sentence) => {
    expect(stepAfterFailure({ ...standing, retryAt: retryAt && new Date(retryAt) }, moment)).toBe(sentence);
  });
});
