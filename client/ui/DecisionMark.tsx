import type { ReactElement } from 'react';
import type { DecisionState } from '../../domain/decision/decision.js';

/** Where a decision is: before the server (`DRAFT`, `QUEUED`, `WITHDRAWING`, `REFUSED`), and on it. */
export type DecisionMarkState = 'DRAFT' | 'QUEUED' | 'WITHDRAWING' | 'REFUSED' | DecisionState;

/** The word of each state on screen. */
export const DECISION_STATE_WORDS: Readonly<Record<DecisionMarkState, string>> = {
  DRAFT: 'Selected',
  QUEUED: 'Queued',
  WITHDRAWING: 'Being undone',
  REFUSED: 'Refused',
  ACCEPTED: 'Accepted',
  SUBMITTED: 'Submitted',
  APPLIED: 'Applied',
  CONFLICTED: 'Conflicted',
  FAILED: 'Failed',
  EXPIRED: 'Expired',
  WITHDRAWN: 'Withdrawn',
};

const RING = <circle cx="8" cy="8" r="5.8" fill="none" stroke="var(--ink)" strokeWidth="2" />;
const CROSSED = (
  <>
    <circle cx="8" cy="8" r="5.8" fill="none" stroke="var(--text)" strokeWidth="1.8" />
    <path d="m6 6 4 4M10 6l-4 4" stroke="var(--text)" strokeWidth="1.7" strokeLinecap="round" />
  </>
);

const SHAPES: Readonly<Record<DecisionMarkState, ReactElement | null>> = {
  DRAFT: (
    <rect
      {...{ x: 2.4, y: 2.4, width: 11.2, height: 11.2, rx: 2 }}
      fill="none"
      stroke="var(--ink)"
      strokeWidth="1.8"
      strokeDasharray="2.6 2"
    />
  ),
  QUEUED: RING,
  WITHDRAWING: RING,
  ACCEPTED: RING,
  SUBMITTED: (
    <>
      {RING}
      <path d="M8 2.2a5.8 5.8 0 0 1 0 11.6z" fill="var(--ink)" />
    </>
  ),
  APPLIED: (
    <>
      <circle cx="8" cy="8" r="6.8" fill="var(--text)" />
      <path
        d="m4.9 8.2 2.1 2.1 4.2-4.5"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  CONFLICTED: (
    <>
      <path d="M7 1.2v13.6L.8 8z" fill="var(--ink)" />
      <path d="M9 1.9 14.6 8 9 14.1z" fill="none" stroke="var(--text)" strokeWidth="1.6" strokeLinejoin="round" />
    </>
  ),
  FAILED: CROSSED,
  REFUSED: CROSSED,
  EXPIRED: (
    <>
      {RING}
      <path d="M8 4.8V8l2.2 1.6" fill="none" stroke="var(--ink)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  WITHDRAWN: null,
};

/** Ink until QuickBooks has it, black from then on. */
const INK: ReadonlySet<DecisionMarkState> = new Set([
  'DRAFT',
  'QUEUED',
  'WITHDRAWING',
  'ACCEPTED',
  'SUBMITTED',
  'CONFLICTED',
  'EXPIRED',
]);

export interface DecisionMarkProps {
  readonly state: DecisionMarkState;
  /** In place of the state's own word. */
  readonly word?: string;
  readonly size?: 12 | 13 | 14 | 15;
  /** Only where the word stands beside it: it is then kept for assistive technology. */
  readonly wordHidden?: boolean;
}

/** Where a decision is, by shape and word; withdrawn is struck text without a shape. */
export function DecisionMark({ state, word, size = 14, wordHidden = false }: DecisionMarkProps): ReactElement {
  const shape = SHAPES[state];
  return (
    <span className={INK.has(state) ? 'dmark ink' : 'dmark'} data-state={state}>
      {shape !== null && (
        <svg className="mk" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
          {shape}
        </svg>
      )}
      <span className={wordHidden ? 'vh' : undefined}>{word ?? DECISION_STATE_WORDS[state]}</span>
    </span>
  );
}
