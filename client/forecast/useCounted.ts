import { useCallback, useMemo } from 'react';
import { useComingGround } from '../console/useComingGround.js';
import { countedForecast, type CountedForecast, type ForecastGround } from './countedForecast.js';
import type { ForecastView } from './forecastParts.js';

/** A client's forecast with what is on its way, computed once a change; and how another of its forecasts would be shown. */
export function useCounted(
  clientId: string,
  forecast: ForecastView,
): CountedForecast & { readonly countIn: (other: ForecastView) => ForecastView } {
  const { review, decisions, isOld } = useComingGround(clientId);
  const console = review?.console ?? null;
  const features = review?.features ?? null;
  // The rest of a review changes while it is worked in: none of that is counted again.
  const ground = useMemo<ForecastGround>(
    () => ({ review: features === null ? null : { console, features }, decisions, isOld }),
    [console, features, decisions, isOld],
  );
  const counted = useMemo(() => countedForecast(forecast, ground), [forecast, ground]);
  const countIn = useCallback((other: ForecastView) => countedForecast(other, ground).forecast, [ground]);
  return useMemo(() => ({ ...counted, countIn }), [counted, countIn]);
}
