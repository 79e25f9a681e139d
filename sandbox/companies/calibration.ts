/**
 * Makes a company end up where its spec says. A trial run in memory, up to the day from which the runway follows its
 * course, measures what came in and went out since the burn set in: costs are scaled so that the steered one is about
 * its usual size, and opening cash follows from the cash wanted on that day. Before, planned investments and
 * distributions keep checking between a floor and a ceiling, as an owner would.
 */
import { addDays, daysBetween } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import { Book, type Founding } from './book.js';
import { cashFlow, countedAccounts } from './cashFlow.js';
import type { CompanySpec } from './companySpec.js';
import { courseOn } from './course.js';
import { steeredCost } from './days/steering.js';
import { BURN_FROM_DAYS, COURSE_FROM_DAYS, burnPart } from './levels.js';
import { UNCALIBRATED, type Settings } from './settings.js';

/** The steered cost is meant to be a little above its share, so that it can give way in both directions. */
const HEADROOM = 1.2;
/** Long enough before the burn sets in for invoices and bills to be paid as usual. */
const TRIAL_HISTORY_DAYS = BURN_FROM_DAYS + 100;
const QUARTER = 91;
const CAPITAL_QUIET_DAYS = 9;

/** The day whose cash is aimed at: a runway's course begins on it; other targets are for the origin itself. */
function aimOn({ target }: CompanySpec, origin: string): string {
  return target.kind === 'runway' ? addDays(origin, -COURSE_FROM_DAYS) : origin;
}

/** Cash wanted on the day aimed at, minor units. */
function wantedCash(spec: CompanySpec, book: Book, origin: string): number {
  const { target } = spec;
  const weekIn = spec.weeklyIn * 100;
  switch (target.kind) {
    case 'runway': {
      const course = spec.course ? courseOn(spec.course, book.date, origin) : 0;
      return Math.round((target.weeks + course) * book.weeklyBurn() * 100);
    }
    case 'overdrawn':
      return Math.round((-target.weeksBelow * weekIn) / (1 - target.burn));
    case 'gaining':
    case 'new':
      return Math.round((target.cashWeeks * weekIn) / (1 - burnPart(spec)));
  }
}

/** Settings for a company; `run` simulates it with trial settings up to a date. */
export function calibrate(
  spec: CompanySpec,
  founding: Founding,
  run: (settings: Settings, through: string, historyDays?: number) => Company,
): Settings {
  const aim = aimOn(spec, founding.origin);
  let settings: Settings = { ...UNCALIBRATED, costFactor: Math.round(1e4 / (1 - burnPart(spec))) / 1e4 };
  if (spec.target.kind !== 'new') {
    const short = run(settings, founding.origin, TRIAL_HISTORY_DAYS);
    settings = { ...settings, costFactor: costFactorAfter(spec, founding, short, settings) };
  }
  const company = run(settings, aim);
  const book = new Book(company, spec, founding);
  book.begin(aim);
  return withOpenings(spec, settings, company, wantedCash(spec, book, founding.origin), book.weeklyOut(100), founding);
}

/** Scales all costs so that the steered one, which makes up for what is left, is about its usual size. */
function costFactorAfter(spec: CompanySpec, founding: Founding, company: Company, { costFactor }: Settings): number {
  const book = new Book(company, spec, founding);
  const cost = steeredCost(book);
  const from = addDays(founding.origin, -BURN_FROM_DAYS);
  const weeks = BURN_FROM_DAYS / 7;
  book.begin(addDays(from, Math.round(weeks * 3.5)));
  const vendor = cost ? book.vendor(cost).id : undefined;
  const steered = company
    .txns('Purchase')
    .filter((txn) => txn.party?.id === vendor && txn.date > from)
    .reduce((sum, { total }) => sum + total, 0);
  const usual = cost ? book.weeklyOut(cost.share) * 100 * weeks * HEADROOM : 0;
  const flow = cashFlow(company, addDays(from, 1), founding.origin);
  const factor = (flow.in + book.weeklyBurn() * 100 * weeks) / (flow.out - steered + usual);
  return Math.round(costFactor * factor * 10_000) / 10_000;
}

function withOpenings(
  spec: CompanySpec,
  settings: Settings,
  company: Company,
  cash: number,
  weekOut: number,
  { origin }: Founding,
): Settings {
  const aim = aimOn(spec, origin);
  const kept = Math.round(cash * (spec.savings ?? 0));
  const savings = company.accounts().find(({ name }) => name === 'Business Savings');
  const openingSavings = savings ? Math.max(0, kept - company.balance(savings.id, aim)) : 0;
  const others = countedAccounts(company)
    .filter(({ name }) => name !== 'Checking')
    .reduce((sum, { id }) => sum + company.balance(id, aim), openingSavings);
  const plan = planCapital(company, cash - others, weekOut, aim, addDays(origin, -BURN_FROM_DAYS - CAPITAL_QUIET_DAYS));
  return {
    ...settings,
    openingChecking: plan.opening,
    openingSavings,
    capital: plan.capital,
    cashAimedAt: cash,
    calibrated: true,
  };
}

/** Checking's path without any opening balance, day by day. */
function path(company: Company, through: string): number[] {
  const checking = company.accounts().find(({ name }) => name === 'Checking');
  const start = company.profile.startDate;
  const moves = Array.from({ length: daysBetween(start, through) + 1 }, () => 0);
  for (const { txn, entry } of company.entriesBetween(start, through)) {
    if (entry.accountId !== checking?.id) continue;
    const day = daysBetween(start, txn.date);
    moves[day] = (moves[day] ?? 0) + entry.debit - entry.credit;
  }
  let sum = 0;
  return moves.map((move) => (sum += move));
}

/**
 * Backwards from the balance wanted on the day aimed at: at the start of each quarter before `latest`, the owner
 * distributes what lifted the quarter's lowest balance to the floor, or invests what brought its highest down to the ceiling.
 */
function planCapital(
  company: Company,
  wanted: number,
  weekOut: number,
  aim: string,
  latest: string,
): { opening: number; capital: Settings['capital'] } {
  const flow = path(company, aim);
  const floor = weekOut * 1.2;
  const ceiling = Math.max(weekOut * 10, wanted * 1.6);
  const capital: { date: string; amount: number }[] = [];
  let level = wanted - (flow.at(-1) ?? 0);
  for (let day = daysBetween(company.profile.startDate, latest); day > QUARTER / 2; day -= QUARTER) {
    const segment = flow.slice(Math.max(0, day - QUARTER), day).map((value) => value + level);
    const lift = Math.max(0, floor - Math.min(...segment)) || Math.min(0, ceiling - Math.max(...segment));
    const amount = -Math.round(lift);
    if (amount === 0) continue;
    capital.unshift({ date: addDays(company.profile.startDate, day), amount });
    level -= amount;
  }
  return { opening: Math.round(level), capital };
}
