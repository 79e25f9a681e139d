import { useEffect, useRef } from 'react';

/** A burst of reasons is one more question: never two at a time, and a pause between. */
const PAUSE_MS = 500;

/** Does the work when `reason` becomes another (null: none), never twice at a time; what comes meanwhile is one more time. */
export function useGathered(work: () => Promise<void>, reason: string | null): void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  const state = useRef({ running: false, again: false, stopped: false });
  useEffect(() => {
    const here = state.current;
    here.stopped = false;
    return () => {
      here.stopped = true;
    };
  }, []);
  useEffect(() => {
    if (reason === null) return;
    const here = state.current;
    if (here.running) {
      here.again = true;
      return;
    }
    const run = async (): Promise<void> => {
      here.running = true;
      do {
        here.again = false;
        await latest.current();
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } while (here.again && !here.stopped);
      here.running = false;
    };
    void run();
  }, [reason]);
}
