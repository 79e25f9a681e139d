import type { CountedForecast } from './countedForecast.js';
import type { AddedView, ForecastItemView, ForecastView, SeriesView } from './forecastParts.js';

/** What advisors changed in a forecast. */
export interface ChangedParts {
  readonly added: readonly AddedView[];
  /** Left out. */
  readonly series: readonly SeriesView[];
  /** On another day, or left out by themselves: what a series leaves out stands once, as the series. */
  readonly items: readonly ForecastItemView[];
}

/** `marks`: what decisions on their way moved stands among these. */
export function changedParts(
  { added, series, items, inView }: ForecastView,
  marks: CountedForecast['marks'] = new Map(),
): ChangedParts {
  const seriesOff = series.filter(({ off }) => off);
  const keys = new Set(seriesOff.map(({ key }) => key));
  const changed = [...items, ...inView].filter(
    ({ key, off, movedFrom, series: of }) =>
      (movedFrom !== null && marks.get(key)?.planned !== true) || (off && (of === null || !keys.has(of))),
  );
  return { added, series: seriesOff, items: changed };
}
