import { formatDay, formatMoney, formatRunwayWithUnit } from './format.js';
import type { Figure } from './figures.js';
import type { OpenTotals, SnapshotFigures } from './snapshot.js';
import type { Cents, IsoDate } from './units.js';

/**
 * The formula of a figure with its numbers in it, e.g. `46,597.56 × 91 ÷ (7 × 131,684.41) = 4.6 weeks`. Empty when the
 * figure cannot be derived.
 */
export function formulaInFigures(figure: Figure, figures: SnapshotFigures, locale: string): string {
  const money = (amount: Cents): string => formatMoney(amount, figures.currency, locale, { parentheses: true });
  switch (figure) {
    case 'RUNWAY':
      return runwayFormula(figures, money, locale);
    case 'CASH_ON_HAND': {
      const counted = figures.accounts.filter((account) => account.counted);
      const terms = counted.map(({ name, balance }) => `${name} ${money(balance)}`);
      return figures.cashOnHand === null ? '' : `${terms.join(' + ')} = ${money(figures.cashOnHand)}`;
    }
    case 'WEEKLY_IN':
      return weeklyFormula(figures, figures.cashIn, figures.weeklyIn, money);
    case 'WEEKLY_OUT':
      return weeklyFormula(figures, figures.cashOut, figures.weeklyOut, money);
    case 'NET_BURN':
      if (figures.window === null) return '';
      return `${money(figures.cashOut)} − ${money(figures.cashIn)} = ${money(figures.netBurn)}`;
    case 'PAYABLES_DUE':
      return openFormula(figures.payablesDue, 'bill', money);
    case 'PAYABLES_OVERDUE':
      return openFormula(figures.payablesOverdue, 'bill', money);
    case 'RECEIVABLES_OVERDUE':
      return openFormula(figures.receivablesOverdue, 'invoice', money);
  }
}

function runwayFormula(figures: SnapshotFigures, money: (amount: Cents) => string, locale: string): string {
  const { runway, window, cashOnHand, netBurn } = figures;
  if (runway.state === 'NO_DATA' || cashOnHand === null) return '';
  const result = formatRunwayWithUnit(runway, locale);
  if (cashOnHand <= 0) return `Cash on hand ${money(cashOnHand)}, not above zero = ${result}`;
  if (window === null) return '';
  if (runway.state === 'NOT_BURNING') return `Net burn ${money(netBurn)}, not above zero: ${result}`;
  return `${money(cashOnHand)} × ${window.days} ÷ (7 × ${money(netBurn)}) = ${result}`;
}

function weeklyFormula(
  figures: SnapshotFigures,
  total: Cents,
  mean: Cents | null,
  money: (amount: Cents) => string,
): string {
  if (figures.window === null || mean === null) return '';
  return `${money(total)} × 7 ÷ ${figures.window.days} = ${money(mean)}`;
}

function openFormula({ count, amount }: OpenTotals, one: string, money: (amount: Cents) => string): string {
  return `${count} ${count === 1 ? one : `${one}s`}, ${money(amount)} open`;
}

/** How the balance at the beginning of a date is headed; `asOf` decides whether the year is said. */
export function openingLabel(date: IsoDate, asOf: IsoDate): string {
  return `Balance before ${formatDay(date, asOf)}`;
}
