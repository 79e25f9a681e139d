import { useCallback } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { isReady, type CheckedDraft } from './checkedDrafts.js';
import type { ConsoleView } from './console.js';
import { wayWords } from './heldFigures.js';
import { decisionOf } from './newDecision.js';
import type { DecisionActs } from './useDecisionActs.js';
import type { Held } from './useHeld.js';

export interface Queueing {
  readonly clientId: string;
  readonly view: ConsoleView;
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  /** Takes drafts out of the selection, by their documents. */
  readonly drop: (keys: Iterable<string>) => void;
  /** The client's, as they are now. */
  readonly decisions: readonly DecisionShown[];
  readonly acts: DecisionActs;
  /** Why only what came back is put away; null where all is queued. */
  readonly held: Held | null;
}

/** Queues what is ready of the selection. What is not ready, or not kept, stays selected. */
export function useQueue({ clientId, view, drafts, drop, decisions, acts, held }: Queueing): () => void {
  const announce = useAnnounce();
  return useCallback(() => {
    const ready = [...drafts.values()].filter((checked) => isReady(checked, held !== null));
    if (held !== null && ready.length === 0) return announce(`${held.since} ${wayWords(held.way)}`);
    const taken = new Set(ready.map(({ draft }) => draft.documentKey));
    // Decided anew, what the server refused is done with: kept, it would hold back what takes its place.
    const refused = decisions.filter(({ state, documentKey }) => state === 'REFUSED' && taken.has(documentKey));
    void acts.queue(ready.map((draft) => decisionOf(clientId, view, draft))).then((kept) => {
      if (!kept) return;
      drop(taken);
      if (refused.length > 0) void acts.letGo(refused.map(({ id }) => id));
    });
  }, [drafts, drop, decisions, acts, clientId, view, held, announce]);
}
