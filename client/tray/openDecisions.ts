import type { DecisionShown } from '../../domain/operations/decisionShown.js';

const NEEDS_A_CHOICE: ReadonlySet<DecisionShown['state']> = new Set(['CONFLICTED', 'REFUSED', 'FAILED', 'EXPIRED']);
const ON_ITS_WAY: ReadonlySet<DecisionShown['state']> = new Set(['QUEUED', 'WITHDRAWING', 'ACCEPTED', 'SUBMITTED']);

/** Queued here, accepted or submitted; or it did not come to pass, and nothing took its place. */
export function isOpen({ state, replacedBy }: Pick<DecisionShown, 'state' | 'replacedBy'>): boolean {
  return ON_ITS_WAY.has(state) || (NEEDS_A_CHOICE.has(state) && replacedBy === null);
}

/** How many of these are open: what "Decision tray 14" and a client's row count. */
export function countOpen(decisions: readonly DecisionShown[] | undefined): number {
  return decisions?.filter(isOpen).length ?? 0;
}
