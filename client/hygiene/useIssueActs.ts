import { useCallback, useMemo, useRef, useState } from 'react';
import { countOf } from '../../domain/wording.js';
import type { QueuedOperation } from '../../domain/operations/operation.js';
import { enqueue, letGo, useDevice, useOutbox } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import type { Issue } from './hygiene.js';
import { doneSentence, operationsOf, stepsBackTo, type IssueAct, type Step } from './issueActs.js';

/** What was done last and how it is taken back. */
export interface LastAct {
  readonly sentence: string;
  /** Null: it was itself an undo. */
  readonly back: readonly Step[] | null;
}

export interface IssueActs {
  /** Why an issue was left as it is, by its id, until a person has taken note or decided anew. */
  readonly refused: ReadonlyMap<string, string>;
  /** Why nothing was kept on this device; null when it was. */
  readonly problem: string | null;
  readonly last: LastAct | null;
  /** Resolves once it is saved on this device; one act at a time, in the order they were asked. */
  readonly run: (act: IssueAct, issues: readonly Issue[]) => Promise<void>;
  readonly undo: () => void;
  readonly forgetLast: () => void;
  /** Lets go of what was refused for this client's issues. */
  readonly noteRefused: () => void;
}

interface State {
  readonly problem: string | null;
  readonly last: LastAct | null;
}

const NOTHING: State = { problem: null, last: null };

/**
 * Snoozes, dismisses and reopens as operations of the queue: shown at once, sent when online, with or without a network
 * alike. The reverse operation takes the last back. `issues`: all as they stand; `day` prints a date.
 */
export function useIssueActs(clientId: string, issues: readonly Issue[], day: (date: string) => string): IssueActs {
  const announce = useAnnounce();
  const { offlineSince } = useDevice();
  const [state, setState] = useState<State>(NOTHING);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const refusedHere = useRefused(clientId);
  const refused = useMemo(() => messagesOf(refusedHere, issues), [refusedHere, issues]);
  const saved = offlineSince === null ? '' : ' Saved on this device.';

  const perform = useCallback(
    async (steps: readonly Step[], done: string, back: readonly Step[] | null) => {
      const made = steps.flatMap((step) => operationsOf(clientId, step));
      const answer = await enqueue(made);
      if (!answer.kept) {
        setState({ ...NOTHING, problem: answer.message });
        announce(answer.message);
        return;
      }
      const sentence = `${done}${saved}`;
      setState({ ...NOTHING, last: { sentence, back } });
      announce(back === null ? sentence : `${sentence} Undo with u.`);
      // What was refused before of these issues has been decided anew.
      await release(refusedHere, new Set(made.flatMap(({ issueIds }) => issueIds)));
    },
    [clientId, announce, saved, refusedHere],
  );
  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    queue.current = queue.current.then(work);
    return queue.current;
  }, []);
  const run = useCallback(
    (act: IssueAct, issues: readonly Issue[]): Promise<void> => {
      if (issues.length === 0) return Promise.resolve();
      const step = { act, issueIds: issues.map(({ id }) => id) };
      return inTurn(() => perform([step], doneSentence(act, issues.length, day), stepsBackTo(issues)));
    },
    [inTurn, perform, day],
  );
  const { last } = state;
  const undo = useCallback(() => {
    const back = last?.back;
    if (back === null || back === undefined) return;
    setState((before) => ({ ...before, last: null }));
    const count = back.reduce((sum, { issueIds }) => sum + issueIds.length, 0);
    void inTurn(() => perform(back, `Undone for ${countOf(count, 'issue')}.`, null));
  }, [last, inTurn, perform]);
  const forgetLast = useCallback(() => setState((before) => ({ ...before, last: null })), []);
  const noteRefused = useCallback(() => void letGo(refusedHere.map(({ operation }) => operation.id)), [refusedHere]);
  return { ...state, refused, run, undo, forgetLast, noteRefused };
}

/** Operations on this client's issues that the server refused, in their order. */
function useRefused(clientId: string): readonly QueuedOperation[] {
  const { refused } = useOutbox();
  return useMemo(
    () => refused.filter(({ operation }) => operation.clientId === clientId && 'issueIds' in operation),
    [refused, clientId],
  );
}

const ASKED_STATE = { SNOOZE_ISSUES: 'SNOOZED', DISMISS_ISSUES: 'DISMISSED', REOPEN_ISSUES: 'OPEN' } as const;

/**
 * By issue, why it is as it was: what was refused last. An operation on several is refused when one of them is; those that
 * stand as they were asked to did come through.
 */
function messagesOf(refused: readonly QueuedOperation[], issues: readonly Issue[]): ReadonlyMap<string, string> {
  const states = new Map(issues.map(({ id, state }) => [id, state]));
  return new Map(
    refused.flatMap(({ operation, refusal }) => {
      if (!('issueIds' in operation)) return [];
      const left = operation.issueIds.filter((id) => states.get(id) !== ASKED_STATE[operation.name]);
      return left.map((id) => [id, refusal?.message ?? 'It was refused.'] as const);
    }),
  );
}

async function release(refused: readonly QueuedOperation[], issueIds: ReadonlySet<string>): Promise<void> {
  const over = refused.filter(
    ({ operation }) => 'issueIds' in operation && operation.issueIds.every((id) => issueIds.has(id)),
  );
  if (over.length > 0) await letGo(over.map(({ operation }) => operation.id));
}
