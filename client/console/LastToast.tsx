import { useEffect, type ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { stillBack, undoWords } from './undoWords.js';
import type { LastDone } from './useDecisionActs.js';

export interface LastToastProps {
  readonly last: LastDone;
  /** The client's, as they are now. */
  readonly decisions: readonly DecisionShown[];
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** What was done last, with the way back for as long as there is one; of an undo, what has become of it by now. */
export function LastToast({ last, decisions, onUndo, onClose }: LastToastProps): ReactElement {
  const announce = useAnnounce();
  const message = last.queued ?? undoWords(last.ids, decisions);
  const canUndo = last.queued !== null && stillBack(last.ids, decisions).length > 0;
  const said = last.queued !== null && last.hasTime ? `${message} Undo with u.` : message;
  useEffect(() => announce(said), [announce, said]);
  return (
    <Toast
      message={message}
      isSaid
      onClose={onClose}
      {...(canUndo ? { action: { label: 'Undo', run: onUndo } } : {})}
    />
  );
}
