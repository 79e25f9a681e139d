import { classOfAccount, isOpeningBalanceEquity, isUndepositedFunds } from './accountKinds.js';
import type { Posting } from './books.js';
import type { BooksIndex } from './booksIndex.js';
import { documentTypeOf, entityKey } from './documentTypes.js';
import { cents, spreadProRata } from './money.js';
import type { CashClass } from './cashMovement.js';
import type { Cents } from './units.js';

export interface ClassShare {
  readonly class: CashClass;
  readonly amount: Cents;
}

/**
 * Classes of the money a deposit took out of undeposited funds: those of the deposited documents' other legs, found by
 * the deposit's applications. What is linked to nothing is operating. The shares sum to `amount`.
 */
export function depositedClasses(
  index: BooksIndex,
  countedIds: ReadonlySet<string>,
  legs: readonly Posting[],
  amount: Cents,
): ClassShare[] {
  const linked = linkedDocuments(index, legs);
  const linkedTotal = linked.reduce((total, link) => total + link.amount, 0);
  const byClass = new Map<CashClass, number>();
  const add = (key: CashClass, share: number): void => void byClass.set(key, (byClass.get(key) ?? 0) + share);
  const unlinked = Math.max(0, amount - linkedTotal);
  const shares =
    linkedTotal === 0
      ? []
      : spreadProRata(
          amount - unlinked,
          linked.map((link) => link.amount),
        );
  shares.forEach((share, position) => {
    for (const part of classesBehind(index, countedIds, linked[position]?.legs ?? [], share))
      add(part.class, part.amount);
  });
  add('OPERATING', unlinked);
  return [...byClass].flatMap(([key, share]) => (share === 0 ? [] : [{ class: key, amount: cents(share) }]));
}

interface Link {
  readonly amount: number;
  readonly legs: readonly Posting[];
}

function linkedDocuments(index: BooksIndex, legs: readonly Posting[]): Link[] {
  const [first] = legs;
  if (!first || first.documentId === null || documentTypeOf(first.documentType) !== 'Deposit') return [];
  const deposit = index.documents.get(entityKey('Deposit', first.documentId));
  return (deposit?.applications ?? []).flatMap((application) => {
    const key = index.ledgerKeys.get(entityKey(application.type, application.id));
    const behind = key === undefined ? undefined : index.legs.get(key);
    return behind && application.amount > 0 ? [{ amount: application.amount, legs: behind }] : [];
  });
}

/** Spreads a deposited document's money over the classes of its credits outside cash and undeposited funds. */
function classesBehind(
  index: BooksIndex,
  countedIds: ReadonlySet<string>,
  legs: readonly Posting[],
  amount: Cents,
): ClassShare[] {
  const accounts = legs.map((leg) => index.accounts.get(leg.accountId));
  if (accounts.some(isOpeningBalanceEquity)) return [{ class: 'OPENING', amount }];
  const credits = new Map<string, number>();
  legs.forEach((leg, position) => {
    if (leg.credit <= 0 || countedIds.has(leg.accountId) || isUndepositedFunds(accounts[position])) return;
    credits.set(leg.accountId, (credits.get(leg.accountId) ?? 0) + leg.credit);
  });
  if (credits.size === 0) return [{ class: 'OPERATING', amount }];
  const sides = [...credits].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = spreadProRata(
    amount,
    sides.map(([, credit]) => credit),
  );
  return parts.map((part, position) => ({
    class: classOfAccount(index.accounts.get(sides[position]?.[0] ?? '')),
    amount: part,
  }));
}
