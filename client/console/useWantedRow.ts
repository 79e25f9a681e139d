import { useEffect } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { kindOf, nameOf, type ConsoleView, type DocumentKind } from './console.js';
import type { WantedDecision } from './useWantedDecision.js';

export interface WantedRowOptions {
  readonly wanted: WantedDecision;
  /** The client's decisions that have no card: they stand in their rows. */
  readonly inRows: readonly DecisionShown[];
  readonly view: ConsoleView;
  /** Shows a document's row, and gives it the focus; whether it is there by now. */
  readonly goTo: (kind: DocumentKind, documentKey: string) => boolean;
}

/**
 * Leads to the row of a decision that the address names; those with a card are led to there. What was undone has neither
 * once its document is not open any more: that is said, and the address forgets it.
 */
export function useWantedRow({ wanted, inRows, view, goTo }: WantedRowOptions): void {
  const announce = useAnnounce();
  const { id, shown } = wanted;
  const decision = id === null ? undefined : inRows.find((one) => one.id === id);
  const key = decision?.documentKey ?? null;
  const gone = decision === undefined || isListed(view, decision) ? null : goneWords(view, decision);
  useEffect(() => {
    if (key === null) return undefined;
    if (gone !== null) {
      announce(gone);
      shown();
      return undefined;
    }
    // A sheet that was over the page has given its focus back by then.
    const frame = requestAnimationFrame(() => {
      if (goTo(kindOf(key), key)) shown();
    });
    return () => cancelAnimationFrame(frame);
  }, [key, gone, goTo, shown, announce]);
}

/** Of very many open documents not all are listed: what is not may be open all the same. */
function goneWords({ more }: ConsoleView, decision: DecisionShown): string {
  return `${nameOf(decision)} is not ${more > 0 ? 'listed here' : 'open any more'}.`;
}

function isListed({ bills, invoices }: ConsoleView, { documentKey }: DecisionShown): boolean {
  return [bills, invoices].some((documents) => documents.some(({ key }) => key === documentKey));
}
