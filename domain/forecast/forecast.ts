import { cents } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { ForecastChange, ForecastInputs } from './forecastInputs.js';
import { forecastWeeks, type ForecastWeek } from './forecastWeeks.js';
import { headlineOf, type Headline, type LowPoint } from './headline.js';
import { inViewTotalOf, prepare, type PreparedForecast } from './prepare.js';

/** Balances at the end of a day. */
export interface DailyBalance {
  readonly date: IsoDate;
  /** The forecast: all open invoices at due date and the customer's usual delay. */
  readonly upper: Cents;
  /** None of the open invoices paid; never above `upper`. */
  readonly lower: Cents;
}

/**
 * Thirteen weeks by day (domain: "Forecast"). What it was made of stands beside what comes out; items beyond the
 * thirteenth Sunday are listed and in no week.
 */
export interface Forecast extends ForecastInputs, Headline {
  /** Thirteen. */
  readonly weeks: readonly ForecastWeek[];
  /** Every day from the day after the as-of date to the thirteenth Sunday. */
  readonly daily: readonly DailyBalance[];
  readonly lowerLowPoint: LowPoint;
  readonly lowerFirstWeekBelowZero: IsoDate | null;
  readonly inViewTotal: Cents;
}

/**
 * The forecast of a client's inputs with changes applied one after the other.
 * @throws RangeError where an amount is a fraction or below zero, or a sum passes 2^53.
 */
export function forecastFrom(inputs: ForecastInputs, changes: readonly ForecastChange[] = []): Forecast {
  return forecastOf(prepare(inputs, changes));
}

/** The same from inputs that are prepared already. */
export function forecastOf(prepared: PreparedForecast): Forecast {
  const { inputs, horizon, opening } = prepared;
  const daily = dailyBalances(prepared);
  const lower = daily.map((day) => day.lower);
  const upperHeadline = headlineOf(
    opening,
    daily.map((day) => day.upper),
    horizon,
  );
  const lowerHeadline = headlineOf(opening, lower, horizon);
  return {
    ...inputs,
    ...upperHeadline,
    weeks: forecastWeeks(prepared, lower),
    daily,
    lowerLowPoint: lowerHeadline.lowPoint,
    lowerFirstWeekBelowZero: lowerHeadline.firstWeekBelowZero,
    inViewTotal: inViewTotalOf(inputs.inView),
  };
}

/** Where customers' credits so far are larger than the invoices so far, the two edges meet: a credit is not paid out. */
function dailyBalances({ horizon, opening, net, invoices }: PreparedForecast): DailyBalance[] {
  let balance: number = opening;
  let collected = 0;
  return horizon.dates.map((date, day) => {
    balance += net[day] ?? 0;
    collected += invoices[day] ?? 0;
    return { date, upper: cents(balance), lower: cents(balance - Math.max(0, collected)) };
  });
}
