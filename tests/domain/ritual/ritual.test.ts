import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  countTime,
  LONGEST_STILL_MS,
  startTime,
  takeSeconds,
  type TimeEvent,
} from '../../../domain/ritual/activeTime.js';
import { mergeRecord, MOST_SECONDS_OF_WEEK, NOTHING_DONE } from '../../../domain/ritual/mergeRecord.js';
import { nextToReview, progressOf } from '../../../domain/ritual/progress.js';
import { hasMoved, isReviewed, reviewStanding } from '../../../domain/ritual/reviewed.js';
import { isWeek, weekOf } from '../../../domain/ritual/week.js';
import { day } from '../company.js';

describe('a week', () => {
  it('is its Monday, also on a Sunday and over the end of a year', () => {
    expect(['2026-11-16', '2026-11-22', '2027-01-01'].map((date) => weekOf(day(date)))).toEqual([
      '2026-11-16',
      '2026-11-16',
      '2026-12-28',
    ]);
    expect([isWeek(day('2026-11-16')), isWeek(day('2026-11-22'))]).toEqual([true, false]);
  });
});

describe('records', () => {
  it('add up in any order, tabs once and in their order', () => {
    const record = fc.record({
      seconds: fc.nat({ max: 86_400 }),
      tabs: fc.subarray(['CONSOLE', 'DIGEST', 'HYGIENE'] as const),
      decisions: fc.nat({ max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 6 }), (records) => {
        const there = records.reduce(mergeRecord, NOTHING_DONE);
        expect(records.toReversed().reduce(mergeRecord, NOTHING_DONE)).toEqual(there);
        expect(there.seconds).toBe(records.reduce((sum, { seconds }) => sum + seconds, 0));
      }),
    );
    const full = mergeRecord(
      { ...NOTHING_DONE, seconds: MOST_SECONDS_OF_WEEK },
      { seconds: 9, tabs: [], decisions: 0 },
    );
    expect(full.seconds).toBe(MOST_SECONDS_OF_WEEK);
  });
});

describe('time spent', () => {
  const run = (...events: readonly (readonly [TimeEvent, number])[]) =>
    events.reduce((time, [event, at]) => countTime(time, event, at), startTime(0)).countedMs;

  it('counts while the page is in sight and somebody is there', () => {
    expect(run(['TOUCHED', 60_000], ['LOOKED', 90_000])).toBe(90_000);
    expect(run(['HIDDEN', 10_000], ['SHOWN', 500_000], ['LOOKED', 501_000])).toBe(11_000);
    expect(run(['LOOKED', 3_600_000], ['TOUCHED', 3_700_000], ['LOOKED', 3_701_000])).toBe(LONGEST_STILL_MS + 1_000);
    expect(run(['TOUCHED', 5_000], ['LOOKED', 1_000])).toBe(5_000);
  });

  it('leaves the fraction of a second for the next record', () => {
    const { seconds, rest } = takeSeconds(countTime(startTime(0), 'LOOKED', 2_700));
    expect([seconds, rest.countedMs]).toEqual([2, 700]);
  });
});

describe('a mark', () => {
  const mark = { week: '2026-11-16', state: 'REVIEWED', reviewedWeeks: 5.3 } as const;

  it('stands until the runway moves by a week either way, to a worse status, or to a state', () => {
    const now = (weeks: number | null, status: 'RED' | 'YELLOW' | 'NOT_BURNING' = 'YELLOW') => ({ weeks, status });
    expect(isReviewed(mark, '2026-11-16', now(5.3))).toBe(true);
    expect(isReviewed(mark, '2026-11-16', now(6.2))).toBe(true);
    expect(reviewStanding(mark, '2026-11-16', now(6.3))).toBe('LIFTED');
    expect(hasMoved(5.3, now(4.3, 'RED'))).toBe(true);
    expect(hasMoved(5.3, now(4.9, 'RED'))).toBe(true);
    expect(hasMoved(5.3, now(5.1))).toBe(false);
    expect(hasMoved(5.3, now(null, 'NOT_BURNING'))).toBe(true);
    expect(hasMoved(null, now(null, 'NOT_BURNING'))).toBe(false);
  });

  it('of another week says nothing of this one', () => {
    expect(reviewStanding(mark, '2026-11-23', { weeks: 5.3, status: 'YELLOW' })).toBe('NOT_STARTED');
    expect(reviewStanding({ ...mark, state: 'STARTED' }, '2026-11-16', { weeks: 9, status: 'YELLOW' })).toBe('STARTED');
  });
});

describe('the next client', () => {
  const done = new Set(['b', 'c']);
  const isDone = (clientId: string): boolean => done.has(clientId);

  it('is the next in the order that is not done, round once', () => {
    const order = ['a', 'b', 'c', 'd'];
    expect(nextToReview(order, 'a', isDone)).toBe('d');
    expect(nextToReview(order, 'd', isDone)).toBe('a');
    expect(nextToReview(order, null, isDone)).toBe('a');
    expect(nextToReview(order, 'elsewhere', isDone)).toBe('a');
    expect(nextToReview(['a', 'b'], 'a', isDone)).toBeNull();
    expect(progressOf(order, isDone)).toEqual({ done: 2, of: 4 });
  });
});
