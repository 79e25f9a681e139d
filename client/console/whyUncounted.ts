import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { nameOf, type ConsoleView } from './console.js';

/** What decisions on their way are counted into, and how old that is. */
export interface CountingGround {
  readonly view: ConsoleView;
  /** The forecast's or the band's; null: of which books it is, is not known. */
  readonly ahead: { readonly asOf: string; readonly booksVersion: number | null; readonly currency: string };
  /** All of the client's. */
  readonly decisions: readonly DecisionShown[];
  /** By this device's clock decisions on these figures have expired: see `isHeld`. */
  readonly isOld: boolean;
}

/** Said where figures ahead cannot be told again from what the device has. */
export const NOT_REBUILT = 'This device does not come to the server’s own figures.';

/**
 * Why decisions that are coming (`comingOf`) are not counted into figures ahead, in a sentence; null where they are. Nothing
 * is counted that the books may have already: a payment is where its bill is open by what it was decided on, or by what the
 * one saw that came to a conflict and that it is in the place of.
 */
export function whyUncounted(coming: readonly DecisionShown[], ground: CountingGround): string | null {
  const { view, ahead, isOld } = ground;
  if (isOld) return 'By this device’s clock the figures are older than 7 days: what was decided on them expires.';
  if (ahead.booksVersion !== view.booksVersion || ahead.asOf !== view.asOf) {
    return 'These figures and the open bills are not of the same reading of QuickBooks.';
  }
  return whyOfPayments(
    coming.filter(({ kind }) => kind === 'RECORD_PAYMENT'),
    ground,
  );
}

function whyOfPayments(payments: readonly DecisionShown[], ground: CountingGround): string | null {
  const { view, ahead } = ground;
  const openBalances = new Map(view.bills.map(({ key, openBalance }) => [key, openBalance]));
  const seen = new Set<string>();
  for (const payment of payments) {
    const { documentKey, currency, openBalance } = payment;
    if (currency !== ahead.currency) return `The payment of ${nameOf(payment)} is in ${currency}.`;
    if (seen.has(documentKey)) return `More than one payment of ${nameOf(payment)} is on its way.`;
    const listed = openBalances.get(documentKey);
    if (listed !== openBalance && !isOfNewerLook(payment, ground, listed)) {
      return `${nameOf(payment)} is not open by what the payment was decided on: the books may have it already.`;
    }
    seen.add(documentKey);
  }
  return null;
}

/**
 * In the place of a conflict, on what the check before sending found after the books shown were begun to be read
 * (`seenLast`): these have it not while they still show the bill as the decision saw it that came to the conflict.
 */
function isOfNewerLook(
  { replaces, openBalance }: DecisionShown,
  { view, decisions }: CountingGround,
  listed: number | undefined,
): boolean {
  const conflict = decisions.find(({ id }) => id === replaces);
  if (conflict?.state !== 'CONFLICTED' || conflict.settledAt === null) return false;
  if (conflict.settledAt <= view.syncedAt || conflict.openBalance !== listed) return false;
  return conflict.openBalanceNow === openBalance;
}
