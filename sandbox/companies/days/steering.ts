/**
 * Temporary staff, hired as far as money allows: the one cost that a company chooses at the end of each run, so that its
 * runway keeps to its course although other money comes and goes in lumps. And the owners' part of what it burns.
 */
import { addDays, monthOf } from '../../ledger/calendar.js';
import { minor, type Book } from '../book.js';
import { cashFlow, cashOn } from '../cashFlow.js';
import type { Cost } from '../companySpec.js';
import { courseOn, eventOn } from '../course.js';
import { BURN_FROM_DAYS, COURSE_FROM_DAYS, weekNumber } from '../levels.js';
import { invest } from './financing.js';

const WINDOW_DAYS = 91;
const LEAST = 0.06;
const MOST = 3.5;
/** Entries may still be dated back, or corrected, by so many days. */
const UNSETTLED_DAYS = 20;
const WEEKLY_ON = 5;
const WEEKS_A_MONTH = 52 / 12;
const MONTHLY_PART = 0.6;
const PAYS_CHANCE = 0.4;
const MOST_WEEKS_BEHIND = 3;
const CAUSES = ['payroll', 'supplier deposit', 'taxes', 'rent'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const LEAST_GAP_WEEKS = 0.5;
const MOST_TOP_UP_WEEKS = 5;

/** The cost that is steered, if the trade has one. */
export function steeredCost(book: Book): Cost | undefined {
  return book.spec.trade.costs.find(({ every }) => every === 'asAfforded');
}

export function steer(book: Book): void {
  const cost = steeredCost(book);
  if (!cost || !book.isRunDay()) return;
  if (!book.isLongAgo()) fund(book);
  const free = book.isLongAgo();
  if (free && (book.weekday() !== WEEKLY_ON || weekNumber(book.date) % 2 === 0)) return;
  const usual = book.weeklyOut(cost.share) * (free ? 2 : 0.5);
  const wanted = wantedUnits(book) ?? usual * book.random('staffing').around(1, 0.15);
  // No two payments alike, also where the limits bind: they would look like one entered twice.
  const odd = book.random('hours').around(1, 0.05);
  const amount = minor(Math.min(usual * MOST * odd, Math.max(usual * LEAST * odd, wanted)));
  if (wanted < usual * LEAST) topUp(book, usual * LEAST - wanted);
  const { course } = book.spec;
  const event = free || !course ? undefined : eventOn(course, book.date, book.founding.origin);
  book.post({
    type: 'Purchase',
    payType: 'Check',
    accountId: book.account('checking'),
    party: book.vendor(cost),
    ...(event === undefined ? {} : { memo: event }),
    lines: [{ accountId: book.account(cost.account), amount, description: cost.role }],
  });
}

/**
 * Owners bear a part of the burn. Some of it they put in month by month on a day of their own; the rest now and then, as
 * it has come together and something has to be paid, on no fixed day: nobody can count on that.
 */
function fund(book: Book): void {
  const part = book.spec.ownersBear ?? 0;
  if (part === 0) return;
  const weekly = book.weeklyBurn() * part;
  if (book.isRunFor(book.ownMonthDay('owner', 1, 27)))
    invest(book, minor(weekly * WEEKS_A_MONTH * MONTHLY_PART), "Owner's contribution");
  const week = weekNumber(book.date);
  if (!pays(book, week) || book.weekday() !== payday(book, week)) return;
  let weeks = 1;
  while (weeks < MOST_WEEKS_BEHIND && !pays(book, week - weeks)) weeks += 1;
  const random = book.randomOf(`funded:${week}`);
  const units = weekly * (1 - MONTHLY_PART) * weeks * random.around(1, 0.25);
  const cause = `${MONTHS[monthOf(book.date) - 1] ?? ''} ${random.pick(CAUSES)}`;
  invest(book, minor(units), `Owner's money for ${cause}`);
}

/** Whether owners pay in a week; never later than after `MOST_WEEKS_BEHIND` weeks. */
function pays(book: Book, week: number): boolean {
  return book.randomOf(`funds:${week}`).chance(PAYS_CHANCE) || week % MOST_WEEKS_BEHIND === 0;
}

const payday = (book: Book, week: number): number => (book.randomOf(`payday:${week}`).chance(0.5) ? 2 : WEEKLY_ON);

/**
 * Where even the least is too much, owners put in more than their usual part: enough to raise the runway as paying
 * `short` (whole units) less would have, up to the burn of five weeks. Small gaps are left.
 */
function topUp(book: Book, short: number): void {
  const { target, ownersBear } = book.spec;
  if (target.kind !== 'runway' || (ownersBear ?? 0) === 0 || !book.settings.calibrated) return;
  if (book.daysBeforeOrigin() > COURSE_FROM_DAYS) return;
  const gap = short * (1 + target.weeks / 13);
  const week = book.weeklyBurn();
  if (gap > week * LEAST_GAP_WEEKS) invest(book, minor(Math.min(gap, week * MOST_TOP_UP_WEEKS)), "Owner's top-up");
}

/** What may go out today, in whole units; undefined while the company is left to itself. */
function wantedUnits(book: Book): number | undefined {
  const { target } = book.spec;
  const days = book.daysBeforeOrigin();
  const since = target.kind === 'new' ? Number.MAX_SAFE_INTEGER : BURN_FROM_DAYS;
  if (days > since) return undefined;
  if (target.kind === 'overdrawn' && days <= 0)
    return cashOn(book.company, book.date) / 100 + (target.weeksBelow * book.spec.weeklyIn) / (1 - target.burn);
  if (target.kind === 'runway' && days <= COURSE_FROM_DAYS && book.settings.calibrated)
    return towardsRunway(book, target.weeks);
  const start = book.company.profile.startDate;
  const from = addDays(book.founding.origin, -BURN_FROM_DAYS);
  const first = [start, from, addDays(book.date, 1 - WINDOW_DAYS)].reduce((a, b) => (a > b ? a : b));
  const span = daysOf(first, book.date);
  return (book.weeklyBurn() * span) / 7 - burnSince(book, first, span) / 100;
}

function daysOf(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}

/**
 * Solves runway = (cash − x) × 13 ÷ (burn of the window + x) for x, in whole units, at the runway of today's course.
 */
function towardsRunway(book: Book, weeks: number): number {
  const course = book.spec.course ? courseOn(book.spec.course, book.date, book.founding.origin) : 0;
  const runway = weeks + course;
  const burn = burnSince(book, addDays(book.date, 1 - WINDOW_DAYS), WINDOW_DAYS);
  const cash = cashOn(book.company, book.date);
  return (13 * cash - runway * burn) / (13 + runway) / 100;
}

/** Net burn of the `days` days from `first`, minor units. Days that can no longer change are kept. */
function burnSince(book: Book, first: string, days: number): number {
  let sum = 0;
  let date = first;
  for (let left = days - UNSETTLED_DAYS; left > 0; left -= 1, date = addDays(date, 1)) {
    let burn = book.burns.get(date);
    if (burn === undefined) {
      const flow = cashFlow(book.company, date, date);
      book.burns.set(date, (burn = flow.out - flow.in));
    }
    sum += burn;
  }
  const flow = cashFlow(book.company, date, book.date);
  return sum + flow.out - flow.in;
}
