import CircleAlert from 'lucide-react/icons/circle-alert';
import Inbox from 'lucide-react/icons/inbox';
import { useEffect, useRef, type ReactElement } from 'react';
import { useOutbox } from '../offline/index.js';
import { showTray } from '../tray/trayOpen.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { useMedia } from '../ui/useMedia.js';
import { QueueNotice } from './QueueNotice.js';
import { inOneSentence, type QueueWords } from './queueWords.js';
import { useNoting } from './useNoting.js';
import { useOfflineSaid } from './useOfflineSaid.js';
import { useQueueWords } from './useQueueWords.js';
import { useWorthALine } from './useWorthALine.js';

/** Screens whose side has room for an icon only, as the styles have it; a phone has not even that. */
const NARROW = '(max-width: 1100px)';

/**
 * What waits on this device, since when and why; nothing while there is nothing to say. Opens the tray; notes a loss where
 * its words are beside the button.
 */
export function QueueStatus(): ReactElement | null {
  const words = useQueueWords();
  const line = useWorthALine(words);
  const isLost = useOutbox().lostItems > 0;
  const isNarrow = useMedia(NARROW);
  const { note, problem, close } = useNoting();
  useSaid(words);
  useOfflineSaid();
  if (line === null) return null;
  const isNoted = isLost && !isNarrow;
  const Icon = line.isLoud ? CircleAlert : Inbox;
  return (
    <>
      <button
        type="button"
        className={line.isLoud ? 'sync queueline loud' : 'sync queueline'}
        onClick={isNoted ? note : () => showTray(true)}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
        {isNarrow ? <span className="vh">{inOneSentence(line)}</span> : <Words line={line} isNoted={isNoted} />}
        <span className="vh">{isNoted ? ', take note' : ', open the decision tray'}</span>
      </button>
      {isNarrow && <QueueNotice words={line} onNote={note} />}
      {problem !== null && <Toast message={problem} onClose={close} isSaid />}
    </>
  );
}

function Words({ line, isNoted }: { line: QueueWords; isNoted: boolean }): ReactElement {
  return (
    <span>
      <b>{line.what}</b>
      {line.why !== null && <span>{line.why}</span>}
      {isNoted && <span className="queuenoted">Noted</span>}
    </span>
  );
}

/** Said politely when the queue takes another turn; not at each act, and not as the count goes down. */
function useSaid(words: QueueWords | null): void {
  const announce = useAnnounce();
  const { phase, refused, lostItems } = useOutbox();
  const turn = words === null ? '' : lostItems > 0 ? 'lost' : refused.length > 0 ? 'refused' : turnOf(phase);
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  const said = useRef('');
  useEffect(() => {
    const before = said.current;
    said.current = turn;
    const now = latest.current;
    // The usual way through is not news: it is said with the act.
    if (turn === before || now === null || turn === 'under way') return;
    announce(now.why === null ? `${now.what}.` : inOneSentence(now));
  }, [turn, announce]);
}

function turnOf(phase: ReturnType<typeof useOutbox>['phase']): string {
  return phase === 'resting' || phase === 'draining' ? 'under way' : phase;
}
