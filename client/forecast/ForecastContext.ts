import { createContext, useContext } from 'react';
import type { PayingAccount } from '../console/console.js';
import type { CountedForecast } from './countedForecast.js';
import type { ForecastActs } from './useForecastActs.js';
import type { ForecastView } from './forecastParts.js';

/** A client's forecast with what can be done to it. */
export interface ForecastRoom {
  readonly clientId: string;
  /** As it is shown: with the decisions on their way where they are counted. */
  readonly forecast: ForecastView;
  /** As the server told it: what is changed is changed in this one. */
  readonly told: ForecastView;
  readonly counted: CountedForecast;
  /** The accounts that payments are recorded from. */
  readonly accounts: readonly PayingAccount[];
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
