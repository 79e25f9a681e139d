import type { Cents } from '../../domain/units.js';
import { spokenMoney } from '../../domain/wording.js';
import type { Printing } from '../digest/reading.js';

/** An amount for people who listen: below zero it begins with "minus". */
export function spoken(amount: number, { currency, locale }: Pick<Printing, 'currency' | 'locale'>): string {
  return spokenMoney(amount as Cents, currency, locale);
}
