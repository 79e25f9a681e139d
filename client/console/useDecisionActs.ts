import { useCallback, useEffect, useRef, useState } from 'react';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { countOf } from '../../domain/wording.js';
import { enqueue, letGo, withdraw, type Saved } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { stillBack } from './undoWords.js';

/** What was done last: queueing, which can be taken back, or taking back. */
export interface LastDone {
  /** What was queued, in words; null where these were taken back, as far as they could be. */
  readonly queued: string | null;
  readonly ids: readonly string[];
  /** Whether any of them waits before it is done: on this device, or to be sent. */
  readonly hasTime: boolean;
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
  readonly forgetProblem: () => void;
  /**
   * Something is being saved: another act does nothing. Buttons say so and stay where the focus is; one that is disabled loses
   * a keyboard its place.
   */
  readonly busy: boolean;
}

/** Queues decisions and takes them back. `decisions`: the client's, as they are now. */
export function useDecisionActs(offline: boolean, decisions: readonly DecisionShown[]): DecisionActs {
  const announce = useAnnounce();
  const [last, setLast] = useState<LastDone | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const latest = useRef(decisions);
  useEffect(() => {
    latest.current = decisions;
  });

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
        if (done !== null) setLast(done);
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
      const queued = offline ? `${count} saved on this device.` : `${count} queued.`;
      const hasTime = offline || decisions.some(({ kind }) => kind === 'RECORD_PAYMENT' || kind === 'REMIND');
      return run(() => enqueue(operations), { queued, ids: decisions.map(({ id }) => id), hasTime });
    },
    [offline, run],
  );
  const takeBack = useCallback(
    async (ids: readonly string[]): Promise<void> => {
      const back = stillBack(ids, latest.current);
      const done = { queued: null, ids, hasTime: false };
      if (back.length > 0) await run(() => withdraw(back), done);
      else if (ids.length > 0) setLast(done);
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
    if (last === null || last.queued === null) return;
    setLast(null);
    void takeBack(last.ids);
  }, [last, takeBack]);
  const forgetLast = useCallback(() => setLast(null), []);
  const forgetProblem = useCallback(() => setProblem(null), []);
  return { queue, withdraw: takeBack, letGo: drop, undo, last, forgetLast, problem, forgetProblem, busy };
}
