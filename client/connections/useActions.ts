import { useCallback, useState } from 'react';
import {
  DisconnectDocument,
  PauseSyncDocument,
  ResumeSyncDocument,
  SyncNowDocument,
  type ConnectionAnswerFragment,
} from '../../schema/generated/pages.js';
import type { Ask } from '../apollo/ask.js';
import { useAsk } from '../apollo/AskContext.js';
import type { Action, Connection } from './connection.js';

/** What goes on with one connection by hand. */
export interface Doing {
  readonly action: Action;
  /** Why it was not done, or what of it is still open, in words; null while the server has not answered. */
  readonly refusal: string | null;
}

export interface Actions {
  /** By client; none where nothing is asked and nothing was refused. */
  readonly doing: ReadonlyMap<string, Doing>;
  /** Resolves to whether it was done. */
  readonly run: (action: Action, clientId: string) => Promise<boolean>;
}

const NOT_TAKEN_BACK =
  'Disconnected. QuickBooks has not yet confirmed that it took our access back; it is asked again for seven days.';
const OUT_OF_REACH = 'The server is out of reach. Nothing was changed.';

/** Asks for actions, one a client at a time, and keeps what was refused until the next. */
export function useActions(replace: (connection: Connection) => void): Actions {
  const ask = useAsk();
  const [doing, setDoing] = useState<ReadonlyMap<string, Doing>>(new Map());
  const run = useCallback(
    async (action: Action, clientId: string): Promise<boolean> => {
      const set = (one: Doing | null): void =>
        setDoing((before) => {
          const next = new Map(before);
          if (one === null) next.delete(clientId);
          else next.set(clientId, one);
          return next;
        });
      set({ action, refusal: null });
      const { connection, refusal, isTakenBack } = await answerOf(ask, action, clientId);
      if (connection !== null) replace(connection);
      const told = refusal ?? (isTakenBack ? null : NOT_TAKEN_BACK);
      set(told === null ? null : { action, refusal: told });
      return refusal === null;
    },
    [ask, replace],
  );
  return { doing, run };
}

interface Answer {
  readonly connection: Connection | null;
  readonly refusal: string | null;
  /** False: QuickBooks has not answered that it took its grant back. */
  readonly isTakenBack: boolean;
}

async function answerOf(ask: Ask, action: Action, clientId: string): Promise<Answer> {
  try {
    const { connection, refusal, accessReturned } = await send(ask, action, { clientId });
    return { connection, refusal: refusal?.message ?? null, isTakenBack: accessReturned !== false };
  } catch (error) {
    const isOutOfReach = error instanceof TypeError || !(error instanceof Error) || error.message === '';
    const said = isOutOfReach ? OUT_OF_REACH : `${error.message} Nothing was changed.`;
    return { connection: null, refusal: said, isTakenBack: true };
  }
}

async function send(ask: Ask, action: Action, variables: { clientId: string }): Promise<ConnectionAnswerFragment> {
  switch (action) {
    case 'syncNow':
      return (await ask(SyncNowDocument, variables)).syncNow;
    case 'pause':
      return (await ask(PauseSyncDocument, variables)).pauseSync;
    case 'resume':
      return (await ask(ResumeSyncDocument, variables)).resumeSync;
    case 'disconnect':
      return (await ask(DisconnectDocument, variables)).disconnect;
  }
}

/** A connection as it will stand if what was asked is done: shown until the server answers. */
export function expecting(connection: Connection, doing: Doing | undefined): Connection {
  if (doing === undefined || doing.refusal !== null) return connection;
  const { sync } = connection;
  switch (doing.action) {
    case 'syncNow':
      return sync.state === 'SYNCING' ? connection : { ...connection, sync: { ...sync, state: 'WAITING' } };
    case 'pause':
      return { ...connection, sync: { ...sync, paused: true } };
    case 'resume':
      return { ...connection, sync: { ...sync, paused: false } };
    case 'disconnect':
      return connection;
  }
}
