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

/** Costs of a date relative to the usual week at the origin: they follow growth, half of the season, and no slide. */
export function costTrend(trend: Trend, date: string, origin: string): number {
  switch (trend.kind) {
    case 'steady':
    case 'sliding':
      return 1;
    case 'growing':
      return trend.from + (1 - trend.from) * progress(date, origin);
    case 'seasonal':
      return 1 + (trend.swing / 2) * season(date, trend.peakMonth);
  }
}

/** Days before the origin between which a burn sets in that was not there before; earlier than any window of the last 13 weeks. */
const BURN_FROM_DAYS = 280;
const BURN_FULL_DAYS = 190;

/** Costs before the burn set in, relative to after: a company does not burn for ever. One that slides or gains has no such turn. */
export function costRelief({ target, trend }: CompanySpec, date: string, origin: string): number {
  if (trend.kind === 'sliding' || (target.kind !== 'runway' && target.kind !== 'overdrawn')) return 1;
  const days = daysBetween(date, origin);
  const set = Math.min(1, Math.max(0, (BURN_FROM_DAYS - days) / (BURN_FROM_DAYS - BURN_FULL_DAYS)));
  return 1 - target.burn * (1 - set);
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
