import { isUndepositedFunds } from '../accountKinds.js';
import type { BooksIndex } from '../booksIndex.js';
import { documentTypeOf, entityKey } from '../documentTypes.js';
import { formatDay } from '../format.js';
import { cents } from '../money.js';
import { movementsOf, type CashMovement } from '../movements.js';
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
export function postedAhead(index: BooksIndex, countedIds: ReadonlySet<string>, asOf: IsoDate): PostedAhead[] {
  const ahead = new Map([...index.legs].filter(([, legs]) => legs.some(({ date }) => date > asOf)));
  if (ahead.size === 0) return [];
  const undeposited = index.books.accounts.filter(isUndepositedFunds).map(({ id }) => id);
  const movements = movementsOf({ ...index, legs: ahead }, new Set([...countedIds, ...undeposited]));
  return movements.filter(({ date }) => date > asOf).flatMap((movement) => postedItems(index, movement, asOf));
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
