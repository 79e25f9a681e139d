import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { ForecastView } from '../forecast/forecastParts.js';
import type { ConsoleView, PayingAccount } from './console.js';

const COUNTED: ReadonlySet<DecisionShown['state']> = new Set(['QUEUED', 'ACCEPTED', 'SUBMITTED']);

/**
 * What is decided of a client that its figures do not have yet, the first made first: payments and plans on their way, and
 * those applied since QuickBooks was read for the figures shown. `decisions`: see `foldDecisions`, newest first.
 */
export function comingOf(decisions: readonly DecisionShown[], view: ConsoleView): readonly DecisionShown[] {
  const isComing = (decision: DecisionShown): boolean => {
    if (decision.kind !== 'RECORD_PAYMENT' && decision.kind !== 'PLAN') return false;
    if (decision.state === 'APPLIED') return isAhead(decision, view);
    return COUNTED.has(decision.state);
  };
  return decisions.filter(isComing).reverse();
}

/** As `comingOf`, without plans that this forecast has: the server has them in it from when they are applied. */
export function comingInto(
  { items }: Pick<ForecastView, 'items'>,
  decisions: readonly DecisionShown[],
  view: ConsoleView,
): readonly DecisionShown[] {
  const coming = comingOf(decisions, view);
  if (coming.length === 0) return coming;
  const days = new Map(items.flatMap(({ key, date, movedFrom }) => (movedFrom === null ? [] : [[key, date]])));
  return coming.filter(
    ({ kind, state, documentKey, plannedFor }) =>
      kind !== 'PLAN' || state !== 'APPLIED' || days.get(documentKey) !== plannedFor,
  );
}

/** Applied, and not in the figures. A plan is so until another day, or none, was given to its document. */
function isAhead(decision: DecisionShown, view: ConsoleView): boolean {
  const { kind, documentKey, plannedFor, settledAt } = decision;
  if (settledAt === null || settledAt <= view.syncedAt) return false;
  if (kind === 'RECORD_PAYMENT') return !isReadAlready(decision, view);
  return [...view.bills, ...view.invoices].some((one) => one.key === documentKey && one.plannedFor === plannedFor);
}

/**
 * QuickBooks had it before anybody here knew (an answer that was lost), or the reading came to it on its way: the bill is open
 * by what was left of it once the payment was there, and not by what it was decided on.
 */
function isReadAlready({ documentKey, openBalance, receipt }: DecisionShown, view: ConsoleView): boolean {
  const after = receipt?.openBalanceAfter ?? null;
  if (after === null || after === openBalance) return false;
  const listed = view.bills.find(({ key }) => key === documentKey);
  return listed === undefined ? view.more === 0 && after === 0 : listed.openBalance === after;
}

/** What the payments among these take from cash on hand: those from accounts that count. Minor units of the home currency. */
export function comingPayments(coming: readonly DecisionShown[], accounts: readonly PayingAccount[]): number {
  const counted = new Set(accounts.filter((account) => account.counted).map(({ id }) => id));
  return coming
    .filter(({ kind, accountId }) => kind === 'RECORD_PAYMENT' && counted.has(accountId ?? ''))
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}
