import type { ReactElement, ReactNode } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { DecisionMark } from '../ui/DecisionMark.js';

export interface CardFrameProps {
  readonly decision: DecisionShown;
  readonly label: string;
  /** Beside the state: when, or what did not happen. */
  readonly aside: string | null;
  /** It waits for a choice. */
  readonly isBack?: boolean;
  /** In place of the state's own word. */
  readonly word?: string;
  readonly children: ReactNode;
}

/** The element of a decision's card, for who leads there. */
export const cardId = (decisionId: string): string => `decision-${decisionId}`;

/** A decision's card: where it is, then what it is about. */
export function CardFrame({ decision, label, aside, isBack, word, children }: CardFrameProps): ReactElement {
  return (
    <article
      id={cardId(decision.id)}
      className={isBack === true ? 'dcard back' : 'dcard'}
      aria-label={label}
      tabIndex={-1}
    >
      <header>
        <DecisionMark state={decision.state} size={15} {...(word === undefined ? {} : { word })} />
        <span className="note">{aside}</span>
      </header>
      {children}
    </article>
  );
}
