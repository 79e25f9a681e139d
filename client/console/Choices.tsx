import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { isOnItsWay } from '../../domain/operations/decisionStanding.js';
import { useDecisions } from '../offline/index.js';
import { Again } from './Again.js';
import { comingOf } from './comingDecisions.js';
import { nameOf, type ConsoleView } from './console.js';
import { seenLast, skipOf } from './newDecision.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface ChoicesProps {
  readonly decision: DecisionShown;
  readonly view: ConsoleView;
  readonly acts: DecisionActs;
}

/** Two choices of the same weight: the decision again on the present figures, or none. */
export function Choices({ decision, view, acts }: ChoicesProps): ReactElement {
  const seen = seenLast(view, decision);
  // What another decision of ours is about to do, or has done, is not done a second time from here.
  const others = useDecisions(decision.clientId).filter(
    ({ id, documentKey }) => documentKey === decision.documentKey && id !== decision.id,
  );
  const isTaken =
    others.some(isOnItsWay) ||
    comingOf(others, view).some(({ kind }) => kind === 'RECORD_PAYMENT' || kind === decision.kind);
  const drop = (): void => {
    if (decision.state === 'REFUSED') return void acts.letGo([decision.id]);
    void acts.queue([skipOf(view, decision)]);
  };
  return (
    <>
      {seen === null && <span className="note">Data shows it is not open any more.</span>}
      {seen?.canRepeat === true && !isTaken && (
        <Again {...{ decision, view, acts }} openBalance={seen.document.openBalance} />
      )}
      <button type="button" className="btn s" aria-disabled={acts.busy || undefined} onClick={drop}>
        Drop<span className="vh"> the decision for {nameOf(decision)}</span>
      </button>
    </>
  );
}
