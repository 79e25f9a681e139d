import { describe, expect, it } from '@jest/globals';
import { listVersionOf, mergeChanges } from '../../../client/offline/changes.js';
import type { ChangesView } from '../../../client/offline/index.js';

type Line = ChangesView['versions'][number];
const line = (clientId: string, version: string, sync: Partial<Line['sync']> = {}): Line => ({
  clientId,
  version,
  decisionsVersion: 0,
  sync: {
    state: 'SYNCED',
    phase: null,
    percent: null,
    rowsRead: null,
    rowsPerSecond: null,
    paused: false,
    lastGoodAt: '2026-11-23T07:58:00Z',
    lastError: null,
    lastErrorAt: null,
    ...sync,
  },
});
const whole = (...versions: Line[]): ChangesView => ({ complete: true, versions });
const part = (...versions: Line[]): ChangesView => ({ complete: false, versions });

describe('an overview that follows events', () => {
  it('is replaced by a complete one and merged with a part; who did not change stays the same object', () => {
    const first = mergeChanges(null, whole(line('a', '1'), line('b', '1'), line('c', '1')));
    const next = mergeChanges(first, part(line('b', '2', { state: 'FAILING' }), line('d', '1')));
    expect(next?.versions.map(({ clientId, version }) => clientId + version)).toEqual(['a1', 'b2', 'c1', 'd1']);
    expect(next?.versions[0]).toBe(first?.versions[0]);
    expect(next).toMatchObject({ clients: 4, synced: 3, failing: 1 });
    expect(mergeChanges(next, whole(line('a', '1')))).toMatchObject({ clients: 1, synced: 1, failing: 0 });
  });

  it('knows nothing from a part alone', () => {
    expect(mergeChanges(null, part(line('a', '1')))).toBeNull();
  });

  it('has the newest good sync of any client', () => {
    const overview = mergeChanges(
      null,
      whole(line('a', '1', { lastGoodAt: '2026-11-23T09:00:00+02:00' }), line('b', '1')),
    );
    expect(overview?.lastGoodAt).toBe('2026-11-23T07:58:00Z');
    expect(mergeChanges(null, whole(line('a', '1', { lastGoodAt: null })))?.lastGoodAt).toBeNull();
  });

  it('has another list version when a version or a state changes, not when a sync moves on or the order differs', () => {
    const of = (...lines: Line[]): string => {
      const overview = mergeChanges(null, whole(...lines));
      return overview === null ? '' : listVersionOf(overview);
    };
    const before = of(line('a', '1'), line('b', '1', { state: 'SYNCING', percent: 4 }));
    expect(of(line('b', '1', { state: 'SYNCING', percent: 80, phase: 'Bills' }), line('a', '1'))).toBe(before);
    expect(of(line('a', '2'), line('b', '1', { state: 'SYNCING' }))).not.toBe(before);
    expect(of(line('a', '1'), line('b', '1'))).not.toBe(before);
  });
});
