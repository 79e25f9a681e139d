import { describe, expect, it } from '@jest/globals';
import { withAnswers, type KeptDecisions } from '../../../client/offline/decisionRows.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import { aDecision } from '../tray/aDecision.js';

const first = aDecision({ state: 'ACCEPTED' });
const second = aDecision({ state: 'SUBMITTED' });
const kept: KeptDecisions = { version: 5, newest: 5, stamp: 'a', decisions: [first, second] };

const versionAfter = (...answers: (readonly [KnownDecision, number | null])[]): number =>
  withAnswers(
    kept,
    answers.map(([decision, version]) => ({ clientId: decision.clientId, decision, version })),
  ).version;

describe('the version of the decisions that a device keeps', () => {
  it('follows an answer that changed something, and those after it one by one', () => {
    const [third, fourth] = [aDecision(), aDecision()];
    expect(versionAfter([third, 6])).toBe(6);
    expect(versionAfter([{ ...first, state: 'WITHDRAWN' }, 6])).toBe(6);
    expect(versionAfter([fourth, 7], [third, 6])).toBe(7);
  });

  it('stays where something else may have happened in between, so that the whole list is fetched', () => {
    expect(versionAfter([aDecision(), 7])).toBe(5);
    expect(versionAfter([aDecision(), null])).toBe(5);
  });

  it('stays where one is delivered again: the version it is answered with was raised by another', () => {
    expect(versionAfter([{ ...first }, 6])).toBe(5);
  });
});
