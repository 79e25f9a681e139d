import type { DecisionState } from './decision.js';

/** What a decision is compared in, in the order in which it is shown. */
export const DIFFERENCE_FIELDS = [
  'OPEN_BALANCE',
  'PARTY',
  'DUE_DATE',
  'STANDING',
  'ACCOUNT',
  'LAST_SENT',
  'LAST_CHANGE',
] as const;
export type DifferenceField = (typeof DIFFERENCE_FIELDS)[number];

/** One line of a comparison. `differs` false: shown because it helps. */
export interface DecisionDifference {
  readonly field: DifferenceField;
  /** Printed for a person; null: nothing. */
  readonly saw: string | null;
  readonly now: string | null;
  /** Minor units of the document's currency; null for what is no amount. */
  readonly sawAmount: number | null;
  readonly nowAmount: number | null;
  readonly differs: boolean;
}

/**
 * How it is known that QuickBooks has it. MARK: the decision's id in the payment's private note, after an answer was lost.
 * DELIVERY_TIME: the invoice's time of sending, likewise. KEPT_HERE: nothing is sent for it.
 */
export const RECEIPT_SOURCES = ['ANSWER', 'MARK', 'DELIVERY_TIME', 'KEPT_HERE'] as const;
export type ReceiptSource = (typeof RECEIPT_SOURCES)[number];

/** States in which the server still has something to do for a decision. */
export function isOpenState(state: DecisionState): boolean {
  return state === 'ACCEPTED' || state === 'SUBMITTED';
}
