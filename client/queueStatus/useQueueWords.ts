import { useMemo, useSyncExternalStore } from 'react';
import { useAllDecisions, useDevice, useOutbox, type OutboxView } from '../offline/index.js';
import { installing } from '../takeAlong/installing.js';
import { useMinute } from '../ui/useMinute.js';
import { useViewer } from '../viewer.js';
import { queueWords, type QueueWords } from './queueWords.js';

const NONE_REFUSED: OutboxView['refused'] = [];

/**
 * The queue in words, kept current; null while there is nothing to say. `inTray`: of what waits beside what was refused,
 * which has rows of its own there.
 */
export function useQueueWords(where: 'onPage' | 'inTray' = 'onPage'): QueueWords | null {
  const { timeZone, locale } = useViewer();
  const now = useMinute();
  const queue = useOutbox();
  const outbox = useMemo(() => (where === 'inTray' ? { ...queue, refused: NONE_REFUSED } : queue), [queue, where]);
  const all = useAllDecisions();
  const { offlineSince } = useDevice();
  const installWords = useSyncExternalStore(installing.subscribe, installing.byHandWords);
  const decisions = useMemo(
    () =>
      [...all.values()].reduce(
        (sum, some) => sum + some.filter(({ state }) => state === 'QUEUED' || state === 'WITHDRAWING').length,
        0,
      ),
    [all],
  );
  return useMemo(
    () =>
      queueWords(
        { outbox, decisions, isOffline: offlineSince !== null, installWords },
        { now, zone: timeZone, locale },
      ),
    [outbox, decisions, offlineSince, installWords, now, timeZone, locale],
  );
}
