import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { isAsking, isOnItsWay } from '../../domain/operations/decisionStanding.js';

/** Queued here, accepted or submitted; or it did not come to pass, and nothing took its place. */
export function isOpen(decision: Pick<DecisionShown, 'state' | 'replacedBy'>): boolean {
  return isOnItsWay(decision) || isAsking(decision);
}

/** How many of these are open: what "Decision tray 14" and a client's row count. */
export function countOpen(decisions: readonly DecisionShown[] | undefined): number {
  return decisions?.filter(isOpen).length ?? 0;
}
