import { useState, type ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { ConflictCard } from './ConflictCard.js';
import type { ConsoleView } from './console.js';
import { ReceiptCard } from './ReceiptCard.js';
import { ReturnedCard } from './ReturnedCard.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface EarlierProps {
  readonly decisions: readonly DecisionShown[];
  readonly console: ConsoleView;
  readonly acts: DecisionActs;
}

/** Cards drawn at first; the rest on request. */
const FIRST = 8;
const ORDER: Readonly<Partial<Record<DecisionShown['state'], number>>> = {
  CONFLICTED: 0,
  REFUSED: 1,
  FAILED: 2,
  EXPIRED: 3,
  APPLIED: 4,
};

/** What came back and what was applied: those that need a choice first, then by time, the latest first. */
export function earlierOf(decisions: readonly DecisionShown[]): readonly DecisionShown[] {
  return decisions
    .filter(({ state, replacedBy }) => ORDER[state] !== undefined && (replacedBy === null || state === 'APPLIED'))
    .sort((a, b) => (ORDER[a.state] ?? 0) - (ORDER[b.state] ?? 0));
}

/** `1 conflicted, 2 failed, 14 applied`. */
export function earlierWords(earlier: readonly DecisionShown[]): string {
  const count = (...states: DecisionShown['state'][]): number =>
    earlier.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count('CONFLICTED'), 'conflicted'],
    [count('FAILED', 'REFUSED'), 'failed'],
    [count('EXPIRED'), 'expired'],
    [count('APPLIED'), 'applied'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** The cards of what came back and what was applied. */
export function EarlierDecisions({ decisions, console: view, acts }: EarlierProps): ReactElement {
  const [all, showAll] = useState(false);
  const earlier = earlierOf(decisions);
  const drawn = all ? earlier : earlier.slice(0, FIRST);
  if (earlier.length === 0) {
    return (
      <p className="note">Decisions that were applied or came back stand here for 14 days, with their receipts.</p>
    );
  }
  return (
    <>
      {drawn.map((decision) => (
        <Card key={decision.id} decision={decision} view={view} acts={acts} />
      ))}
      {drawn.length < earlier.length && (
        <button type="button" className="lkb" onClick={() => showAll(true)}>
          {earlier.length - drawn.length} more
        </button>
      )}
    </>
  );
}

interface CardProps {
  readonly decision: DecisionShown;
  readonly view: ConsoleView;
  readonly acts: DecisionActs;
}

function Card({ decision, view, acts }: CardProps): ReactElement {
  if (decision.state === 'APPLIED') return <ReceiptCard decision={decision} />;
  if (decision.state === 'CONFLICTED') return <ConflictCard decision={decision} console={view} acts={acts} />;
  return <ReturnedCard decision={decision} console={view} acts={acts} />;
}
