import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { ClientRow } from '../../domain/clientList.js';
import { queueGroup } from '../../domain/ritual/queue.js';
import { wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { ReviewedToast } from './ReviewedToast.js';
import { reviewRows } from './reviewRows.js';
import type { Reviews } from './reviews.js';
import { SteadyMark } from './SteadyMark.js';
import { useListMarks } from './useListMarks.js';

export interface ListReviewsProps {
  /** As they are listed now: what is filtered out is not marked. */
  readonly rows: readonly ClientRow[];
  /** Those that are folded into one line of the list; null where the list is flat. */
  readonly folded: readonly ClientRow[] | null;
  readonly standings: Reviews['standings'];
  readonly moment: ReadingMoment;
}

/** The steady clients, marked as reviewed by one act; one row's mark by `r`, its button or a swipe; and the way back. */
export function ListReviews({ rows, folded, standings, moment }: ListReviewsProps): ReactElement {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const steady = useMemo(() => {
    const all = folded ?? rows.filter((row) => queueGroup(row, standings.get(row.id) ?? 'NOT_STARTED') === 'STEADY');
    return all.filter(({ id }) => standings.get(id) !== 'REVIEWED');
  }, [rows, folded, standings]);
  const marking = useRef(new Set<string>());
  const mark = (marked: readonly ClientRow[], whose: string): void => {
    for (const { id } of marked) marking.current.add(id);
    void reviewRows(marked, Number(moment.now), moment.zone)
      .then((saved) => {
        setProblem(saved.kept ? null : saved.message);
        if (saved.kept) announce(`${whose} reviewed.`);
      })
      .finally(() => {
        for (const { id } of marked) marking.current.delete(id);
      });
  };
  const markSteady = (): void => {
    // A second press before the first is saved would set other marks, and the way back would name those alone.
    const left = steady.filter(({ id }) => !marking.current.has(id));
    if (left.length > 0) mark(left, left.length === 1 ? '1 steady client' : `${left.length} steady clients`);
  };
  useAnyKey('R', markSteady);
  useListMarks({
    markSteady,
    mark: (clientId) => {
      const row = rows.find(({ id }) => id === clientId);
      if (row === undefined || standings.get(clientId) === 'REVIEWED' || marking.current.has(clientId)) return;
      if (row.asOf === null) announce(`${row.name} has no figures to review yet.`);
      else mark([row], row.name);
    },
  });
  return (
    <>
      {folded === null && steady.length > 0 && (
        <div className="steady pad">
          <span>
            <b>{wholeNumber(steady.length, moment.locale)} steady</b>{' '}
            <span className="t3">none moved by 1 week or more</span>
          </span>
          <SteadyMark left={steady.length} of={steady.length} locale={moment.locale} />
        </div>
      )}
      {problem === null ? <ReviewedToast byKey /> : <Toast message={problem} onClose={() => setProblem(null)} />}
    </>
  );
}
