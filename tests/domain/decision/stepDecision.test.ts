import { describe, expect, it } from '@jest/globals';
import { DECISION_STATES, FINAL_STATES, type DecisionState } from '../../../domain/decision/decision.js';
import {
  DECISION_EVENTS,
  isStepRefusal,
  stepDecision,
  type DecisionEvent,
} from '../../../domain/decision/stepDecision.js';

/** Every state and event: the next state, or the code of the refusal. */
const TABLE: Record<DecisionState, Record<DecisionEvent, string>> = {
  ACCEPTED: {
    KEPT: 'APPLIED',
    WITHDRAW: 'WITHDRAWN',
    ATTEMPT: 'SUBMITTED',
    NOT_SENT: 'refused OUT_OF_RANGE',
    APPLIED: 'APPLIED',
    REFUSED: 'FAILED',
    DIFFERS: 'CONFLICTED',
    UNSURE: 'refused OUT_OF_RANGE',
    EXPIRED: 'EXPIRED',
  },
  SUBMITTED: {
    KEPT: 'refused TOO_LATE',
    WITHDRAW: 'refused TOO_LATE',
    ATTEMPT: 'SUBMITTED',
    NOT_SENT: 'ACCEPTED',
    APPLIED: 'APPLIED',
    REFUSED: 'FAILED',
    DIFFERS: 'CONFLICTED',
    UNSURE: 'CONFLICTED',
    EXPIRED: 'EXPIRED',
  },
  APPLIED: all('refused TOO_LATE'),
  CONFLICTED: all('refused TOO_LATE'),
  FAILED: all('refused TOO_LATE'),
  EXPIRED: all('refused TOO_LATE'),
  WITHDRAWN: { ...all('refused WITHDRAWN'), WITHDRAW: 'WITHDRAWN' },
};

function all(answer: string): Record<DecisionEvent, string> {
  return Object.fromEntries(DECISION_EVENTS.map((event) => [event, answer])) as Record<DecisionEvent, string>;
}

function stepped(state: DecisionState, event: DecisionEvent): string {
  const answer = stepDecision(state, event);
  return isStepRefusal(answer) ? `refused ${answer.code}` : answer;
}

describe('a decision', () => {
  it.each(DECISION_STATES)('in the state %s goes where the table says, whatever happens', (state) => {
    expect(Object.fromEntries(DECISION_EVENTS.map((event) => [event, stepped(state, event)]))).toEqual(TABLE[state]);
  });

  it('is final where it is final', () => {
    for (const state of FINAL_STATES) {
      for (const event of DECISION_EVENTS) expect([state, `refused`]).toContain(stepped(state, event).split(' ')[0]);
    }
  });
});
