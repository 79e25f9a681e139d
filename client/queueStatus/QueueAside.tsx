import type { ReactElement } from 'react';
import { showTray } from '../tray/trayOpen.js';
import { useQueueWords } from './useQueueWords.js';

/** In the offline bar: how many decisions are on this device, and what becomes of them. `otherwise`: while none is. */
export function QueueAside({ otherwise }: { otherwise: ReactElement }): ReactElement {
  const words = useQueueWords();
  if (words === null) return otherwise;
  return (
    <>
      <b>
        <button type="button" className="offopen" onClick={() => showTray(true)}>
          {words.what}
          <span className="vh">, open the decision tray</span>
        </button>
      </b>
      <span>{words.isLoud ? words.why : 'they go out once, in order, when online'}</span>
    </>
  );
}
