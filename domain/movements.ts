import { classOfAccount, isOpeningBalanceEquity, isUndepositedFunds } from './accountKinds.js';
import type { Books, Posting } from './books.js';
import { indexBooks, type BooksIndex } from './booksIndex.js';
import { depositedClasses } from './depositedClasses.js';
import { spreadProRata } from './money.js';
import type { CashDirection, CashMovement, CashPart } from './cashMovement.js';

export type { CashMovement, CashPart } from './cashMovement.js';

/**
 * Every document that moved counted cash, by date then document key. Source: domain, "Cash movements": in = min(debits on
 * counted cash, credits on all others), out = min(credits on counted cash, debits on all others), each spread pro rata
 * over the other accounts. A document that moved none (a transfer between counted accounts, a void) is not in the list.
 */
export function cashMovements(books: Books, countedIds: ReadonlySet<string>): CashMovement[] {
  return movementsOf(indexBooks(books), countedIds);
}

/** The same over books that are indexed already. */
export function movementsOf(index: BooksIndex, countedIds: ReadonlySet<string>): CashMovement[] {
  const movements: CashMovement[] = [];
  for (const legs of index.legs.values()) {
    const movement = movementOf(index, countedIds, legs);
    if (movement) movements.push(movement);
  }
  return movements.sort(byDateThenKey);
}

/** The order of movements: by date, then document key. */
export function byDateThenKey(a: CashMovement, b: CashMovement): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.documentKey < b.documentKey ? -1 : 1;
}

/** Debits and credits of a document on one account that is not counted cash. */
interface OtherSide {
  readonly accountId: string;
  debit: number;
  credit: number;
}

/**
 * What one document of the ledger did to counted cash; null where it moved none. Reads its legs and, of a deposit, its
 * applications and the legs of the documents they name.
 */
export function movementOf(
  index: BooksIndex,
  countedIds: ReadonlySet<string>,
  legs: readonly Posting[],
): CashMovement | null {
  if (!legs.some((leg) => countedIds.has(leg.accountId))) return null;
  let cashDebit = 0;
  let cashCredit = 0;
  const others = new Map<string, OtherSide>();
  for (const leg of legs) {
    if (countedIds.has(leg.accountId)) {
      cashDebit += leg.debit;
      cashCredit += leg.credit;
      continue;
    }
    const side = others.get(leg.accountId);
    if (side) {
      side.debit += leg.debit;
      side.credit += leg.credit;
    } else {
      others.set(leg.accountId, { accountId: leg.accountId, debit: leg.debit, credit: leg.credit });
    }
  }
  // In the order of account ids, so that neither parts nor remainders depend on the order of the legs.
  const sides = [...others.values()].sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const parts = [
    ...partsOf(index, countedIds, legs, sides, 'IN', cashDebit),
    ...partsOf(index, countedIds, legs, sides, 'OUT', cashCredit),
  ];
  return parts.length === 0 ? null : { ...headOf(legs, countedIds), parts };
}

function partsOf(
  index: BooksIndex,
  countedIds: ReadonlySet<string>,
  legs: readonly Posting[],
  sides: readonly OtherSide[],
  direction: CashDirection,
  cash: number,
): CashPart[] {
  const weights = sides.map((side) => (direction === 'IN' ? side.credit : side.debit));
  const across = weights.reduce((total, weight) => total + weight, 0);
  const moved = Math.min(cash, across);
  if (moved <= 0) return [];
  const opening = sides.some((side) => isOpeningBalanceEquity(index.accounts.get(side.accountId)));
  return spreadProRata(moved, weights).flatMap((amount, position): CashPart[] => {
    const accountId = sides[position]?.accountId ?? '';
    if (amount === 0) return [];
    if (opening) return [{ direction, class: 'OPENING', accountId, amount }];
    const account = index.accounts.get(accountId);
    if (direction === 'IN' && isUndepositedFunds(account)) {
      const classes = depositedClasses(index, countedIds, legs, amount);
      return classes.map((share) => ({ direction, class: share.class, accountId, amount: share.amount }));
    }
    return [{ direction, class: classOfAccount(account), accountId, amount }];
  });
}

function headOf(legs: readonly Posting[], countedIds: ReadonlySet<string>): Omit<CashMovement, 'parts'> {
  const [first] = legs as readonly [Posting];
  const cashFirst = [
    ...legs.filter((leg) => countedIds.has(leg.accountId)),
    ...legs.filter((leg) => !countedIds.has(leg.accountId)),
  ];
  return {
    documentKey: first.documentKey,
    type: first.documentType,
    id: first.documentId,
    date: first.date,
    number: said(cashFirst, countedIds, 'number'),
    name: said(cashFirst, countedIds, 'name'),
    memo: said(cashFirst, countedIds, 'memo'),
  };
}

/** What the cash legs say, else what the others say; of several, the first by the alphabet, whatever the legs' order. */
function said(
  legs: readonly Posting[],
  countedIds: ReadonlySet<string>,
  field: 'number' | 'name' | 'memo',
): string | null {
  let best: string | null = null;
  let fromCash = false;
  for (const leg of legs) {
    const text = leg[field];
    if (!text) continue;
    const isCash = countedIds.has(leg.accountId);
    if (fromCash && !isCash) break;
    if (best === null || text < best) best = text;
    fromCash ||= isCash;
  }
  return best;
}
