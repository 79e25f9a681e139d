/**
 * Makes a company end up where its spec says: trial runs in memory measure what the last 91 days brought in and took
 * out, costs are scaled to the target, and opening cash follows from the cash aimed at. Before those 91 days, planned
 * investments and distributions keep checking between a floor and a ceiling, as an owner would.
 */
import { addDays, daysBetween } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import type { Founding } from './book.js';
import { cashFlow, countedAccounts, type CashFlow } from './cashFlow.js';
import type { CompanySpec, Target } from './companySpec.js';
import { UNCALIBRATED, type Settings } from './settings.js';

const WINDOW_DAYS = 91;
const TRIALS = 3;
/** Cash follows from the burn that was measured, so that the burn itself need not be exact. */
const CLOSE_ENOUGH = 0.012;
const QUARTER = 91;
const CAPITAL_QUIET_DAYS = 9;

/** Part of the outflows that the target wants to come in as operating inflows. */
function wantedCover(target: Target): number {
  switch (target.kind) {
    case 'runway':
    case 'overdrawn':
      return 1 - target.burn;
    case 'gaining':
      return 1 + target.gain;
    case 'new':
      return 1;
  }
}

function wantedCash(target: Target, flow: CashFlow, days: number): number {
  const weeks = days / 7;
  switch (target.kind) {
    case 'runway':
      return Math.round((target.weeks * (flow.out - flow.in)) / weeks);
    case 'overdrawn':
      return Math.round((-target.weeksBelow * flow.out) / weeks);
    case 'gaining':
    case 'new':
      return Math.round((target.cashWeeks * flow.out) / weeks);
  }
}

/** Settings for a company; `run` simulates it up to the origin with trial settings. */
export function calibrate(spec: CompanySpec, { origin }: Founding, run: (settings: Settings) => Company): Settings {
  let settings: Settings = UNCALIBRATED;
  let company = run(settings);
  const days = Math.min(WINDOW_DAYS, daysBetween(company.profile.startDate, origin) + 1);
  const start = addDays(origin, 1 - days);
  let flow = cashFlow(company, start, origin);
  for (let trial = 0; trial < TRIALS && spec.target.kind !== 'new'; trial += 1) {
    const wanted = flow.in / wantedCover(spec.target);
    settings = { ...settings, costFactor: Math.round(settings.costFactor * (wanted / flow.out) * 10_000) / 10_000 };
    company = run(settings);
    flow = cashFlow(company, start, origin);
    if (Math.abs(flow.in / flow.out - wantedCover(spec.target)) < CLOSE_ENOUGH) break;
  }
  return withOpenings(spec, settings, company, wantedCash(spec.target, flow, days), flow.out / (days / 7), origin);
}

function withOpenings(
  spec: CompanySpec,
  settings: Settings,
  company: Company,
  cash: number,
  weekOut: number,
  origin: string,
): Settings {
  const kept = Math.round(cash * (spec.savings ?? 0));
  const savings = company.accounts().find(({ name }) => name === 'Business Savings');
  const openingSavings = savings ? Math.max(0, kept - company.balance(savings.id, origin)) : 0;
  const others = countedAccounts(company)
    .filter(({ name }) => name !== 'Checking')
    .reduce((sum, { id }) => sum + company.balance(id, origin), openingSavings);
  const plan = planCapital(company, cash - others, weekOut, origin);
  return { ...settings, openingChecking: plan.opening, openingSavings, capital: plan.capital, cashAtOrigin: cash };
}

/** Checking's path without any opening balance, day by day. */
function path(company: Company, origin: string): number[] {
  const checking = company.accounts().find(({ name }) => name === 'Checking');
  const start = company.profile.startDate;
  const moves = Array.from({ length: daysBetween(start, origin) + 1 }, () => 0);
  for (const { txn, entry } of company.entriesBetween(start, origin)) {
    if (entry.accountId !== checking?.id) continue;
    const day = daysBetween(start, txn.date);
    moves[day] = (moves[day] ?? 0) + entry.debit - entry.credit;
  }
  let sum = 0;
  return moves.map((move) => (sum += move));
}

/**
 * Backwards from the balance wanted at the origin: at the start of each quarter before the window, the owner distributes
 * what lifted the quarter's lowest balance to the floor, or invests what brought its highest down to the ceiling.
 */
function planCapital(
  company: Company,
  wanted: number,
  weekOut: number,
  origin: string,
): { opening: number; capital: Settings['capital'] } {
  const flow = path(company, origin);
  const last = flow.length - 1;
  const floor = weekOut * 1.2;
  const ceiling = Math.max(weekOut * 10, wanted * 1.6);
  const capital: { date: string; amount: number }[] = [];
  let level = wanted - (flow[last] ?? 0);
  for (let day = last - WINDOW_DAYS - CAPITAL_QUIET_DAYS; day > QUARTER / 2; day -= QUARTER) {
    const segment = flow.slice(Math.max(0, day - QUARTER), day).map((value) => value + level);
    const lift = Math.max(0, floor - Math.min(...segment)) || Math.min(0, ceiling - Math.max(...segment));
    const amount = -Math.round(lift);
    if (amount === 0) continue;
    capital.unshift({ date: addDays(company.profile.startDate, day), amount });
    level -= amount;
  }
  return { opening: Math.round(level), capital };
}
