import { createContext, useCallback, useContext, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

const ID = 'said';

/** Said to people who listen; shown nowhere. */
export type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says a sentence politely, after what is being read. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/**
 * Holds the one polite live region of the app. It is at the end of the body in a `slot`, to which `aria-hidden` may not be
 * given: a sheet hides all other that is beside it, and what is said in the hidden page is heard by nobody.
 */
export function LiveRegion({ children }: { children: ReactNode }): ReactElement {
  const [sentence, setSentence] = useState('');
  const turn = useRef(false);
  const announce = useCallback((text: string) => {
    // The same sentence twice must change the text, or it is not read again.
    turn.current = !turn.current;
    // VoiceOver leaves out what is outside of a modal sheet, hidden or not: it is made a part of the one on top.
    [...document.querySelectorAll('[aria-modal="true"]')].at(-1)?.setAttribute('aria-owns', ID);
    setSentence(turn.current ? text : `${text}\u00a0`);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      {createPortal(
        <slot>
          <div id={ID} className="vh" role="status" aria-live="polite">
            {sentence}
          </div>
        </slot>,
        document.body,
      )}
    </AnnounceContext>
  );
}
