import { useCallback, useRef, useState } from 'react';
import { useAsk } from '../apollo/AskContext.js';
import { takeAnswer } from '../offline/index.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { usePrinting, type Printing } from '../digest/reading.js';
import { spoken } from '../flowband/spoken.js';
import { askFor, backFrom, doneSentence, placeOf, type ForecastAct } from './forecastActs.js';
import type { ForecastView } from './forecastParts.js';

/**
 * What was done last, and what takes it back; null: it was itself an undo. Of an undo that was not done: why, and the same
 * again where the server was out of reach.
 */
export interface LastChange {
  readonly sentence: string;
  readonly back: ForecastAct | null;
}

export interface ForecastActs {
  /** Acts wait for the server's answer. */
  readonly busy: boolean;
  /** Why an act was not done, and at which place it was asked for; null when it was. */
  readonly problem: { readonly place: string; readonly sentence: string } | null;
  readonly last: LastChange | null;
  /** Resolves to whether it was done; one act at a time, in the order they were asked. */
  readonly run: (act: ForecastAct) => Promise<boolean>;
  readonly undo: () => void;
  readonly forgetLast: () => void;
}

type State = Pick<ForecastActs, 'busy' | 'problem' | 'last'>;

const NOTHING: State = { busy: false, problem: null, last: null };
const OUT_OF_REACH = 'The server is out of reach. Nothing was changed.';

/** What acts are done to, and said of. */
export interface ActedForecast {
  readonly clientId: string;
  /** As the server told it. */
  readonly forecast: ForecastView;
  readonly offline: boolean;
  /** A forecast as it is shown: with what is on its way. */
  readonly countIn: (forecast: ForecastView) => ForecastView;
}

/** Changes a client's forecast, says what became of it, and takes the last change back. */
export function useForecastActs({ clientId, forecast, offline, countIn }: ActedForecast): ForecastActs {
  const send = useAsk();
  const announce = useAnnounce();
  const print = usePrinting();
  const [state, setState] = useState<State>(NOTHING);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const perform = async (act: ForecastAct, back: ForecastAct | null): Promise<boolean> => {
    setState({ ...NOTHING, busy: true });
    const refuse = (sentence: string, again: ForecastAct | null = act): false => {
      // Where an undo was asked for is the toast: what it is about may be gone from the page, or folded away.
      const said = back === null ? { last: { sentence, back: again } } : { problem: { place: placeOf(act), sentence } };
      setState({ ...NOTHING, ...said });
      announce(sentence);
      return false;
    };
    if (offline) return refuse('The forecast is changed when online. Nothing was changed.');
    try {
      const { client, refusal } = await askFor(send, clientId, act);
      if (refusal !== null) return refuse(refusal.message, null);
      if (client !== null) {
        const { hygiene, flowband, forecast: now } = client;
        await takeAnswer(clientId, { hygiene, flowband, forecast: now });
        announce(
          `${doneSentence(act, print.day)} ${lowPointSentence(now, countIn, print)}${back === null ? '' : ' Undo with u.'}`,
        );
      }
      setState({ ...NOTHING, last: { sentence: doneSentence(act, print.day), back } });
      return true;
    } catch (error) {
      return refuse(wordsOf(error));
    }
  };
  const inTurn = (work: () => Promise<boolean>): Promise<boolean> => {
    const done = queue.current.then(work);
    queue.current = done;
    return done;
  };
  const run = (act: ForecastAct): Promise<boolean> =>
    inTurn(() => perform(act, backFrom(act, standingOf(act, forecast))));
  const undo = (): void => {
    const back = state.last?.back ?? null;
    if (back !== null) void inTurn(() => perform(back, null));
  };
  const forgetLast = useCallback(() => setState((before) => ({ ...before, last: null })), []);
  return { ...state, run, undo, forgetLast };
}

function standingOf(act: ForecastAct, forecast: ForecastView): Parameters<typeof backFrom>[1] {
  const added = act.kind === 'remove' ? (forecast.added.find(({ id }) => id === act.id) ?? null) : null;
  const item = act.kind === 'move' ? forecast.items.find(({ key }) => key === act.key) : undefined;
  return { added, movedTo: item !== undefined && item.movedFrom !== null ? item.date : null };
}

/** What the change did, for people who do not see the figures move. */
function lowPointSentence(
  forecast: { __typename: string } | null,
  countIn: ActedForecast['countIn'],
  print: Printing,
): string {
  if (forecast === null || forecast.__typename !== 'Forecast') return '';
  const { lowPoint } = countIn(forecast as ForecastView);
  return `Low point now ${spoken(lowPoint.amount, print)} on ${print.day(lowPoint.date)}.`;
}

function wordsOf(error: unknown): string {
  const isOutOfReach = error instanceof TypeError || !(error instanceof Error) || error.message === '';
  return isOutOfReach ? OUT_OF_REACH : `${error.message} Nothing was changed.`;
}
