/** How much comes in and goes out in a week: the company's size, its trend, and the calibration of its costs. */
import { dayNumber, daysBetween, monthOf, dayOfMonth } from '../ledger/calendar.js';
import type { CompanySpec, Trend } from './companySpec.js';

const TREND_WEEKS = 60;

/** 0 at the start of the trend, 1 from the origin on. */
function progress(date: string, origin: string): number {
  const weeks = daysBetween(date, origin) / 7;
  return 1 - Math.min(1, Math.max(0, weeks / TREND_WEEKS));
}

function season(date: string, peakMonth: number): number {
  const month = monthOf(date) - 1 + (dayOfMonth(date) - 1) / 31;
  return Math.cos(((month - (peakMonth - 0.5)) / 12) * 2 * Math.PI);
}

/** Sales of a date relative to the usual week at the origin. */
export function salesTrend(trend: Trend, date: string, origin: string): number {
  switch (trend.kind) {
    case 'steady':
      return 1;
    case 'growing':
      return trend.from + (1 - trend.from) * progress(date, origin);
    case 'sliding':
      return trend.from + (1 - trend.from) * progress(date, origin);
    case 'seasonal':
      return 1 + trend.swing * season(date, trend.peakMonth);
  }
}

/** Days before the origin from which a company that burns does so: the trailing window of every Sunday in view is full of it. */
export const BURN_FROM_DAYS = 191;
/** Days before the origin from which the runway itself follows its course (`course.ts`). */
export const COURSE_FROM_DAYS = 98;
const BURN_SETS_IN_OVER_DAYS = 28;

/** Part of the money going out that the target wants to come from cash; negative when more comes in than goes out. */
export function burnPart({ target }: CompanySpec): number {
  switch (target.kind) {
    case 'runway':
    case 'overdrawn':
      return target.burn;
    case 'gaining':
      return -target.gain;
    case 'new':
      return -0.05;
  }
}

/** Costs before the burn set in, relative to after: a company does not burn for ever. */
export function costRelief(spec: CompanySpec, date: string, origin: string): number {
  const burn = Math.max(0, burnPart(spec));
  const days = daysBetween(date, origin) - BURN_FROM_DAYS;
  return 1 - burn * Math.min(1, Math.max(0, days / BURN_SETS_IN_OVER_DAYS));
}

/** Weeks since 1970, beginning on Mondays. */
export function weekNumber(date: string): number {
  return Math.floor((dayNumber(date) + 3) / 7);
}

/** Parts by which each cost, payroll and draws share the money going out; they sum to one. */
export function costScale(spec: CompanySpec): number {
  const costs = spec.trade.costs.reduce((sum, cost) => sum + cost.share, 0);
  return 1 / (costs + spec.trade.payrollShare + (spec.ownerDraws ?? 0));
}

/** From this part of all costs on, a card is paid by the week instead of by the month. */
const MUCH_ON_CARD = 0.08;

export function paysCardWeekly(spec: CompanySpec): boolean {
  const onCard = spec.trade.costs.filter(({ pay }) => pay === 'card').reduce((sum, { share }) => sum + share, 0);
  return onCard * costScale(spec) >= MUCH_ON_CARD;
}
