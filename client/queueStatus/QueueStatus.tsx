import CircleAlert from 'lucide-react/icons/circle-alert';
import Inbox from 'lucide-react/icons/inbox';
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { forgetLost, useOutbox } from '../offline/index.js';
import { showTray } from '../tray/trayOpen.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { useLasting } from '../ui/useLasting.js';
import type { QueueWords } from './queueWords.js';
import { useQueueWords } from './useQueueWords.js';

/** What is sent at once is not worth a line that comes and goes. */
const SHOWN_AFTER_MS = 1_500;

/** What waits on this device, since when and why; nothing while there is nothing to say. Opens the tray. */
export function QueueStatus(): ReactElement | null {
  const words = useQueueWords();
  const isCalm = words === null || (!words.isLoud && !words.needsAChoice);
  const isLost = useOutbox().lostItems > 0;
  const lasts = useLasting(words !== null && isCalm, SHOWN_AFTER_MS);
  const { note, problem, close } = useNoting();
  useSaid(words);
  if (words === null || (isCalm && !lasts)) return null;
  const Icon = words.isLoud ? CircleAlert : Inbox;
  return (
    <>
      <button
        type="button"
        className={words.isLoud ? 'sync queueline loud' : 'sync queueline'}
        onClick={() => (isLost ? note() : showTray(true))}
      >
        <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
        <span className="widetext">
          <b>{words.what}</b>
          {words.why !== null && <span>{words.why}</span>}
          {isLost && <span className="queuenoted">Noted</span>}
        </span>
        <span className="vh">{isLost ? ', take note' : ', open the decision tray'}</span>
      </button>
      {problem !== null && <Toast message={problem} onClose={close} isSaid />}
    </>
  );
}

/** Takes note of a loss; why that was not kept is shown and said: the line stays, and a press that does nothing is no answer. */
function useNoting(): { note: () => void; problem: string | null; close: () => void } {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const note = (): void => {
    void forgetLost().then((saved) => {
      setProblem(saved.kept ? null : saved.message);
      if (!saved.kept) announce(saved.message);
    });
  };
  return { note, problem, close: useCallback(() => setProblem(null), []) };
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
    announce(now.why === null ? `${now.what}.` : `${now.what}: ${now.why}`);
  }, [turn, announce]);
}

function turnOf(phase: ReturnType<typeof useOutbox>['phase']): string {
  return phase === 'resting' || phase === 'draining' ? 'under way' : phase;
}
