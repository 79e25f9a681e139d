import type { ForecastChange } from '../forecast/forecastInputs.js';

/** The forecast with a credit, by the key of what it comes from, set against none of its party's open documents. */
export function withoutCredit(key: string): readonly ForecastChange[] {
  return [{ kind: 'REMOVE', key }];
}
