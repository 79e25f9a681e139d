import { cents, currencyExponent, roundHalfUp } from '../money.js';
import type { Cents } from '../units.js';

/** What amounts of settings are kept in, whatever the currency. */
const HUNDREDTHS = 2;

/** An amount of the settings in minor units of a currency: hundredths are cents, but yen have none and dinars thousandths. */
export function settingAmount(value: number, currency: string): Cents {
  const exponent = currencyExponent(currency);
  return cents(exponent >= HUNDREDTHS ? value * 10 ** (exponent - HUNDREDTHS) : roundHalfUp(value, 100));
}
