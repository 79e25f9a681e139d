import { useCallback, useState } from 'react';
import { forgetLost } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';

export interface Noting {
  /** To be called only where the words of the loss are shown: what is noted is told nowhere again. */
  readonly note: () => void;
  /** Why it was not kept that it was noted; null when it was. Said already to people who listen. */
  readonly problem: string | null;
  readonly close: () => void;
}

/** Takes note of a loss; why that was not kept is shown and said: the line stays, and a press that does nothing is no answer. */
export function useNoting(): Noting {
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
