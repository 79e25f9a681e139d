import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { TrayGroup } from './trayGroups.js';

/** What is still to be sent, of one kind. */
export interface TrayTotal {
  readonly kind: DecisionKind;
  readonly count: number;
  /** Minor units by currency, the largest count first; empty for what has no sum. */
  readonly sums: readonly { readonly currency: string; readonly amount: number }[];
}

const KINDS: readonly DecisionKind[] = ['RECORD_PAYMENT', 'REMIND', 'PLAN', 'SKIP'];

/** What is recorded, or the open balance of what is reminded of, planned or left. Minor units of its currency. */
export function amountOf({ amount, openBalance }: DecisionShown): number {
  return amount ?? openBalance;
}

/** Still to be sent: on this device, or accepted and within the time to take it back. */
function isToBeSent({ state }: DecisionShown): boolean {
  return state === 'QUEUED' || state === 'ACCEPTED';
}

/** What will be sent, by kind; kinds without any are left out. Sums keep currencies apart. */
export function trayTotals(groups: readonly TrayGroup[]): readonly TrayTotal[] {
  const open = groups.flatMap(({ decisions }) => decisions.filter(isToBeSent));
  return KINDS.flatMap((kind) => {
    const some = open.filter((decision) => decision.kind === kind);
    return some.length === 0 ? [] : [{ kind, count: some.length, sums: kind === 'SKIP' ? [] : sumsOf(some) }];
  });
}

function sumsOf(decisions: readonly DecisionShown[]): TrayTotal['sums'] {
  const byCurrency = Map.groupBy(decisions, ({ currency }) => currency);
  return [...byCurrency]
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
    .map(([currency, some]) => ({ currency, amount: some.reduce((sum, decision) => sum + amountOf(decision), 0) }));
}

/** How many wait on this device for the server. */
export function waitingHere(groups: readonly TrayGroup[]): number {
  return groups.reduce((sum, { decisions }) => sum + decisions.filter(({ state }) => state === 'QUEUED').length, 0);
}
