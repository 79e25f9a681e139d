import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';

/** Said to people who listen; shown nowhere. */
export type Announce = (sentence: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says a sentence politely, after what is being read. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}

/** Holds the one polite live region of the app. */
export function LiveRegion({ children }: { children: ReactNode }): ReactElement {
  const [sentence, setSentence] = useState('');
  const turn = useRef(false);
  const announce = useCallback((text: string) => {
    // The same sentence twice must change the text, or it is not read again.
    turn.current = !turn.current;
    setSentence(turn.current ? text : `${text}\u00a0`);
  }, []);
  const value = useMemo(() => announce, [announce]);
  return (
    <AnnounceContext value={value}>
      {children}
      <div className="vh" role="status" aria-live="polite">
        {sentence}
      </div>
    </AnnounceContext>
  );
}
