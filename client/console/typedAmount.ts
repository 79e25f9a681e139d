import { readAmount, type AmountAnswer } from '../../domain/decision/amountText.js';
import { numberFormat } from '../../domain/intlFormats.js';
import { currencyExponent } from '../../domain/money.js';
import { refuse } from '../../domain/refusal.js';

/** The form that refusals of `readAmount` show. */
const PLAIN_FORM = '1,200.00';

/**
 * Reads an amount as the reader's locale writes it, in minor units of `currency`. What reads the sum knows `1,200.00` alone:
 * each sign is put in the place of the other there, and none is left out, so that groups in the wrong place are refused and
 * never read as a larger amount. `1,200` where a comma stands before decimals is refused too: it may be either. Refusals
 * name the field `amount` and show the form that the locale takes.
 */
export function readTyped(text: string, currency: string, locale: string): AmountAnswer {
  const plain = inPlainForm(text, locale);
  const form = numberFormat(locale, {
    ...{ minimumFractionDigits: currencyExponent(currency), useGrouping: 'always' },
  }).format(1_200);
  if (isThousandsOrDecimals(plain, currency)) {
    const message = `This may be thousands or decimals. Enter an amount as ${form}.`;
    return { refusal: refuse('INVALID_INPUT', 'amount', message) };
  }
  const answer = readAmount(plain, currency);
  if ('cents' in answer) return answer;
  const { refusal } = answer;
  return { refusal: { ...refusal, message: refusal.message.replace(PLAIN_FORM, form) } };
}

const BETWEEN_DIGITS = /(?<=\d)[\s’'](?=\d)/g;

/** Five digits: some locales write no group into four. */
function inPlainForm(text: string, locale: string): string {
  const parts = numberFormat(locale, {}).formatToParts(12_345.6);
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  const group = parts.find(({ type }) => type === 'group')?.value ?? ',';
  const swapped = Array.from(text, (sign) => (sign === decimal ? '.' : sign === group ? ',' : sign)).join('');
  // A keyboard has neither the narrow space nor the typographic apostrophe; a point means decimals there.
  return /[\s’']/.test(group) ? swapped.replaceAll(BETWEEN_DIGITS, ',') : swapped;
}

/** By what something is multiplied or divided is a factor, whose three decimals mean what they say. */
function isThousandsOrDecimals(plain: string, currency: string): boolean {
  return currencyExponent(currency) < 3 && /(?<![\d.,]|[*/×÷]\s*)[1-9]\d{0,2}\.\d{3}(?!\d)/.test(plain);
}
