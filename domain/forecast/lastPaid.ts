import type { BooksIndex } from '../booksIndex.js';
import { addDays } from '../calendar.js';
import type { CashDirection, CashMovement } from '../cashMovement.js';
import { cents } from '../money.js';
import type { IsoDate } from '../units.js';
import { nameKey, payeeOf } from './cashFlows.js';
import type { CashPiece } from './cashPieces.js';
import type { LastPaid } from './forecastInputs.js';
import { HALF_INTERVAL_DAYS } from './schedule.js';
import { areSimilar } from './similarAmounts.js';

/** A payment longer ago fills no day after the as-of date. */
const PAID_WITHIN_DAYS = Math.max(...Object.values(HALF_INTERVAL_DAYS));

interface Paid {
  readonly movement: CashMovement;
  readonly pieces: readonly CashPiece[];
}

/**
 * The last movement of each payee in each direction up to a date, and before it the last of each other size: the fee that
 * followed a payroll hides it not. Of movements in date order; by name, then direction, then date.
 */
export function lastPaidOf(index: BooksIndex, movements: readonly Paid[], asOf: IsoDate): LastPaid[] {
  const from = addDays(asOf, -PAID_WITHIN_DAYS);
  const last = new Map<string, LastPaid[]>();
  for (const { movement, pieces } of movements) {
    if (movement.date < from || movement.date > asOf) continue;
    const name = payeeOf(index, movement);
    if (name === null) continue;
    for (const direction of ['IN', 'OUT'] as const) {
      const amount = amountOf(pieces, direction);
      if (amount <= 0) continue;
      const key = `${nameKey(name)} ${direction}`;
      const others = (last.get(key) ?? []).filter((paid) => !areSimilar(paid.amount, amount));
      last.set(key, [...others, { name, direction, date: movement.date, amount }]);
    }
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, paid]) => paid);
}

function amountOf(pieces: readonly CashPiece[], wanted: CashDirection): LastPaid['amount'] {
  return cents(pieces.reduce((total, { direction, amount }) => (direction === wanted ? total + amount : total), 0));
}
