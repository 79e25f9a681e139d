import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents } from '../../domain/units.js';
import { formatMoney } from '../../domain/wording.js';
import type { Printing } from '../digest/reading.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';

type Asked = Pick<DecisionShown, 'kind' | 'currency' | 'amount' | 'accountName' | 'plannedFor'>;

/** An amount of the decision's document; with its currency where that is not the client's own. */
export function amountWords(amount: number, { currency }: Pick<Asked, 'currency'>, print: Printing): string {
  return formatMoney(amount as Cents, currency, print.locale, { symbol: currency !== print.currency });
}

/** What was decided, with all that makes it this one: `Record payment 1,395.00 from Operating …4417`, `Plan for Fri 18 Dec`. */
export function askedWords(decision: Asked, print: Printing): string {
  const { kind, amount, accountName, plannedFor } = decision;
  if (kind === 'PLAN') return planWords(plannedFor, print);
  if (kind !== 'RECORD_PAYMENT' || amount === null) return KIND_WORDS[kind];
  const from = accountName === null ? '' : ` from ${accountName}`;
  return `${KIND_WORDS.RECORD_PAYMENT} ${amountWords(amount, decision, print)}${from}`;
}

/** The same again on a button, with the amount that it records now, in minor units. An expired one is confirmed. */
export function againWords(
  decision: Asked & Pick<DecisionShown, 'state'>,
  amount: number | null,
  print: Printing,
): string {
  const words = actWords(decision, amount, print);
  if (decision.state !== 'EXPIRED') return words;
  return `Confirm again: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function actWords(decision: Asked, amount: number | null, print: Printing): string {
  const { kind, plannedFor } = decision;
  if (kind === 'RECORD_PAYMENT' && amount !== null) return `Record ${amountWords(amount, decision, print)}`;
  return kind === 'PLAN' ? planWords(plannedFor, print) : KIND_WORDS[kind];
}

function planWords(day: string | null, print: Printing): string {
  return day === null ? KIND_WORDS.PLAN : `${KIND_WORDS.PLAN} for ${print.day(day)}`;
}
