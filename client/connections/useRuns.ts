import { useCallback, useState } from 'react';
import { ConnectionRunsDocument } from '../../schema/generated/pages.js';
import { useAsk } from '../apollo/AskContext.js';
import type { Connection, Run } from './connection.js';
import { useGathered } from './useGathered.js';

const SOME = 20;
const MOST = 100;

export interface Runs {
  /** Newest first; null before the first answer. */
  readonly runs: readonly Run[] | null;
  readonly error: string | null;
  /** Shows up to a hundred; null when all there are, or that many, are shown. */
  readonly showMore: (() => void) | null;
}

/** The history of one connection's syncs, read again whenever one begins or ends. */
export function useRuns({ clientId, sync }: Connection): Runs {
  const ask = useAsk();
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [first, setFirst] = useState(SOME);
  const read = useCallback(
    () =>
      ask(ConnectionRunsDocument, { clientId, first }).then(
        ({ connection }) => {
          setRuns(connection?.runs ?? []);
          setError(null);
        },
        (problem: unknown) =>
          setError(
            problem instanceof Error && problem.message !== '' ? problem.message : 'The server is out of reach.',
          ),
      ),
    [ask, clientId, first],
  );
  useGathered(read, [first, sync.state, sync.lastGoodAt, sync.lastErrorAt].join());
  const hasMore = first < MOST && runs !== null && runs.length >= first;
  return { runs, error, showMore: hasMore ? () => setFirst(MOST) : null };
}
