import type { DecisionShown } from './decisionShown.js';

/** Whether a decision is on its way to the books. */
export function isOnItsWay({ state }: Pick<DecisionShown, 'state'>): boolean {
  return state === 'QUEUED' || state === 'WITHDRAWING' || state === 'ACCEPTED' || state === 'SUBMITTED';
}

/** Whether a decision came back and waits for another choice. */
export function isAsking({ state, replacedBy }: Pick<DecisionShown, 'state' | 'replacedBy'>): boolean {
  if (replacedBy !== null) return false;
  return state === 'REFUSED' || state === 'CONFLICTED' || state === 'FAILED' || state === 'EXPIRED';
}
