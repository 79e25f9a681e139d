import { isUndepositedFunds } from '../accountKinds.js';
import type { BooksIndex } from '../booksIndex.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { formatDay } from '../format.js';
import { cents } from '../money.js';
import { byDateThenKey, movementOf, type CashMovement } from '../movements.js';
import type { SnapshotSource } from '../snapshotSource.js';
import type { IsoDate } from '../units.js';
import { groupOf, payeeOf } from './cashFlows.js';
import type { ForecastItem } from './forecastInputs.js';

/** An entry with a date in the future and what it would fill of a series. */
export interface PostedAhead {
  readonly item: ForecastItem;
  readonly group: string;
}

/**
 * Movements already posted after the as-of date, of whatever class, by date (domain: "movements already posted in the
 * future"). Undeposited funds count as cash here: what waits in them is taken as cash of the first day, so that its
 * deposit brings nothing more, and a payment dated ahead counts when it is received.
 */
export function postedAhead(
  { index, results }: Pick<SnapshotSource, 'index' | 'results'>,
  countedIds: ReadonlySet<string>,
  asOf: IsoDate,
): PostedAhead[] {
  const undeposited = index.books.accounts.filter(isUndepositedFunds).map(({ id }) => id);
  const pool = new Set([...countedIds, ...undeposited]);
  const name = `ahead of ${asOf} ${JSON.stringify([...pool].sort())}`;
  const ahead = results.ofLedger(name, (legs) => {
    if (!legs.some(({ date }) => date > asOf)) return null;
    const movement = movementOf(index, pool, legs);
    return movement && movement.date > asOf ? movement : null;
  });
  return results.sorted(name, ahead, byDateThenKey).flatMap((movement) => postedItems(index, movement, asOf));
}

/** One event a direction; both together are the movement. */
function postedItems(index: BooksIndex, movement: CashMovement, asOf: IsoDate): PostedAhead[] {
  const directions = (['IN', 'OUT'] as const).filter((way) =>
    movement.parts.some(({ direction }) => direction === way),
  );
  const payee = payeeOf(index, movement);
  return directions.map((direction) => {
    const parts = movement.parts.filter((part) => part.direction === direction);
    const type = documentTypeOf(movement.type);
    const documentKey = type === null || movement.id === null ? null : entityKey(type, movement.id);
    const accounts = parts.map(({ accountId }) => accountId);
    const accountName = index.accounts.get(accounts[0] ?? '')?.name ?? movement.type;
    const item: ForecastItem = {
      key: `Posted:${movement.documentKey}${directions.length > 1 && direction === 'IN' ? ':IN' : ''}`,
      kind: 'POSTED',
      direction,
      amount: cents(parts.reduce((total, { amount }) => total + amount, 0)),
      date: movement.date,
      name: payee ?? movement.memo ?? accountName,
      number: movement.number,
      documentKey,
      dueDate: null,
      series: null,
      basis: `${movement.type} in the books, dated ${formatDay(movement.date, asOf)}.`,
    };
    return { item, group: groupOf(movement, direction, payee, documentKey === null, accounts) };
  });
}
