import type { TabledForecast } from '../../domain/forecast/forecastTable.js';
import type { ForecastResultView } from '../offline/index.js';

/** The 13-week forecast as the server answers it. */
export type ForecastView = Extract<NonNullable<ForecastResultView>, { __typename: 'Forecast' }>;

export type ForecastItemView = ForecastView['items'][number];
export type SeriesView = ForecastView['series'][number];
export type AddedView = ForecastView['added'][number];
export type Interval = SeriesView['interval'];

/** The contract's numbers are minor units and its dates calendar dates: what the table is made of. */
export function tabled(forecast: ForecastView): TabledForecast {
  return forecast as unknown as TabledForecast;
}

export const INTERVAL_WORDS: Readonly<Record<Interval, string>> = {
  WEEKLY: 'every week',
  EVERY_TWO_WEEKS: 'every two weeks',
  TWICE_A_MONTH: 'twice a month',
  MONTHLY: 'every month',
  QUARTERLY: 'every quarter',
};
