import { useMemo, useState, type ReactElement } from 'react';
import type { ClientRow } from '../../domain/clientList.js';
import { isSteady } from '../../domain/ritual/steady.js';
import { wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { Kbd } from '../ui/Kbd.js';
import { useAnnounce } from '../ui/LiveRegion.js';
import { Toast } from '../ui/Toast.js';
import { useAnyKey } from '../ui/useAnyKey.js';
import { ReviewedToast } from './ReviewedToast.js';
import { reviewRows } from './reviewRows.js';
import type { Reviews } from './reviews.js';
import { useListMarks } from './useListMarks.js';

export interface ListReviewsProps {
  /** As they are listed now: what is filtered out is not marked. */
  readonly rows: readonly ClientRow[];
  readonly standings: Reviews['standings'];
  readonly moment: ReadingMoment;
}

/** The steady clients, marked as reviewed by one act; one row's mark by `r`, its button or a swipe; and the way back. */
export function ListReviews({ rows, standings, moment }: ListReviewsProps): ReactElement {
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const steady = useMemo(
    () =>
      rows.filter((row) => standings.get(row.id) !== 'REVIEWED' && standings.get(row.id) !== 'LIFTED' && isSteady(row)),
    [rows, standings],
  );
  const mark = (marked: readonly ClientRow[], whose: string): void => {
    void reviewRows(marked, Number(moment.now), moment.zone).then((saved) => {
      setProblem(saved.kept ? null : saved.message);
      if (saved.kept) announce(`${whose} reviewed.`);
    });
  };
  const markSteady = (): void => {
    if (steady.length > 0) mark(steady, `${steady.length} steady clients`);
  };
  useAnyKey('R', markSteady);
  useListMarks((clientId) => {
    const row = rows.find(({ id }) => id === clientId);
    if (row === undefined || standings.get(clientId) === 'REVIEWED') return;
    if (row.asOf === null) announce(`${row.name} has no figures to review yet.`);
    else mark([row], row.name);
  });
  return (
    <>
      {steady.length > 0 && (
        <div className="steady pad">
          <span>
            <b>{wholeNumber(steady.length, moment.locale)} steady</b>{' '}
            <span className="t3">none moved by 1 week or to another status</span>
          </span>
          <button type="button" className="btn s" onClick={markSteady}>
            Mark {steady.length === 1 ? '1 steady' : `all ${wholeNumber(steady.length, moment.locale)}`} reviewed{' '}
            <Kbd>⇧R</Kbd>
          </button>
        </div>
      )}
      {problem === null ? <ReviewedToast byKey /> : <Toast message={problem} onClose={() => setProblem(null)} />}
    </>
  );
}
