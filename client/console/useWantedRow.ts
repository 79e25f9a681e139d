import { useEffect } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { kindOf, type DocumentKind } from './console.js';
import type { WantedDecision } from './useWantedDecision.js';

export interface WantedRowOptions {
  readonly wanted: WantedDecision;
  /** The client's decisions that have no card: they stand in their rows. */
  readonly inRows: readonly DecisionShown[];
  /** Shows a document's row, and gives it the focus; whether it is there by now. */
  readonly goTo: (kind: DocumentKind, documentKey: string) => boolean;
}

/** Leads to the row of a decision that the address names; those with a card are led to there. */
export function useWantedRow({ wanted, inRows, goTo }: WantedRowOptions): void {
  const { id, shown } = wanted;
  const key = inRows.find((decision) => decision.id === id)?.documentKey ?? null;
  useEffect(() => {
    if (key === null) return undefined;
    // A sheet that was over the page has given its focus back by then.
    const frame = requestAnimationFrame(() => {
      if (goTo(kindOf(key), key)) shown();
    });
    return () => cancelAnimationFrame(frame);
  }, [key, goTo, shown]);
}
