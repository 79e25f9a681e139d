import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, weekday } from '../../sandbox/ledger/calendar.js';
import type { Company } from '../../sandbox/ledger/company.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { View } from './companiesSituations.js';

jest.setTimeout(120_000);

const ORIGIN = '2026-11-21';
const RED_BELOW = 5;
const GREEN_FROM = 13;

let store: SandboxStore;
let companies: Company[];
const runways = new Map<string, number | 'gaining'>();

beforeAll(async () => {
  store = await SandboxStore.open({ dataDir: null, seed: 'runway', today: ORIGIN });
  await store.catchUp(addDays(ORIGIN, 14));
  companies = store
    .companies()
    .filter(({ profile }) => profile.name !== 'Thornapple Press' && profile.startDate < addDays(ORIGIN, -91));
});

/** Weeks as printed, 50 at most. */
function runway(company: Company, date: string): number | 'gaining' {
  const key = `${company.profile.name} ${date}`;
  let weeks = runways.get(key);
  if (weeks === undefined) {
    const exact = new View(company, date).runway();
    weeks = exact === 'gaining' ? exact : Math.min(50, Math.round(exact * 10) / 10);
    runways.set(key, weeks);
  }
  return weeks;
}

const status = (weeks: number): number => (weeks < RED_BELOW ? 0 : weeks < GREEN_FROM ? 1 : 2);

function sundayBefore(date: string): string {
  let sunday = addDays(date, -7);
  while (weekday(sunday) !== 0) sunday = addDays(sunday, -1);
  return sunday;
}

/** What an advisor's list shows on a date against the newest Sunday at least seven days before. */
function weekOf(date: string) {
  const moves: { change: number; crosses: boolean; attention: boolean }[] = [];
  for (const company of companies) {
    const [now, then] = [runway(company, date), runway(company, sundayBefore(date))];
    if (now === 'gaining' || then === 'gaining') continue;
    const change = Math.round((now - then) * 10) / 10;
    const worse = status(now) < status(then);
    moves.push({ change, crosses: status(now) !== status(then), attention: now < RED_BELOW || change <= -1 || worse });
  }
  const count = (suits: (move: (typeof moves)[number]) => boolean): number => moves.filter(suits).length;
  return {
    calm: count(({ change }) => Math.abs(change) <= 1.5) / moves.length,
    up: count(({ change }) => change > 0 && change <= 1.5),
    down: count(({ change }) => change < 0 && change >= -1.5),
    falls: count(({ change }) => change <= -1 && change >= -4),
    rises: count(({ change }) => change >= 1 && change <= 4),
    crosses: count(({ crosses }) => crosses),
    leaps: count(({ change }) => Math.abs(change) > 8),
    attention: count(({ attention }) => attention),
  };
}

const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;

describe('a week of the fifty', () => {
  it.each(Array.from({ length: 15 }, (_, day) => addDays(ORIGIN, day)))('is calm with a few movers on %s', (date) => {
    const week = weekOf(date);
    expect({
      calm: week.calm >= 0.7,
      bothWays: between(week.up, 8, 22) && between(week.down, 8, 22),
      falls: between(week.falls, 2, 9),
      rises: between(week.rises, 1, 12),
      crosses: between(week.crosses, 1, 7),
      leaps: week.leaps <= 1,
      attention: between(week.attention, 7, 15),
      week,
    }).toEqual({
      calm: true,
      bothWays: true,
      falls: true,
      rises: true,
      crosses: true,
      leaps: true,
      attention: true,
      week,
    });
  });

  it('has a history without gaps: who burns burnt in each of thirteen weeks, who gains gained in nearly all', () => {
    const sundays = Array.from({ length: 13 }, (_, index) => addDays(sundayBefore(addDays(ORIGIN, 7)), -7 * index));
    for (const company of companies) {
      const gaining = sundays.filter((date) => runway(company, date) === 'gaining').length;
      const gains = runway(company, ORIGIN) === 'gaining';
      expect([company.profile.name, gains ? gaining >= 11 : gaining === 0]).toEqual([company.profile.name, true]);
    }
  });

  it('moves from Sunday to Sunday by three weeks or less, nine times of ten', () => {
    const sundays = Array.from({ length: 13 }, (_, index) => addDays(sundayBefore(addDays(ORIGIN, 7)), -7 * index));
    const steps = companies.flatMap((company) =>
      sundays.slice(1).flatMap((date, index) => {
        const [then, now] = [runway(company, date), runway(company, sundays[index] as string)];
        return then === 'gaining' || now === 'gaining' ? [] : [Math.abs(now - then)];
      }),
    );
    expect(steps.filter((step) => step <= 3).length / steps.length).toBeGreaterThan(0.9);
  });

  it('has fifty to seventy-five thousand transactions in all', () => {
    const total = store.companies().reduce((sum, company) => sum + company.txns().length, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(75_000);
  });
});
