import { settingAmount } from '../../domain/hygiene/settingAmount.js';
import { currencyExponent } from '../../domain/money.js';
import type { Cents } from '../../domain/units.js';
import { formatMoney, wholeNumber } from '../../domain/wording.js';
import { readTyped } from '../console/typedAmount.js';
import type { SettingPartsFragment } from '../../schema/generated/graphql.js';

/** A threshold or weight of the firm, as the server answers it. */
export type Setting = SettingPartsFragment;

const UNITS: Readonly<Record<Setting['unit'], string>> = {
  DAYS: 'days',
  MONEY: 'home currency',
  TIMES: 'times',
  POINTS: 'points',
};

/** What stands behind the field. */
export function unitWords({ unit }: Pick<Setting, 'unit'>): string {
  return UNITS[unit];
}

/** Amounts are of each client's home currency: typed with two decimals, as most have; see `elsewhereWords`. */
const AMOUNTS_AS = 'USD';

/** A value as a person reads it: `14`, `250.00`. */
export function printValue({ unit }: Pick<Setting, 'unit'>, value: number, locale: string): string {
  return unit === 'MONEY' ? formatMoney(value as Cents, AMOUNTS_AS, locale) : wholeNumber(value, locale);
}

/** The same amount where a client's currency has other decimals: `¥250 for clients in JPY`; empty where none has. */
export function elsewhereWords(
  { unit }: Pick<Setting, 'unit'>,
  value: number,
  currencies: Iterable<string>,
  locale: string,
): string {
  if (unit !== 'MONEY') return '';
  const other = [...new Set(currencies)].filter((one) => currencyExponent(one) !== currencyExponent(AMOUNTS_AS)).sort();
  return other
    .map((one) => `${formatMoney(settingAmount(value, one), one, locale, { symbol: true })} for clients in ${one}`)
    .join(', ');
}

export type Read = { readonly value: number } | { readonly problem: string };

/** What a person typed, in the setting's own unit, or what is wrong with it in a sentence. */
export function readValue(setting: Setting, text: string, locale: string): Read {
  const { least, most } = setting;
  const read = setting.unit === 'MONEY' ? readMoney(text, locale) : readWhole(setting, text);
  if ('problem' in read) return read;
  if (read.value < least || read.value > most) {
    const [from, to] = [printValue(setting, least, locale), printValue(setting, most, locale)];
    return { problem: `From ${from} to ${to} ${unitWords(setting)}.` };
  }
  return read;
}

/** As amounts are read elsewhere: a sign of groups in the place of decimals is refused, never left out. */
function readMoney(text: string, locale: string): Read {
  const answer = readTyped(text, AMOUNTS_AS, locale);
  return 'cents' in answer ? { value: answer.cents } : { problem: answer.refusal.message };
}

/** None is so large that it has groups. */
function readWhole(setting: Setting, text: string): Read {
  const plain = text.trim();
  if (/^\d+$/.test(plain)) return { value: Number(plain) };
  const problem = /^\d+[.,]\d+$/.test(plain)
    ? 'A whole number is needed.'
    : `A number of ${unitWords(setting)} is needed.`;
  return { problem };
}
