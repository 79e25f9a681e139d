import { useEffect, useMemo, useRef, useState } from 'react';
import type { RitualRecord, RitualTab } from '../../domain/ritual/ritual.js';
import type { IsoDate } from '../../domain/units.js';
import { enqueue, newId, useDecisions } from '../offline/index.js';
import { ReviewRecord } from './reviewRecord.js';

export interface ReviewTime {
  /** Seconds that no record has yet; drawn anew every ten. */
  readonly seconds: number;
  /** What was gathered, for the mark that goes with it; gathering begins anew. */
  readonly take: () => RitualRecord;
}

/** A glance is no review. */
const LEAST_SECONDS = 5;
/** A page that goes out of sight may not come back: what is worth it is written down then. */
const LEAST_WHEN_HIDDEN = 30;
const WRITTEN_EVERY_MS = 3 * 60_000;
const DRAWN_EVERY_MS = 10_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Gathers what is done of a client's review while its page is open, and writes it down now and then, and on leaving. */
export function useReviewRecord(clientId: string, week: IsoDate, tab: RitualTab): ReviewTime {
  const [record] = useState(() => new ReviewRecord(clientId, () => performance.now()));
  const [seconds, draw] = useState(0);
  const latest = useRef({ week, tab });
  useEffect(() => {
    latest.current = { week, tab };
    record.look(tab);
  }, [record, week, tab]);
  useMadeHere(record, clientId);
  useEffect(() => {
    const write = (atLeast: number): void => {
      const ritual = record.take(latest.current.week, latest.current.tab, atLeast);
      // Time that finds no room on the device is not worth a word to anybody.
      if (ritual !== null)
        void enqueue([{ name: 'RECORD_RITUAL', id: newId(), clientId, ritual }]).catch(() => undefined);
    };
    const ended = new AbortController();
    const { signal } = ended;
    for (const touch of TOUCHES) {
      document.addEventListener(touch, () => record.note('TOUCHED'), { signal, passive: true, capture: true });
    }
    const onVisibility = (): void => {
      const isHidden = document.visibilityState === 'hidden';
      record.note(isHidden ? 'HIDDEN' : 'SHOWN');
      if (isHidden) write(LEAST_WHEN_HIDDEN);
    };
    document.addEventListener('visibilitychange', onVisibility, { signal });
    const writing = setInterval(() => write(LEAST_SECONDS), WRITTEN_EVERY_MS);
    const drawing = setInterval(() => draw(record.seconds), DRAWN_EVERY_MS);
    return () => {
      ended.abort();
      clearInterval(writing);
      clearInterval(drawing);
      write(LEAST_SECONDS);
    };
  }, [record, clientId]);
  const take = useMemo(
    () => (): RitualRecord => {
      const { week: monday, tab: shown } = latest.current;
      draw(0);
      return record.take(monday, shown, 0) ?? { clientId, week: monday, tabs: [shown], seconds: 0, decisions: 0 };
    },
    [record, clientId],
  );
  return { seconds, take };
}

/**
 * Counts the decisions that are made on this device while the page is open and in sight: another tab of the same client
 * counts its own, and a queue that is read late brings those of before.
 */
function useMadeHere(record: ReviewRecord, clientId: string): void {
  const decisions = useDecisions(clientId);
  const inSightSince = useRef(0);
  useEffect(() => {
    const onVisibility = (): void => {
      inSightSince.current = Date.now();
    };
    onVisibility();
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, [record]);
  useEffect(() => {
    if (document.visibilityState !== 'hidden') record.noteDecisions(decisions, inSightSince.current);
  }, [record, decisions]);
}
