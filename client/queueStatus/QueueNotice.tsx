import CircleAlert from 'lucide-react/icons/circle-alert';
import Inbox from 'lucide-react/icons/inbox';
import { useSyncExternalStore, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useDevice, useOutbox, type OutboxView } from '../offline/index.js';
import { showTray } from '../tray/trayOpen.js';
import { useLasting } from '../ui/useLasting.js';
import type { QueueWords } from './queueWords.js';

/** A server that is started anew is back by then: the page does not move down and up for it. */
const HELD_UP_AFTER_MS = 5_000;

export interface QueueNoticeProps {
  readonly words: QueueWords;
  readonly onNote: () => void;
}

/**
 * At the head of a page whose side has no room for words: what was lost, cannot be kept, needs a choice or is held up, and
 * why. With no connection the offline bar says it there, but for a loss, which is noted beside its words.
 */
export function QueueNotice({ words, onNote }: QueueNoticeProps): ReactElement | null {
  const { lostItems, phase } = useOutbox();
  const isOffline = useDevice().offlineSince !== null;
  const isHeldUp = useLasting(isHeld(phase), HELD_UP_AFTER_MS);
  const place = useSyncExternalStore(neverMoves, noticesPlace);
  const isLost = lostItems > 0;
  const isTold = isLost || (!isOffline && (words.isLoud || words.needsAChoice || isHeldUp));
  if (place === null || !isTold) return null;
  const Icon = words.isLoud ? CircleAlert : Inbox;
  return createPortal(
    <div className="offbar notice">
      <Icon size={17} aria-hidden="true" />
      <div>
        <b>{words.what}</b>
        {words.why !== null && <span>{words.why}</span>}
      </div>
      <button type="button" className="btn s" onClick={isLost ? onNote : () => showTray(true)}>
        {isLost ? 'Noted' : 'Open the tray'}
      </button>
    </div>,
    place,
  );
}

/** Not sent, though there is a connection. */
function isHeld(phase: OutboxView['phase']): boolean {
  return phase === 'pausing' || phase === 'needsSignIn' || phase === 'needsUpdate';
}

/** Where the shell has its notices: below the offline bar, above the page. Null before it is drawn. */
function noticesPlace(): HTMLElement | null {
  return document.getElementById('notices');
}

function neverMoves(): () => void {
  return () => undefined;
}
