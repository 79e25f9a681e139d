import Undo2 from 'lucide-react/icons/undo-2';
import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { Cents } from '../../domain/units.js';
import { formatMoney } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import { CardFrame } from './CardFrame.js';
import { nameOf } from './console.js';
import { isCounting, reasonOf, stateWords } from './decisionWords.js';
import type { DecisionActs } from './useDecisionActs.js';
import { useSecond } from './useSecond.js';

export interface UnderwayCardProps {
  readonly decision: DecisionShown;
  readonly offline: boolean;
  readonly acts: DecisionActs;
}

/** A decision on its way whose bill or invoice is not listed as open any more: it has no row to stand in. */
export function UnderwayCard({ decision, offline, acts }: UnderwayCardProps): ReactElement {
  const print = usePrinting();
  const now = useSecond((at) => isCounting(decision, at));
  const { amount, currency, kind, canWithdraw } = decision;
  const sum = amount === null ? '' : `, ${formatMoney(amount as Cents, currency, print.locale, { symbol: true })}`;
  const reason = reasonOf(decision);
  return (
    <CardFrame
      decision={decision}
      label={`On its way: ${nameOf(decision)}`}
      aside="not open any more"
      word={stateWords(decision, now, offline)}
    >
      <p>
        {KIND_WORDS[kind]}, {nameOf(decision)}
        {sum}
      </p>
      {reason !== null && <p className="note">{reason}</p>}
      {canWithdraw && (
        <div className="cardacts">
          <button
            type="button"
            className="btn s"
            aria-disabled={acts.busy || undefined}
            onClick={() => void acts.withdraw([decision.id])}
          >
            <Undo2 size={13} aria-hidden="true" />
            Undo
            <span className="vh">
              {' '}
              {KIND_WORDS[kind].toLowerCase()}, {nameOf(decision)}
            </span>
          </button>
        </div>
      )}
    </CardFrame>
  );
}
