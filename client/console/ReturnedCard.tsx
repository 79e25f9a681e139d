import type { ReactElement } from 'react';
import { DecisionMark } from '../ui/DecisionMark.js';
import { Choices, Story, type ReturnedProps } from './ConflictCard.js';
import { nameOf } from './console.js';
import type { DecisionKind } from '../../domain/decision/decision.js';
import { KIND_WORDS } from './decisionWords.js';

const NOTHING_DONE: Readonly<Record<DecisionKind, string>> = {
  RECORD_PAYMENT: 'no payment recorded',
  PLAN: 'not planned',
  REMIND: 'no reminder sent',
  SKIP: 'not skipped',
};

/** A decision that failed, expired or was refused: why, and what remains. */
export function ReturnedCard({ decision, console: view, acts }: ReturnedProps): ReactElement {
  const isExpired = decision.state === 'EXPIRED';
  return (
    <article className="dcard back" aria-label={`${isExpired ? 'Expired' : 'Failed'}: ${nameOf(decision)}`}>
      <header>
        <DecisionMark state={decision.state} size={15} />
        <span className="note">{NOTHING_DONE[decision.kind]}</span>
      </header>
      <p>
        {KIND_WORDS[decision.kind]}, {nameOf(decision)}
      </p>
      <Story decision={decision} />
      <div className="cardacts">
        <Choices decision={decision} view={view} acts={acts} />
      </div>
    </article>
  );
}
