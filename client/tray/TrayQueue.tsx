import type { ReactElement } from 'react';
import { useOutbox } from '../offline/index.js';
import { useNoting } from '../queueStatus/useNoting.js';
import { useQueueWords } from '../queueStatus/useQueueWords.js';
import { useWorthALine } from '../queueStatus/useWorthALine.js';

/** In the head of the tray: what waits on this device, since when and why; a loss, with the button that notes it. */
export function TrayQueue(): ReactElement | null {
  const line = useWorthALine(useQueueWords('inTray'));
  const isLost = useOutbox().lostItems > 0;
  const { note, problem } = useNoting();
  if (line === null) return null;
  return (
    <div className={line.isLoud ? 'tqueue loud' : 'tqueue'}>
      <p>
        <b>{line.what}</b>
        {line.why !== null && <span>{line.why}</span>}
        {problem !== null && <span className="tproblem">{problem}</span>}
      </p>
      {isLost && (
        <button type="button" className="btn s" onClick={note}>
          Noted
        </button>
      )}
    </div>
  );
}
