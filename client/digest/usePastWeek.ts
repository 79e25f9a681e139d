import { useCallback, useEffect, useMemo, useState } from 'react';
import { fetchPastDigest, type DigestView } from '../offline/index.js';
import { useClientKey } from './useClientKey.js';

type Week = DigestView['history'][number];

/** A past week that is looked at. */
export interface PastWeek {
  /** Its line of the history: on the device, so always there. */
  readonly week: Week;
  /** All its figures; null until they are there. */
  readonly digest: DigestView | null;
  /** Why they are not; null while they are on their way. */
  readonly error: string | null;
}

export interface PastWeeks {
  /** Null for now. */
  readonly shown: PastWeek | null;
  /** The newest first, without the present one; grows as older weeks are opened. */
  readonly weeks: readonly Week[];
  readonly show: (asOf: string | null) => void;
}

interface Fetched {
  readonly asOf: string;
  readonly digest: DigestView | null;
  readonly error: string | null;
}

/** Ten years: more than any books that are read. */
const MOST_WEEKS = 520;

/** The known weeks, newest first, and after them those of `more` that are older still. */
function olderAfter(known: readonly Week[], more: readonly Week[]): readonly Week[] {
  const oldest = known.at(-1)?.asOf;
  return [...known, ...more.filter(({ asOf }) => oldest === undefined || asOf < oldest)].slice(0, MOST_WEEKS);
}

/** Steps to past Sundays, with `[` back and `]` forth. Each past week brings its own history, so that any can be reached. */
export function usePastWeek(clientId: string, history: readonly Week[]): PastWeeks {
  const [asOf, show] = useState<string | null>(null);
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const [older, setOlder] = useState<readonly Week[]>([]);
  const weeks = useMemo(() => olderAfter(history.slice(1), older), [history, older]);
  useEffect(() => {
    if (asOf === null) return undefined;
    let left = false;
    fetchPastDigest(clientId, asOf).then(
      (digest) => {
        if (left) return;
        setFetched({ asOf, digest, error: null });
        setOlder((known) => olderAfter(known, digest.history));
      },
      (error: unknown) => {
        if (!left) setFetched({ asOf, digest: null, error: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      left = true;
    };
  }, [clientId, asOf]);
  const step = useCallback(
    (by: 1 | -1) => {
      const at = weeks.findIndex((week) => week.asOf === asOf) + by;
      if (at < 0) show(null);
      else show(weeks[Math.min(at, weeks.length - 1)]?.asOf ?? null);
    },
    [weeks, asOf],
  );
  useClientKey('[', () => step(1));
  useClientKey(']', () => step(-1));
  const week = weeks.find((candidate) => candidate.asOf === asOf);
  const known = fetched?.asOf === asOf ? fetched : null;
  return {
    shown: week === undefined ? null : { week, digest: known?.digest ?? null, error: known?.error ?? null },
    weeks,
    show,
  };
}
