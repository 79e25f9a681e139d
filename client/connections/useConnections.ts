import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ConnectionsDocument } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';
import { useDevice, useOverview, type OverviewView } from '../offline/index.js';
import type { Allowance, Connection } from './connection.js';
import { useGathered } from './useGathered.js';

type Line = OverviewView['versions'][number];

export interface Connections {
  /** Null before the first answer. How each one's sync stands is as new as the device's overview. */
  readonly connections: readonly Connection[] | null;
  readonly allowance: Allowance | null;
  /** When the server last answered, in milliseconds since 1970. */
  readonly fetchedAt: number | null;
  /** Why the newest could not be read; null when they could. */
  readonly error: string | null;
  readonly refresh: () => void;
  /** Shows what an action answered. */
  readonly replace: (connection: Connection) => void;
}

interface Answer {
  readonly connections: readonly Connection[];
  readonly allowance: Allowance;
  readonly at: number;
}

/** Every connection of the viewer, asked again whenever a sync of one begins, ends or is paused. */
export function useConnections(): Connections {
  const ask = useAsk();
  const overview = useOverview();
  const { offlineSince } = useDevice();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  /** The overview's line when an action answered: until it is another, the answer is the newer. */
  const [answered, setAnswered] = useState<ReadonlyMap<string, Line | undefined>>(new Map());
  const lines = useMemo(() => new Map((overview?.versions ?? []).map((line) => [line.clientId, line])), [overview]);
  const latest = useRef(lines);
  useEffect(() => {
    latest.current = lines;
  }, [lines]);
  const changes = useMemo(() => changesIn(overview), [overview]);
  const isOffline = offlineSince !== null;
  const read = useCallback(
    () =>
      ask(ConnectionsDocument, {}).then(
        ({ connections, callAllowance }) => {
          setAnswer({ connections, allowance: callAllowance, at: Date.now() });
          setError(null);
        },
        (problem: unknown) =>
          setError(problem instanceof Error ? problem.message : 'The server gave no usable answer.'),
      ),
    [ask],
  );
  useGathered(read, isOffline ? null : `${turn} ${changes}`);
  const refresh = useCallback(() => setTurn((turns) => turns + 1), []);
  const replace = useCallback((connection: Connection) => {
    const { clientId } = connection;
    setAnswered((before) => new Map(before).set(clientId, latest.current.get(clientId)));
    setAnswer((before) =>
      before === null ? null : { ...before, connections: swapped(before.connections, connection) },
    );
  }, []);
  const connections = useMemo(
    () => answer?.connections.map((one) => withNewestSync(one, lines.get(one.clientId), answered)) ?? null,
    [answer, lines, answered],
  );
  return {
    connections,
    allowance: answer?.allowance ?? null,
    fetchedAt: answer?.at ?? null,
    error,
    refresh,
    replace,
  };
}

/** What of the overview changes a connection beyond its progress. */
function changesIn(overview: OverviewView | null): string {
  return (overview?.versions ?? [])
    .map(({ clientId, version, sync }) => [clientId, version, sync.state, sync.paused, sync.lastErrorAt].join())
    .join(';');
}

function swapped(connections: readonly Connection[], by: Connection): readonly Connection[] {
  return connections.map((one) => (one.clientId === by.clientId ? by : one));
}

function withNewestSync(
  connection: Connection,
  line: Line | undefined,
  answered: ReadonlyMap<string, Line | undefined>,
): Connection {
  const isAnswerNewer = answered.has(connection.clientId) && answered.get(connection.clientId) === line;
  return line === undefined || isAnswerNewer ? connection : { ...connection, sync: line.sync };
}
