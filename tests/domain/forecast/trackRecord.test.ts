import { describe, expect, it } from '@jest/globals';
import type { Posting } from '../../../domain/books.js';
import { addDays } from '../../../domain/calendar.js';
import { trackRecord } from '../../../domain/forecast/trackRecord.js';
import { SnapshotSource } from '../../../domain/snapshotSource.js';
import { books, day, entry, SETTINGS } from '../company.js';

const SUNDAY = day('2026-11-22');

/** Rent once a month and takings on every day, for so many days up to the Sunday. */
function shop(days: number): Posting[] {
  return Array.from({ length: days }, (_, back) => addDays(SUNDAY, -back)).flatMap((date) => [
    ...entry('Deposit', date, { checking: 100, sales: -100 }),
    ...(date.endsWith('-02') ? entry('Check', date, { rent: 2_500, checking: -2_500 }, { name: 'Estates' }) : []),
  ]);
}

function record(postings: readonly Posting[], asOf: string = SUNDAY): ReturnType<typeof trackRecord> {
  return trackRecord(new SnapshotSource(books(postings), SETTINGS), day(asOf));
}

describe('trackRecord', () => {
  it('is exact where all that happens repeats, which carrying forward is not', () => {
    const { entries } = record(shop(330));
    expect(entries.map(({ weeks, madeAsOf }) => `${weeks} ${madeAsOf}`)).toEqual([
      '4 2026-10-25',
      '8 2026-09-27',
      '13 2026-08-23',
    ]);
    for (const { error } of entries) expect(error).toBe(0);
    expect(entries.some(({ carryForwardError }) => carryForwardError !== 0)).toBe(true);
  });

  it('says what was forecast, carried forward and had, and by how much each missed', () => {
    const late = entry('Check', '2026-11-10', { fees: 4_000, checking: -4_000 });
    const [four] = record([...shop(330), ...late]).entries;
    expect(four?.error).toBe(4_000);
    for (const { forecast, carryForward, actual, error, carryForwardError } of record([...shop(330), ...late])
      .entries) {
      expect(forecast - actual).toBe(error);
      expect(carryForward - actual).toBe(carryForwardError);
    }
  });

  it('carries cash forward at the net burn of the 13 weeks before', () => {
    const days = Array.from({ length: 200 }, (_, back) => addDays(SUNDAY, -back));
    const losses = days.flatMap((date) => entry('Deposit', date, { fees: 10, checking: -10 }));
    for (const { carryForward, actual, weeks } of record(losses).entries) {
      expect(carryForward).toBe(actual);
      expect(actual).toBe(-2_000);
      expect(weeks).toBeGreaterThan(0);
    }
  });

  it('has only what 28 days of history lay before', () => {
    expect(record(shop(56)).entries.map(({ weeks }) => weeks)).toEqual([4]);
    expect(record(shop(55)).entries).toEqual([]);
    expect(record([]).entries).toEqual([]);
  });

  it('is of the last Sunday, and leaves out what lies in condensed books', () => {
    expect(record(shop(330), '2026-11-25').entries[0]?.madeAsOf).toBe('2026-10-25');
    const condensed = { ...books(shop(330)), condensedBefore: addDays(SUNDAY, -28 - 90) };
    const { entries } = trackRecord(new SnapshotSource(condensed, SETTINGS), SUNDAY);
    expect(entries.map(({ weeks }) => weeks)).toEqual([4]);
  });
});
