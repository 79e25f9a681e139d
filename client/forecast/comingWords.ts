import type { ItemMark } from '../../domain/operations/foldForecast.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { PayingAccount } from '../console/console.js';
import type { Printing } from '../digest/reading.js';
import { belowZeroWords } from './headlineWords.js';
import type { ForecastView } from './forecastParts.js';

/** What a decision on its way does to the forecast, in a sentence. */
export function doesWords(
  { kind, amount, accountId, openBalance, plannedFor }: DecisionShown,
  accounts: readonly PayingAccount[],
  print: Printing,
): string {
  if (kind === 'PLAN') return plannedFor === null ? 'Planned.' : `Planned for ${print.day(plannedFor)}.`;
  const left = openBalance - (amount ?? 0);
  const bill = left > 0 ? `${print.money(left)} of the bill is left` : 'nothing of the bill is left';
  const isCounted = accounts.some(({ id, counted }) => id === accountId && counted);
  return isCounted
    ? `Payment, off cash on hand; ${bill}.`
    : `Payment from an account that does not count as cash; ${bill}.`;
}

/** What decisions on their way did to an item, in sentences; empty where nothing. */
export function markWords(mark: ItemMark | undefined, print: Printing): string {
  if (mark === undefined) return '';
  const { planned, paid, setAnew } = mark;
  return [
    planned ? 'Planned for this day by a decision on its way.' : '',
    paid > 0 ? `Less ${print.money(paid)} of a payment on its way.` : '',
    setAnew ? 'Set against this bill by a payment on its way.' : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

/** What the server's forecast says first, after "Without them"; where that is what is shown, that it is the same. */
export function withoutWords(told: ForecastView, shown: ForecastView, print: Printing): string {
  const { lowPoint, firstWeekBelowZero } = told;
  const isSame =
    lowPoint.amount === shown.lowPoint.amount &&
    lowPoint.date === shown.lowPoint.date &&
    firstWeekBelowZero === shown.firstWeekBelowZero;
  if (isSame)
    return firstWeekBelowZero === null
      ? 'the low point is the same.'
      : 'the low point and the first week below zero are the same.';
  return `the low point is ${print.money(lowPoint.amount)} on ${print.day(lowPoint.date)}, ${belowZeroWords(firstWeekBelowZero, print)}.`;
}
