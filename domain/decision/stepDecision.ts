import { refuse, type Refusal } from '../refusal.js';
import type { DecisionState } from './decision.js';

/**
 * What happens to a decision on the server. KEPT: a plan or a skip, for which nothing is sent. WITHDRAW: a person takes it
 * back. ATTEMPT: an attempt is committed, before its call. NOT_SENT: none of its attempts reached QuickBooks, surely.
 * APPLIED: QuickBooks has it. REFUSED: here or by QuickBooks. DIFFERS: the document is not what was seen. UNSURE: whether a
 * reminder went out cannot be told. EXPIRED: decided on figures that are too old.
 */
export const DECISION_EVENTS = [
  'KEPT',
  'WITHDRAW',
  'ATTEMPT',
  'NOT_SENT',
  'APPLIED',
  'REFUSED',
  'DIFFERS',
  'UNSURE',
  'EXPIRED',
] as const;
export type DecisionEvent = (typeof DECISION_EVENTS)[number];

/** The table of a decision's life (domain: Decisions). What is not in it does not happen; final states have no way out. */
const TABLE: Readonly<Record<DecisionState, Readonly<Partial<Record<DecisionEvent, DecisionState>>>>> = {
  ACCEPTED: {
    KEPT: 'APPLIED',
    WITHDRAW: 'WITHDRAWN',
    ATTEMPT: 'SUBMITTED',
    // The line delivered a copy of what came back as not sent: its mark is there.
    APPLIED: 'APPLIED',
    REFUSED: 'FAILED',
    DIFFERS: 'CONFLICTED',
    EXPIRED: 'EXPIRED',
  },
  SUBMITTED: {
    // The same bytes once more, as a new numbered attempt.
    ATTEMPT: 'SUBMITTED',
    // Everything that holds before an attempt holds again: its age, the comparison, and that it can be taken back.
    NOT_SENT: 'ACCEPTED',
    APPLIED: 'APPLIED',
    REFUSED: 'FAILED',
    // These two only once QuickBooks is surely done with it, and shows nothing of it.
    DIFFERS: 'CONFLICTED',
    EXPIRED: 'EXPIRED',
    UNSURE: 'CONFLICTED',
  },
  APPLIED: {},
  CONFLICTED: {},
  FAILED: {},
  EXPIRED: {},
  // Taken back twice is taken back.
  WITHDRAWN: { WITHDRAW: 'WITHDRAWN' },
};

/** Why nothing leaves a state, in words. */
const FINAL_WORDS: Readonly<Record<DecisionState, string>> = {
  ACCEPTED: 'It was not sent to QuickBooks yet.',
  SUBMITTED: 'It is on its way to QuickBooks and may have arrived. What comes of it is shown with it.',
  APPLIED: 'It is done already. What was recorded can be changed or deleted in QuickBooks itself.',
  CONFLICTED: 'It was not done: the document had changed. A new choice takes its place.',
  FAILED: 'It was refused already. A new choice takes its place.',
  EXPIRED: 'It expired already. A new choice takes its place.',
  WITHDRAWN: 'It was taken back already.',
};

/**
 * The state after an event, or why it does not happen there. Total over states and events. Refuses WITHDRAWN for whatever
 * comes after a withdrawal, else TOO_LATE; of ACCEPTED, OUT_OF_RANGE: what cannot come before an attempt. `field`: what the
 * event was asked for by.
 */
export function stepDecision(
  state: DecisionState,
  event: DecisionEvent,
  field: string | null = null,
): DecisionState | Refusal {
  const next = TABLE[state][event];
  if (next !== undefined) return next;
  if (state === 'WITHDRAWN') return refuse('WITHDRAWN', field, FINAL_WORDS.WITHDRAWN);
  return refuse(state === 'ACCEPTED' ? 'OUT_OF_RANGE' : 'TOO_LATE', field, FINAL_WORDS[state]);
}

/** Whether the answer of a step is a refusal. */
export function isStepRefusal(answer: DecisionState | Refusal): answer is Refusal {
  return typeof answer !== 'string';
}
