import Check from 'lucide-react/icons/check';
import { useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { selectClients } from '../../domain/clientList.js';
import { nextToReview } from '../../domain/ritual/progress.js';
import type { ReviewStanding } from '../../domain/ritual/reviewed.js';
import type { RitualTab } from '../../domain/ritual/ritual.js';
import { reviewWeek } from '../../domain/ritual/week.js';
import type { IsoDate } from '../../domain/units.js';
import { tabAddress, type ClientTab } from '../digest/clientTabs.js';
import { usePrinting } from '../digest/reading.js';
import { useClientKey } from '../digest/useClientKey.js';
import { enqueue, newId, useClientRows, type ClientRow, type DigestView } from '../offline/index.js';
import { Kbd } from '../ui/Kbd.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { listAddress, listOrder } from '../ui/listOrder.js';
import { rememberReviewed } from './lastReviewed.js';
import { ReviewedToast } from './ReviewedToast.js';
import { reviewsOf, timeSpent } from './reviews.js';
import { useReviewRecord } from './useReviewRecord.js';

export interface ReviewBarProps {
  readonly row: ClientRow;
  /** Of now: what is marked is what was seen. */
  readonly digest: DigestView;
  readonly tab: ClientTab;
}

const TABS: Readonly<Record<ClientTab | 'console', RitualTab>> = {
  digest: 'DIGEST',
  hygiene: 'HYGIENE',
  console: 'CONSOLE',
};

/** How long this week's review took so far, and the mark that ends it; `r` marks and goes to the next client. */
export function ReviewBar({ row, digest, tab }: ReviewBarProps): ReactElement {
  const print = usePrinting();
  const week = reviewWeek(row, print.now, print.zone);
  const { seconds, take } = useReviewRecord(row.id, week, TABS[tab]);
  const goOn = useNext(row, print.now, print.zone);
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const ritual = row.ritual?.week === week ? row.ritual : null;
  const { standing, next } = goOn;
  const marking = useRef(false);
  const shown = useShown(row.id);
  const mark = (): void => {
    // A second press before the first is saved would set another mark, and the way back would name that one alone.
    if (marking.current) return;
    marking.current = true;
    const { asOf, booksVersion, figures } = digest;
    const saw = { asOf: asOf as IsoDate, booksVersion, weeks: figures.runway.weeks };
    const id = newId();
    const saving = enqueue([{ name: 'MARK_REVIEWED', id, clientId: row.id, ritual: take(), saw }]);
    void saving
      .then((saved) => {
        if (!saved.kept) return setProblem(saved.message);
        rememberReviewed({ whose: row.name, marks: [{ clientId: row.id, week, mark: id }] });
        announce(`${row.name} reviewed.`);
        // Saving takes a moment: who has gone elsewhere meanwhile stays there.
        if (shown.current === row.id) next();
      })
      .finally(() => {
        marking.current = false;
      });
  };
  useClientKey('r', ({ repeat }) => {
    // A key that is held marks what was looked at, not client after client as their pages come.
    if (repeat) return;
    if (standing === 'REVIEWED') next();
    else mark();
  });
  return (
    <div className="creview">
      <span className="sm t3 creviewtime">
        {reviewWords(standing, ritual?.reviewedAt ?? null, print.instant)}
        <span className="nw">
          <span className="vh">, time spent </span>
          {timeSpent((ritual?.seconds ?? 0) + seconds)}
        </span>
      </span>
      <MarkButton standing={standing} onMark={mark} onNext={next} />
      {problem !== null && (
        <span className="sm" role="alert">
          {problem}
        </span>
      )}
      <ReviewedToast />
    </div>
  );
}

function MarkButton(props: { standing: ReviewStanding; onMark: () => void; onNext: () => void }): ReactElement {
  const { standing, onMark, onNext } = props;
  const isDone = standing === 'REVIEWED';
  return (
    <button type="button" className="btn s creviewmark" onClick={isDone ? onNext : onMark}>
      {isDone && <Check size={14} aria-hidden="true" />}
      {isDone ? 'Next client' : 'Mark reviewed'} <Kbd>R</Kbd>
    </button>
  );
}

function reviewWords(standing: ReviewStanding, reviewedAt: string | null, instant: (at: string) => string): string {
  if (standing === 'REVIEWED') return `Reviewed ${reviewedAt === null ? '' : instant(reviewedAt)} · `;
  return standing === 'LIFTED' ? 'Moved since it was reviewed · ' : 'Review ';
}

/** Whose page is open, as a promise finds it that ends later: null once the page is left. */
function useShown(clientId: string): Readonly<RefObject<string | null>> {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    shown.current = clientId;
    return () => {
      shown.current = null;
    };
  }, [clientId]);
  return shown;
}

/** How this client's review stands, and the way to the next that is not reviewed: back to the list when none is left. */
function useNext(row: ClientRow, now: number, zone: string): { standing: ReviewStanding; next: () => void } {
  const { rows } = useClientRows();
  const [, navigate] = useLocation();
  const { standings } = useMemo(() => reviewsOf(rows ?? [row], now, zone), [rows, row, now, zone]);
  const next = (): void => {
    const remembered = listOrder();
    const order = remembered?.includes(row.id) === true ? remembered : selectClients(rows ?? []).map(({ id }) => id);
    const withFigures = new Set((rows ?? []).flatMap(({ id, asOf }) => (asOf === null ? [] : [id])));
    const to = nextToReview(order, row.id, (id) => standings.get(id) === 'REVIEWED' || !withFigures.has(id));
    navigate(to === null ? listAddress() : tabAddress(to, 'digest'));
  };
  return { standing: standings.get(row.id) ?? 'NOT_STARTED', next };
}
