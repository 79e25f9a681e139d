import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOfWeek } from '../../../domain/calendar.js';
import { scheduledDateOf, scheduledDates, scheduleOf } from '../../../domain/forecast/schedule.js';
import type { IsoDate } from '../../../domain/units.js';
import { day } from '../company.js';

const days = (...texts: string[]): IsoDate[] => texts.map(day);
const intervalOf = (...texts: string[]): string | undefined => scheduleOf(days(...texts))?.interval;
const every = (from: string, step: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) => addDays(day(from), place * step));

describe('scheduleOf', () => {
  it('tells the interval of regular days', () => {
    expect(intervalOf(...every('2026-09-04', 7, 5))).toBe('WEEKLY');
    expect(intervalOf(...every('2026-09-04', 14, 3))).toBe('EVERY_TWO_WEEKS');
    expect(intervalOf('2026-08-15', '2026-08-31', '2026-09-15', '2026-09-30')).toBe('TWICE_A_MONTH');
    expect(intervalOf('2026-08-01', '2026-09-01', '2026-10-01')).toBe('MONTHLY');
    expect(intervalOf('2026-01-15', '2026-04-15', '2026-07-15')).toBe('QUARTERLY');
  });

  it('bears weekends, holidays and the ends of months', () => {
    expect(intervalOf('2026-09-04', '2026-09-11', '2026-09-17', '2026-09-25', '2026-10-02')).toBe('WEEKLY');
    expect(intervalOf('2026-07-01', '2026-08-03', '2026-09-01', '2026-10-01', '2026-11-02')).toBe('MONTHLY');
    expect(intervalOf('2026-01-30', '2026-02-27', '2026-03-31', '2026-04-30', '2026-05-29')).toBe('MONTHLY');
    expect(scheduleOf(days('2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'))?.anchors).toEqual([31]);
  });

  it('tells every two weeks from twice a month', () => {
    expect(intervalOf(...every('2026-08-07', 14, 8))).toBe('EVERY_TWO_WEEKS');
    expect(intervalOf('2026-07-01', '2026-07-15', '2026-07-31', '2026-08-14', '2026-09-01', '2026-09-15')).toBe(
      'TWICE_A_MONTH',
    );
  });

  it('bears one left out of five, and takes no two days a week for a week', () => {
    expect(intervalOf('2026-05-01', '2026-06-01', '2026-07-01', '2026-09-01', '2026-10-01', '2026-11-01')).toBe(
      'MONTHLY',
    );
    expect(scheduleOf(days('2026-09-01', '2026-09-04', '2026-09-08', '2026-09-11', '2026-09-15'))).toBeNull();
    expect(scheduleOf(days('2026-09-01', '2026-10-01'))).toBeNull();
    expect(scheduleOf(days('2026-09-01', '2026-09-20', '2026-11-15', '2026-11-17'))).toBeNull();
  });

  it('bears one that comes beside the others of six, not of five', () => {
    const extra = days('2026-09-01', '2026-09-08', '2026-09-09', '2026-09-22', '2026-09-29');
    expect(scheduleOf(extra)).toBeNull();
    const payroll = every('2026-08-07', 7, 8);
    expect(intervalOf(...payroll, '2026-09-30')).toBe('WEEKLY');
    expect(
      scheduleOf(
        days('2026-09-01', '2026-09-02', '2026-09-15', '2026-09-16', '2026-09-29', '2026-09-30', '2026-10-13'),
      ),
    ).toBeNull();
  });

  it('finds any schedule again whose days are moved off weekends', () => {
    const schedules = fc.oneof(
      fc.integer({ min: 0, max: 6 }).map((anchor) => ({ interval: 'WEEKLY' as const, anchors: [anchor] })),
      fc.integer({ min: 0, max: 13 }).map((anchor) => ({ interval: 'EVERY_TWO_WEEKS' as const, anchors: [anchor] })),
      fc.integer({ min: 1, max: 31 }).map((anchor) => ({ interval: 'MONTHLY' as const, anchors: [anchor] })),
      fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 2 })).map(([anchor, month]) => ({
        interval: 'QUARTERLY' as const,
        anchors: [anchor, month],
      })),
    );
    fc.assert(
      fc.property(schedules, fc.integer({ min: 5, max: 13 }), (schedule, count) => {
        const planned = scheduledDates(schedule, day('2024-01-01'), day('2027-12-31')).slice(0, count);
        const actual = planned.map((date) => addDays(date, [1, 0, 0, 0, 0, 0, 2][dayOfWeek(date)] ?? 0));
        const found = scheduleOf(actual);
        expect(found?.interval).toBe(schedule.interval);
        if (!found) return;
        const slots = new Set(actual.map((date) => scheduledDateOf(found, date)));
        expect(slots.size).toBe(count);
      }),
    );
  });
});

describe('scheduledDates', () => {
  it('gives every day of the schedule in a span, month ends cut to the month', () => {
    const monthly = { interval: 'MONTHLY', anchors: [31] } as const;
    expect(scheduledDates(monthly, day('2026-01-31'), day('2026-04-30'))).toEqual(
      days('2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'),
    );
    expect(scheduledDates({ interval: 'WEEKLY', anchors: [4] }, day('2026-11-16'), day('2026-11-30'))).toEqual(
      days('2026-11-20', '2026-11-27'),
    );
  });
});
