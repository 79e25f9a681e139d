import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as calendar from '../../domain/calendar.js';
import { lastWeekSunday, pastSundays } from '../../domain/weeks.js';
import { weekStart } from '../../domain/weekCash.js';
import { day } from './company.js';

const anyDate = fc.integer({ min: -200_000, max: 200_000 }).map((days) => calendar.addDays(day('2000-02-29'), days));

describe('dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '0000-01-01',
    '2026-04-31',
    '20260101',
    '2026-01-01T00',
    '',
  ])('refuses %j', (text) => {
    expect(() => calendar.isoDate(text)).toThrow(RangeError);
  });

  it('takes a leap day in leap years only', () => {
    expect(calendar.isIsoDate('2024-02-29')).toBe(true);
    expect(calendar.isIsoDate('2000-02-29')).toBe(true);
    expect(calendar.isIsoDate('1900-02-29')).toBe(false);
  });

  it('adds and counts days across years', () => {
    expect(calendar.addDays(day('2025-12-31'), 1)).toBe('2026-01-01');
    expect(calendar.daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2);
    expect(calendar.addDays(day('0050-01-01'), -1)).toBe('0049-12-31');
    expect(() => calendar.addDays(day('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => calendar.addDays(day('9999-12-31'), 1e12)).toThrow(RangeError);
  });

  it('counts days as the clock of the machine does, from the year 1 to 9999', () => {
    const epoch = day('1970-01-01');
    const [first, last] = [
      calendar.daysBetween(epoch, day('0001-01-01')),
      calendar.daysBetween(epoch, day('9999-12-31')),
    ];
    expect([first, last]).toEqual([-719_162, 2_932_896]);
    for (let days = first; days <= last; days += 1 + (Math.abs(days) % 29)) {
      const date = calendar.addDays(epoch, days);
      if (date !== new Date(days * 86_400_000).toISOString().slice(0, 10)) throw new Error(`${days}: ${date}`);
      if (calendar.daysBetween(epoch, date) !== days) throw new Error(`${date} is day ${days}`);
    }
    expect(() => calendar.addDays(epoch, first - 1)).toThrow(RangeError);
    expect(() => calendar.addDays(epoch, Number.NaN)).toThrow(RangeError);
    expect(calendar.addDays(epoch, 1.5)).toBe('1970-01-02');
  });

  it('knows the days of the week', () => {
    expect(calendar.dayOfWeek(day('2026-11-22'))).toBe(0);
    expect(calendar.dayOfWeek(day('2026-11-21'))).toBe(6);
    expect(calendar.dayOfWeek(day('1969-12-31'))).toBe(3);
    expect(calendar.sundayOnOrBefore(day('2026-11-22'))).toBe('2026-11-22');
    expect(calendar.sundayOnOrBefore(day('2026-11-21'))).toBe('2026-11-15');
  });

  it('cuts a range into its months', () => {
    expect(calendar.months(day('2025-12-15'), day('2026-02-03'))).toEqual([
      { from: '2025-12-15', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-03' },
    ]);
    expect(calendar.months(day('2026-02-03'), day('2026-02-02'))).toEqual([]);
    expect(calendar.monthStart(day('2026-02-14'))).toBe('2026-02-01');
    expect(calendar.monthEnd(day('2028-02-14'))).toBe('2028-02-29');
    expect(calendar.monthEnd(day('2026-04-14'))).toBe('2026-04-30');
  });

  it('orders dates', () => {
    expect(calendar.compareDates(day('2026-01-01'), day('2026-01-02'))).toBe(-1);
    expect(calendar.compareDates(day('2026-01-02'), day('2026-01-01'))).toBe(1);
    expect(calendar.compareDates(day('2026-01-02'), day('2026-01-02'))).toBe(0);
    expect(calendar.laterDate(day('2026-01-02'), day('2026-01-01'))).toBe('2026-01-02');
    expect(calendar.laterDate(day('2026-01-01'), day('2026-01-02'))).toBe('2026-01-02');
  });

  it("takes the date in the client's zone, not in UTC", () => {
    const instant = Date.UTC(2026, 10, 22, 3, 30);
    expect(calendar.dateInZone(instant, 'America/Los_Angeles')).toBe('2026-11-21');
    expect(calendar.dateInZone(new Date(instant), 'Pacific/Auckland')).toBe('2026-11-22');
    expect(() => calendar.dateInZone(instant, 'Nowhere/Never')).toThrow(RangeError);
  });

  it('there and back again, for every date', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
        const moved = calendar.addDays(date, days);
        expect(calendar.daysBetween(date, moved)).toBe(days);
        expect(calendar.addDays(moved, -days)).toBe(date);
        expect(calendar.dayOfWeek(calendar.sundayOnOrBefore(date))).toBe(0);
      }),
    );
  });
});

describe('weeks', () => {
  it('last week is the newest Sunday at least seven days before the as-of date', () => {
    expect(lastWeekSunday(day('2026-11-22'))).toBe('2026-11-15');
    expect(lastWeekSunday(day('2026-11-23'))).toBe('2026-11-15');
    expect(lastWeekSunday(day('2026-11-21'))).toBe('2026-11-08');
  });

  it('past Sundays are the newest ones before the as-of date, oldest first', () => {
    expect(pastSundays(day('2026-11-22'), 2)).toEqual(['2026-11-08', '2026-11-15']);
    expect(pastSundays(day('2026-11-21'), 3)).toEqual(['2026-11-01', '2026-11-08', '2026-11-15']);
    expect(pastSundays(day('2026-11-21'), 13)).toHaveLength(13);
  });

  it('last week is among the past Sundays, for every as-of date', () => {
    fc.assert(fc.property(anyDate, (asOf) => expect(pastSundays(asOf, 13)).toContain(lastWeekSunday(asOf))));
  });

  it('weeks run Monday to Sunday', () => {
    expect(weekStart(day('2026-11-22'))).toBe('2026-11-16');
    expect(weekStart(day('2026-11-23'))).toBe('2026-11-23');
  });
});

describe('the start of a day', () => {
  it.each([
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['2026-11-22', 'Etc/GMT+12', '2026-11-22T12:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    // Midnight is skipped there on the first day of summer time.
    ['2024-09-08', 'America/Santiago', '2024-09-08T04:00:00.000Z'],
  ])('%s in %s is %s', (date, zone, instant) => {
    expect(calendar.startOfDay(day(date), zone).toISOString()).toBe(instant);
  });

  it('is the first instant of that date, in every zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const recent = fc.integer({ min: 0, max: 12_000 }).map((days) => calendar.addDays(day('2012-01-01'), days));
    fc.assert(
      fc.property(recent, zone, (date, where) => {
        const start = calendar.startOfDay(date, where).getTime();
        expect(calendar.dateInZone(start, where)).toBe(date);
        expect(calendar.dateInZone(start - 1, where) < date).toBe(true);
      }),
    );
  });
});
