import { useCallback, useState } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { isReady, readyOf, type CheckedDraft } from './checkedDrafts.js';
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

export interface Queue {
  readonly run: () => void;
  /** Why nothing of the selection was queued; null where that was not asked since it changed. */
  readonly inVain: string | null;
}

/** Queues what is ready of the selection. What is not ready, or not kept, stays selected. */
export function useQueue({ clientId, view, drafts, drop, decisions, acts, held }: Queueing): Queue {
  const announce = useAnnounce();
  const [asked, ask] = useState<Queueing['drafts'] | null>(null);
  const inVain = noneReady(drafts, held);
  const run = useCallback(() => {
    if (inVain !== null) {
      ask(drafts);
      return announce(inVain);
    }
    const ready = [...drafts.values()].filter((checked) => isReady(checked, held !== null));
    const taken = new Set(ready.map(({ draft }) => draft.documentKey));
    // Decided anew, what the server refused is done with: kept, it would hold back what takes its place.
    const refused = decisions.filter(({ state, documentKey }) => state === 'REFUSED' && taken.has(documentKey));
    void acts.queue(ready.map((draft) => decisionOf(clientId, view, draft))).then((kept) => {
      if (!kept) return;
      drop(taken);
      if (refused.length > 0) void acts.letGo(refused.map(({ id }) => id));
    });
  }, [drafts, drop, decisions, acts, clientId, view, held, inVain, announce]);
  return { run, inVain: asked === drafts ? inVain : null };
}

/** Null where something is ready, or nothing selected. */
function noneReady(drafts: Queueing['drafts'], held: Held | null): string | null {
  if (drafts.size === 0 || readyOf(drafts, held !== null) > 0) return null;
  if (held !== null) return `${held.since} ${wayWords(held.way)}`;
  return `None is ready: ${drafts.size} not ready. What is missing stands in each row.`;
}
