import { beforeEach, describe, expect, it } from '@jest/globals';
import type { QueueTold } from '../../../client/offline/sending.js';
import { Evictions } from '../../exactlyOnce/evictions.js';
import { QueueReports } from '../../exactlyOnce/fast/queueReports.js';

let evictions: Evictions;
beforeEach(() => {
  evictions = new Evictions();
});

const untold = (...gone: string[]): readonly string[] => evictions.untold(new Set(gone));

describe('where local storage stays, the device’s own count', () => {
  it('covers as many as it says and not one more', () => {
    evictions.began({ ids: ['a', 'b', 'c'], keepsCount: true });
    evictions.counted(2);
    expect(untold('a', 'c')).toEqual([]);
    expect(untold('a', 'b', 'c')).toEqual(['clearing 1: 3 are gone, the device counted 2: a b c']);
  });

  it('may say more: what had arrived, but no answer of it, is counted too', () => {
    evictions.began({ ids: ['a', 'b', 'c'], keepsCount: true });
    evictions.counted(3);
    expect(untold('b')).toEqual([]);
  });

  it('of one clearing excuses nothing of the next', () => {
    evictions.began({ ids: ['a', 'b'], keepsCount: true });
    evictions.counted(9);
    evictions.began({ ids: ['c', 'd'], keepsCount: true });
    evictions.counted(0);
    expect(untold('a', 'b', 'c')).toEqual(['clearing 2: 1 are gone, the device counted 0: c']);
  });

  it('that was never heard covers nothing', () => {
    evictions.began({ ids: ['a'], keepsCount: true });
    expect(evictions.isHeard).toBe(false);
    expect(untold('a')).toHaveLength(1);
  });

  it('answers for what came back and was cleared again in the later clearing', () => {
    evictions.began({ ids: ['a'], keepsCount: true });
    evictions.counted(0);
    evictions.began({ ids: ['a', 'b'], keepsCount: true });
    evictions.counted(2);
    expect(untold('a', 'b')).toEqual([]);
  });

  it('is asked for nothing where the browser died before a page had read it', () => {
    evictions.began({ ids: ['a'], keepsCount: true });
    evictions.crashed();
    expect(untold('a')).toEqual([]);
    expect(evictions.unknowable(new Set(['a']))).toBe(1);
  });

  it('stays asked for where a page had read it before the browser died', () => {
    evictions.began({ ids: ['a', 'b'], keepsCount: true });
    evictions.counted(1);
    evictions.crashed();
    expect(untold('a', 'b')).toHaveLength(1);
  });
});

describe('where all that scripts wrote is cleared, the server’s answer', () => {
  it('covers what the server was told of; the rest nobody can know', () => {
    evictions.began({ ids: ['a', 'b', 'c'], told: ['a', 'b'], keepsCount: false });
    evictions.answered(2);
    expect(untold('a', 'b', 'c')).toEqual([]);
    expect(evictions.unknowable(new Set(['a', 'b', 'c']))).toBe(1);
  });

  it('must count each of those', () => {
    evictions.began({ ids: ['a', 'b', 'c'], told: ['a', 'b'], keepsCount: false });
    evictions.answered(1);
    expect(untold('a', 'b', 'c')).toEqual([
      'clearing 1: 2 are gone, of what the server was told of until then it answered 1: a b',
    ]);
  });

  it('tells of all clearings until then, and of none that is to come', () => {
    evictions.began({ ids: ['a'], told: ['a'], keepsCount: false });
    evictions.answered(1);
    evictions.began({ ids: ['b'], told: ['b'], keepsCount: false });
    evictions.answered(1);
    expect(untold('a', 'b')).toEqual([
      'clearing 2: 2 are gone, of what the server was told of until then it answered 1: a b',
    ]);
    evictions.answered(2);
    expect(untold('a', 'b')).toEqual([]);
  });

  it('that came only after the next clearing is judged with that one', () => {
    evictions.began({ ids: ['a'], told: ['a'], keepsCount: false });
    evictions.began({ ids: ['b'], told: [], keepsCount: false });
    evictions.answered(1);
    expect(untold('a', 'b')).toEqual([]);
  });

  it('is waited for, and one that never came covers nothing', () => {
    evictions.began({ ids: ['a'], told: ['a'], keepsCount: false });
    expect(evictions.isHeard).toBe(false);
    expect(untold('a')).toHaveLength(1);
    evictions.answered(1);
    expect(evictions.isHeard).toBe(true);
  });

  it('is waited for after a later clearing too, of which the server was told nothing', () => {
    evictions.began({ ids: ['a'], told: ['a'], keepsCount: false });
    evictions.answered(1);
    evictions.began({ ids: ['b'], keepsCount: false });
    expect(evictions.isHeard).toBe(false);
    evictions.answered(1);
    expect(evictions.isHeard).toBe(true);
    expect(untold('a', 'b')).toEqual([]);
  });

  it('is owed as well where local storage stays', () => {
    evictions.began({ ids: ['a'], told: ['a'], keepsCount: true });
    evictions.counted(1);
    evictions.answered(0);
    expect(untold('a')).toHaveLength(1);
  });
});

describe('what the server was certainly told of', () => {
  const told = (...ids: string[]): QueueTold => ({
    ...{ store: 's', removed: false, noted: false },
    waiting: ids.map((id) => ({ kind: 'DECISION', id, savedAt: '2026-11-23T08:00:00Z' })),
  });
  const answered = (): Promise<null> => Promise.resolve(null);

  /** A report that is under way until it is answered or fails. */
  function underWay(reports: QueueReports, ...ids: string[]) {
    const { promise, resolve, reject } = Promise.withResolvers<null>();
    const telling = reports.tell(told(...ids), () => promise).catch(() => undefined);
    return {
      answer: () => (resolve(null), telling),
      fail: () => (reject(new Error('no answer')), telling),
    };
  }

  it('is nothing before it has answered', async () => {
    const reports = new QueueReports();
    const first = underWay(reports, 'a');
    expect(reports.certain()).toEqual([]);
    await first.fail();
    expect(reports.certain()).toEqual([]);
    await reports.tell(told('a', 'b'), answered);
    expect(reports.certain()).toEqual(['a', 'b']);
  });

  it('is what each report names that may have come last', async () => {
    const reports = new QueueReports();
    const other = underWay(reports, 'a');
    await reports.tell(told('a', 'b'), answered);
    expect(reports.certain()).toEqual(['a']);
    await other.fail();
    expect(reports.certain()).toEqual(['a']);
    await reports.tell(told('b', 'c'), answered);
    expect(reports.certain()).toEqual(['b', 'c']);
  });
});
