import { useCallback, useRef, useState } from 'react';
import { countOf } from '../../domain/wording.js';
import { useAsk } from '../apollo/AskContext.js';
import { takeAnswer } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import type { Issue } from './hygiene.js';
import { ask as askFor, doneSentence, stepsBackTo, type IssueAct, type Step, type StepAnswer } from './issueActs.js';

/** What was done last and how it is taken back. */
export interface LastAct {
  readonly sentence: string;
  /** Null: it was itself an undo. */
  readonly back: readonly Step[] | null;
}

export interface IssueActs {
  /** Issues that wait for the server's answer. */
  readonly busy: ReadonlySet<string>;
  /** Why an issue was left as it is, by its id, until the next act. */
  readonly refused: ReadonlyMap<string, string>;
  /** Why nothing was done; null when something was. */
  readonly problem: string | null;
  readonly last: LastAct | null;
  /** Resolves once the server has answered; one act at a time, in the order they were asked. */
  readonly run: (act: IssueAct, issues: readonly Issue[]) => Promise<void>;
  readonly undo: () => void;
  readonly forgetLast: () => void;
}

interface State {
  readonly busy: ReadonlySet<string>;
  readonly refused: ReadonlyMap<string, string>;
  readonly problem: string | null;
  readonly last: LastAct | null;
}

const OUT_OF_REACH = 'The server is out of reach. Nothing was changed.';
const NOTHING: State = { busy: new Set(), refused: new Map(), problem: null, last: null };

/** Snoozes, dismisses and reopens, says what became of it, and takes the last back. `day` prints a date. */
export function useIssueActs(clientId: string, day: (date: string) => string): IssueActs {
  const send = useAsk();
  const announce = useAnnounce();
  const [state, setState] = useState<State>(NOTHING);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const perform = useCallback(
    async (steps: readonly Step[], sentenceOf: (done: number) => string, back: readonly Step[] | null) => {
      const ids = steps.flatMap(({ issueIds }) => issueIds);
      setState({ ...NOTHING, busy: new Set(ids) });
      const answer = await askAll((step) => askFor(send, clientId, step), steps);
      if (answer.client !== null) {
        const { hygiene, flowband } = answer.client;
        await takeAnswer(clientId, { hygiene, flowband });
      }
      if (answer.refusal !== null) {
        setState({ ...NOTHING, refused: answer.refused, problem: answer.refusal });
        announce(answer.refusal);
        return;
      }
      const done = ids.length - answer.refused.size;
      const left = answer.refused.size === 0 ? '' : ` ${countOf(answer.refused.size, 'issue')} left as before.`;
      const sentence = `${done === 0 ? 'Nothing was changed.' : sentenceOf(done)}${left}`;
      const undoable = back === null || done === 0 ? null : withoutRefused(back, answer.refused);
      setState({ ...NOTHING, refused: answer.refused, last: { sentence, back: undoable } });
      announce(undoable === null ? sentence : `${sentence} Undo with u.`);
    },
    [send, clientId, announce],
  );

  const inTurn = useCallback((work: () => Promise<void>): Promise<void> => {
    queue.current = queue.current.then(work);
    return queue.current;
  }, []);

  const run = useCallback(
    (act: IssueAct, issues: readonly Issue[]): Promise<void> => {
      if (issues.length === 0) return Promise.resolve();
      const step = { act, issueIds: issues.map(({ id }) => id) };
      return inTurn(() => perform([step], (done) => doneSentence(act, done, day), stepsBackTo(issues)));
    },
    [inTurn, perform, day],
  );
  const { last } = state;
  const undo = useCallback(() => {
    const back = last?.back;
    if (back === null || back === undefined) return;
    setState((before) => ({ ...before, last: null }));
    void inTurn(() => perform(back, (done) => `Undone for ${countOf(done, 'issue')}.`, null));
  }, [last, inTurn, perform]);
  const forgetLast = useCallback(() => setState((before) => ({ ...before, last: null })), []);
  return { ...state, run, undo, forgetLast };
}

/** All steps, up to the first that is refused whole. A server out of reach is a refusal in words. */
async function askAll(send: (step: Step) => Promise<StepAnswer>, steps: readonly Step[]): Promise<StepAnswer> {
  const refused = new Map<string, string>();
  let client: StepAnswer['client'] = null;
  try {
    for (const step of steps) {
      const answer = await send(step);
      client = answer.client ?? client;
      for (const [id, why] of answer.refused) refused.set(id, why);
      if (answer.refusal !== null) return { client, refused, refusal: answer.refusal };
    }
    return { client, refused, refusal: null };
  } catch (error) {
    const isOutOfReach = error instanceof TypeError || !(error instanceof Error) || error.message === '';
    return { client, refused, refusal: isOutOfReach ? OUT_OF_REACH : `${error.message} Nothing was changed.` };
  }
}

function withoutRefused(steps: readonly Step[], refused: ReadonlyMap<string, string>): readonly Step[] {
  return steps
    .map(({ act, issueIds }) => ({ act, issueIds: issueIds.filter((id) => !refused.has(id)) }))
    .filter(({ issueIds }) => issueIds.length > 0);
}
