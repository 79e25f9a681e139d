import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { askedWords } from './askedWords.js';
import { CardFrame } from './CardFrame.js';
import { Choices } from './Choices.js';
import { Story, type ReturnedProps } from './ConflictCard.js';
import { nameOf } from './console.js';
import type { DecisionKind } from '../../domain/decision/decision.js';

const NOTHING_DONE: Readonly<Record<DecisionKind, string>> = {
  RECORD_PAYMENT: 'no payment recorded',
  PLAN: 'not planned',
  REMIND: 'no reminder sent',
  SKIP: 'not skipped',
};

/** A decision that failed, expired or was refused: why, and what remains. */
export function ReturnedCard({ decision, console: view, acts }: ReturnedProps): ReactElement {
  const print = usePrinting();
  const isExpired = decision.state === 'EXPIRED';
  return (
    <CardFrame
      decision={decision}
      label={`${isExpired ? 'Expired' : 'Failed'}: ${nameOf(decision)}`}
      aside={NOTHING_DONE[decision.kind]}
      isBack
    >
      <p>
        {askedWords(decision, print)}, {nameOf(decision)}
      </p>
      <Story decision={decision} />
      <div className="cardacts">
        <Choices decision={decision} view={view} acts={acts} />
      </div>
    </CardFrame>
  );
}
