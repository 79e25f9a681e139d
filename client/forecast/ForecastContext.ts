import { createContext, useContext } from 'react';
import type { ForecastActs } from './useForecastActs.js';
import type { ForecastView } from './forecastParts.js';

/** A client's forecast with what can be done to it. */
export interface ForecastRoom {
  readonly clientId: string;
  readonly forecast: ForecastView;
  readonly offline: boolean;
  readonly acts: ForecastActs;
}

export const ForecastContext = createContext<ForecastRoom | null>(null);

/** The forecast around. Throws outside one, which is a fault of the component that asks. */
export function useForecast(): ForecastRoom {
  const room = useContext(ForecastContext);
  if (room === null) throw new Error('A part of the forecast was shown outside it.');
  return room;
}
