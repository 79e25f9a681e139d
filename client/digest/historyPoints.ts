import { currencyExponent } from '../../domain/money.js';
import type { Weeks } from '../../domain/units.js';
import { formatRunway } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import type { Printing } from './reading.js';

type Week = DigestView['history'][number];

/** A week as the chart draws it, in whole units of the currency: rounded on axis and labels, exact in the list. */
export interface HistoryPoint {
  readonly label: string;
  readonly weeks: number | null;
  readonly status: Week['runway']['status'];
  /** Null where it cannot be derived: no bar. */
  readonly cash: number | null;
  readonly apartIn: number;
}

/** Oldest first, as time runs. */
export function historyPoints(history: readonly Week[], print: Printing): HistoryPoint[] {
  const unit = 10 ** currencyExponent(print.currency);
  return history
    .map((week) => ({
      label: print.shortDay(week.asOf),
      weeks: week.runway.weeks,
      status: week.runway.status,
      cash: inUnits(week.cashOnHand, unit),
      apartIn: week.apartIn / unit,
    }))
    .reverse();
}

/** What the drawing shows, in a sentence with both ends. */
export function historySentence(history: readonly Week[], print: Printing): string {
  const [newest, oldest] = [history[0], history.at(-1)];
  if (newest === undefined || oldest === undefined) return 'No weeks yet.';
  const say = (week: Week): string => {
    const runway = formatRunway({ ...week.runway, weeks: week.runway.weeks as Weeks | null }, print.locale);
    return `${runway} and cash ${moneyOr(week.cashOnHand, print)} on ${print.day(week.asOf)}`;
  };
  return `Runway in weeks and cash: ${say(oldest)}, ${say(newest)}. The list shows every week.`;
}

function inUnits(amount: number | null, unit: number): number | null {
  return amount === null ? null : amount / unit;
}

function moneyOr(amount: number | null, print: Printing): string {
  return amount === null ? 'not known' : print.money(amount);
}
