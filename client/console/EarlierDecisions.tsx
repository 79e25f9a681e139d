import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { ConflictCard } from './ConflictCard.js';
import type { ConsoleView } from './console.js';
import { ReceiptCard } from './ReceiptCard.js';
import { ReturnedCard } from './ReturnedCard.js';
import { UnderwayCard } from './UnderwayCard.js';
import type { DecisionActs } from './useDecisionActs.js';

export interface EarlierProps {
  readonly earlier: readonly DecisionShown[];
  readonly console: ConsoleView;
  readonly offline: boolean;
  readonly acts: DecisionActs;
  /** Every card, and not the first ones alone. */
  readonly all: boolean;
  readonly onAll: () => void;
}

/** Cards drawn at first; the rest on request. */
const FIRST = 8;
const UNDERWAY = 4;
const ORDER: Readonly<Partial<Record<DecisionShown['state'], number>>> = {
  CONFLICTED: 0,
  REFUSED: 1,
  FAILED: 2,
  EXPIRED: 3,
  APPLIED: 5,
};

/**
 * What came back, what is on its way on documents that are not open any more, and what was applied: those that need a
 * choice first, then by time, the latest first. `withoutDocument`: see `foldConsole`.
 */
export function earlierOf(
  decisions: readonly DecisionShown[],
  withoutDocument: readonly DecisionShown[],
): readonly DecisionShown[] {
  const settled = decisions.filter(
    ({ state, replacedBy }) => ORDER[state] !== undefined && (replacedBy === null || state === 'APPLIED'),
  );
  const underway = withoutDocument.filter(({ state }) => ORDER[state] === undefined);
  return [...settled, ...underway].sort(
    (a, b) => placeOf(a) - placeOf(b) || latestFirst(a.settledAt, b.settledAt) || latestFirst(a.id, b.id),
  );
}

function placeOf({ state }: DecisionShown): number {
  return ORDER[state] ?? UNDERWAY;
}

function latestFirst(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? 1 : -1;
}

/** `1 conflicted, 2 failed, 14 applied`. */
export function earlierWords(earlier: readonly DecisionShown[]): string {
  const count = (...states: DecisionShown['state'][]): number =>
    earlier.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count('CONFLICTED'), 'conflicted'],
    [count('FAILED', 'REFUSED'), 'failed'],
    [count('EXPIRED'), 'expired'],
    [count('QUEUED', 'WITHDRAWING', 'ACCEPTED', 'SUBMITTED'), 'on the way'],
    [count('APPLIED'), 'applied'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** The cards of what came back, what has no row any more, and what was applied. */
export function EarlierDecisions({ earlier, console: view, offline, acts, all, onAll }: EarlierProps): ReactElement {
  const drawn = all ? earlier : earlier.slice(0, FIRST);
  if (earlier.length === 0) {
    return (
      <p className="note">Decisions that were applied or came back stand here for 14 days, with their receipts.</p>
    );
  }
  return (
    <>
      {drawn.map((decision) => (
        <Card key={decision.id} {...{ decision, view, offline, acts }} />
      ))}
      {drawn.length < earlier.length && (
        <button type="button" className="lkb" onClick={onAll}>
          {earlier.length - drawn.length} more
        </button>
      )}
    </>
  );
}

interface CardProps {
  readonly decision: DecisionShown;
  readonly view: ConsoleView;
  readonly offline: boolean;
  readonly acts: DecisionActs;
}

function Card({ decision, view, offline, acts }: CardProps): ReactElement {
  if (decision.state === 'APPLIED') return <ReceiptCard decision={decision} />;
  if (decision.state === 'CONFLICTED') return <ConflictCard decision={decision} console={view} acts={acts} />;
  if (placeOf(decision) === UNDERWAY) return <UnderwayCard {...{ decision, offline, acts }} />;
  return <ReturnedCard decision={decision} console={view} acts={acts} />;
}
