import type { ReactElement } from 'react';
import { useOutbox } from '../offline/index.js';
import { showTray } from '../tray/trayOpen.js';
import { useQueueWords } from './useQueueWords.js';

/**
 * In the offline bar: how many decisions are on this device, and what becomes of them. `otherwise`: while none is, and for
 * a loss, which is told where it is noted.
 */
export function QueueAside({ otherwise }: { otherwise: ReactElement }): ReactElement {
  const words = useQueueWords();
  const isLost = useOutbox().lostItems > 0;
  if (words === null || isLost) return otherwise;
  return (
    <>
      <b>
        <button type="button" className="offopen" onClick={() => showTray(true)}>
          {words.what}
          <span className="vh">, open the decision tray</span>
        </button>
      </b>
      <span>{words.isLoud || words.needsAChoice ? words.why : 'they go out once, in order, when online'}</span>
    </>
  );
}
