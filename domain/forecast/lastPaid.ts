import type { BooksIndex } from '../booksIndex.js';
import { addDays } from '../calendar.js';
import type { CashDirection, CashMovement } from '../cashMovement.js';
import { cents } from '../money.js';
import type { IsoDate } from '../units.js';
import { nameKey, payeeOf } from './cashFlows.js';
import type { CashPiece } from './cashPieces.js';
import type { LastPaid } from './forecastInputs.js';
import { HALF_INTERVAL_DAYS } from './schedule.js';

/** A payment longer ago fills no day after the as-of date. */
const PAID_WITHIN_DAYS = Math.max(...Object.values(HALF_INTERVAL_DAYS));

interface Paid {
  readonly movement: CashMovement;
  readonly pieces: readonly CashPiece[];
}

/** The last movement of each payee in each direction up to a date, of movements in date order; by name, then direction. */
export function lastPaidOf(index: BooksIndex, movements: readonly Paid[], asOf: IsoDate): LastPaid[] {
  const from = addDays(asOf, -PAID_WITHIN_DAYS);
  const last = new Map<string, LastPaid>();
  for (const { movement, pieces } of movements) {
    if (movement.date < from || movement.date > asOf) continue;
    const name = payeeOf(index, movement);
    if (name === null) continue;
    for (const direction of ['IN', 'OUT'] as const) {
      const amount = amountOf(pieces, direction);
      if (amount > 0) last.set(`${nameKey(name)} ${direction}`, { name, direction, date: movement.date, amount });
    }
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, paid]) => paid);
}

function amountOf(pieces: readonly CashPiece[], wanted: CashDirection): LastPaid['amount'] {
  return cents(pieces.reduce((total, { direction, amount }) => (direction === wanted ? total + amount : total), 0));
}
