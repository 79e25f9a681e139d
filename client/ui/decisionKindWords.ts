import type { DecisionKind } from '../../domain/decision/decision.js';

/** What a decision does, as buttons, rows and cards say it. */
export const KIND_WORDS: Readonly<Record<DecisionKind, string>> = {
  RECORD_PAYMENT: 'Record payment',
  PLAN: 'Plan',
  REMIND: 'Send reminder',
  SKIP: 'Skip',
};
