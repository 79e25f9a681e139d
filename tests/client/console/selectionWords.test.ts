import { describe, expect, it } from '@jest/globals';
import type { Impact } from '../../../client/console/draftImpact.js';
import { saidWords, type Selection } from '../../../client/console/selectionWords.js';
import { printingOf } from '../../../client/digest/reading.js';
import type { Cents, IsoDate } from '../../../domain/units.js';

const print = printingOf({
  ...{ now: Date.parse('2026-11-22T15:00:00Z'), zone: 'America/Denver', locale: 'en-US', currency: 'USD' },
});

const NOTHING: Selection = { count: 1, held: 0, hidden: 0, totals: [], after: null, impact: null };

function impact(before: string | null, after: string | null): Impact {
  const headline = (week: string | null, amount: number): Impact['before'] => ({
    lowPoint: { date: '2026-12-14' as IsoDate, amount: amount as Cents },
    firstWeekBelowZero: week as IsoDate | null,
  });
  return {
    before: headline(before, 120_000),
    after: headline(after, -30_000),
    lowPointChange: -150_000 as Cents,
    cashChange: -150_000 as Cents,
  };
}

describe('what a screen reader hears of a selection', () => {
  it.each([
    [null, '2026-12-14', 'first week below zero from none to Mon 14 Dec'],
    ['2026-12-14', null, 'first week below zero from Mon 14 Dec to none'],
    ['2026-12-14', '2026-12-07', 'first week below zero from Mon 14 Dec to Mon 7 Dec'],
    [null, null, 'no week below zero'],
  ])('of the first week below zero, from %s to %s, is that it %s', (before, after, words) => {
    expect(saidWords({ ...NOTHING, impact: impact(before, after) }, print)).toBe(
      `1 decision selected. ${words}. low point from 1,200.00 to (300.00).`,
    );
  });

  it('names sums by currency, what cannot be queued, and of what is skipped how many', () => {
    const sums = [
      { currency: 'USD', amount: 120_000 },
      { currency: 'EUR', amount: 5_000 },
      { currency: 'CAD', amount: 320_000 },
    ];
    const totals = [
      { kind: 'RECORD_PAYMENT' as const, count: 2, sums },
      { kind: 'SKIP' as const, count: 1, sums: [] },
    ];
    expect(saidWords({ ...NOTHING, count: 4, held: 1, hidden: 2, totals, after: -500 }, print)).toBe(
      '4 decisions selected, 1 not ready, 2 not in this view. Record payment 2, 1,200.00 + €50.00 + CA$3,200.00. Skip 1. cash after (5.00).',
    );
  });
});
