import { useCallback, useRef, useState } from 'react';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import { countOf } from '../../domain/wording.js';
import { enqueue, letGo, withdraw, type Saved } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';

/** What was done last, and what takes it back. */
export interface LastDone {
  readonly sentence: string;
  /** The decisions that `u` takes back; empty for an undo itself. */
  readonly ids: readonly string[];
}

export interface DecisionActs {
  /** Keeps these on the device, to be sent; resolves to whether they are kept. What is not kept stays selected. */
  readonly queue: (decisions: readonly DecisionDraft[]) => Promise<boolean>;
  readonly withdraw: (ids: readonly string[]) => Promise<void>;
  /** A refused operation is looked at no more. */
  readonly letGo: (ids: readonly string[]) => Promise<void>;
  readonly undo: () => void;
  readonly last: LastDone | null;
  readonly forgetLast: () => void;
  /** Why the device did not keep it, in words; null when it did. */
  readonly problem: string | null;
  readonly busy: boolean;
}

/** Queues decisions, takes them back, and says what became of it. */
export function useDecisionActs(offline: boolean): DecisionActs {
  const announce = useAnnounce();
  const [last, setLast] = useState<LastDone | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);

  const run = useCallback(
    async (act: () => Promise<Saved>, done: LastDone | null): Promise<boolean> => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      const saved = await act().finally(() => {
        running.current = false;
        setBusy(false);
      });
      if (saved.kept) {
        setProblem(null);
        if (done !== null) {
          setLast(done);
          announce(done.ids.length > 0 ? `${done.sentence} Undo with u.` : done.sentence);
        }
        return true;
      }
      setProblem(saved.message);
      announce(saved.message);
      return false;
    },
    [announce],
  );
  const queue = useCallback(
    (decisions: readonly DecisionDraft[]) => {
      if (decisions.length === 0) return Promise.resolve(false);
      const operations = decisions.map((decision) => ({
        ...{ name: 'SUBMIT_DECISION' as const, id: decision.id, clientId: decision.clientId, decision },
      }));
      const count = countOf(decisions.length, 'decision');
      const sentence = offline ? `${count} saved on this device.` : `${count} queued.`;
      return run(() => enqueue(operations), { sentence, ids: decisions.map(({ id }) => id) });
    },
    [offline, run],
  );
  const takeBack = useCallback(
    async (ids: readonly string[]): Promise<void> => {
      const done = { sentence: `${countOf(ids.length, 'decision')} undone.`, ids: [] };
      if (ids.length > 0) await run(() => withdraw(ids), done);
    },
    [run],
  );
  const drop = useCallback(
    async (ids: readonly string[]): Promise<void> => {
      await run(() => letGo(ids), null);
    },
    [run],
  );
  const undo = useCallback(() => {
    if (last === null || last.ids.length === 0) return;
    setLast(null);
    void takeBack(last.ids);
  }, [last, takeBack]);
  const forgetLast = useCallback(() => setLast(null), []);
  return { queue, withdraw: takeBack, letGo: drop, undo, last, forgetLast, problem, busy };
}
