import CloudOff from 'lucide-react/icons/cloud-off';
import { lazy, Suspense, useEffect, useMemo, useState, type ComponentType, type ReactElement } from 'react';
import { useSearch } from 'wouter';
import { totals as totalsOf, type ClientRow, type ClientTotals } from '../../domain/clientList.js';
import { dateInZone } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { attentionSentence, countOf, formatInstant, wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import { useClientRows, useDevice, useOverview, type DeviceState } from '../offline/index.js';
import { reviewsOf } from '../rituals/reviews.js';
import { useViewer } from '../viewer.js';
import { PageHead } from '../ui/PageHead.js';
import { useMinute } from '../ui/useMinute.js';
import { ClientList } from './ClientList.js';
import { SyncStrip } from './laterParts.js';
import { ReviewsDone } from './ReviewsDone.js';
import { weekWords } from './weekWords.js';

/** How connecting a company ended, as its way back from QuickBooks says. */
const CONNECTION_NEWS = /(^|[?&])(connected|refused)=/;
const ConnectionToast = lazy(() =>
  import('../shell/ConnectionToast.js').then((module) => ({ default: module.ConnectionToast })),
);

/** Where it does not come, the rows come without it. */
const ListSkeleton = lazy<ComponentType>(() =>
  import('./ListSkeleton.js').then(
    (module) => ({ default: module.ListSkeleton }),
    () => ({ default: () => null }),
  ),
);
/** In place of a list: a first visit that finds one does not wait for them. */
const NoClients = lazy(() => import('./ListStates.js').then((module) => ({ default: module.NoClients })));
const ListProblem = lazy(() => import('./ListStates.js').then((module) => ({ default: module.ListProblem })));

/** Every client of the viewer, in the order of need; and how connecting one ended. */
export function ClientListPage(): ReactElement {
  const { rows } = useClientRows();
  const address = useSearch();
  // As it was opened: the toast takes the news out of the address.
  const [bringsNews] = useState(() => CONNECTION_NEWS.test(address));
  return (
    <>
      <Suspense fallback={null}>
        <Clients />
      </Suspense>
      {bringsNews && (
        <Suspense fallback={null}>
          <ConnectionToast rows={rows ?? NO_ROWS} />
        </Suspense>
      )}
    </>
  );
}

const NO_ROWS: readonly ClientRow[] = [];

function Clients(): ReactElement {
  const viewer = useViewer();
  const { rows, fetchedAt, error } = useClientRows();
  const overview = useOverview();
  const { offlineSince, phase } = useDevice();
  const now = useMinute();
  const moment: ReadingMoment = useMemo(
    () => ({ now, zone: viewer.timeZone, locale: viewer.locale }),
    [now, viewer.timeZone, viewer.locale],
  );
  const totals = totalsOf(rows ?? []);
  const reviews = useMemo(() => reviewsOf(rows ?? NO_ROWS, now, viewer.timeZone), [rows, now, viewer.timeZone]);
  useEffect(() => {
    document.title = 'Clients · Runway';
  }, []);

  if (rows !== null && rows.length === 0) return <NoClients />;
  if (rows === null && error !== null) return <ListProblem message={error} at={now} />;
  return (
    <>
      <header className="pad listhead">
        <PageHead
          line={rows === null ? loadingWords(phase) : <WeekLine rows={rows} today={dateInZone(now, moment.zone)} />}
          title={rows === null ? 'Clients' : headline(rows, totals, overview?.syncing ?? 0)}
          aside={
            <>
              {reviews.of > 0 && <ReviewsDone reviews={reviews} />}
              {error !== null && fetchedAt !== null && (
                <span className="off" role="status">
                  Not refreshed, figures from {formatInstant(fetchedAt, moment)}
                </span>
              )}
              {offlineSince !== null && (
                <span className="off offbadge">
                  <CloudOff size={14} aria-hidden="true" />
                  Offline
                  {fetchedAt !== null && ` · data from ${formatInstant(fetchedAt, moment)}`}
                </span>
              )}
            </>
          }
        />
        {rows !== null && totals.stale > 0 && (
          <p className="sm t2 partial">
            {wholeNumber(totals.stale)} of {countOf(totals.count, 'client')} without fresh data; last good figures are
            shown
          </p>
        )}
        {overview !== null && rows !== null && offlineSince === null && (
          <Suspense fallback={null}>
            <SyncStrip overview={overview} withFigures={rows.filter((row) => row.asOf !== null).length} />
          </Suspense>
        )}
      </header>
      {rows === null ? (
        <Suspense fallback={null}>
          <ListSkeleton />
        </Suspense>
      ) : (
        <ClientList
          rows={rows}
          overview={overview}
          totals={totals}
          reviews={reviews}
          moment={moment}
          withAdvisor={viewer.role === 'OWNER'}
        />
      )}
    </>
  );
}

function WeekLine({ rows, today }: { rows: readonly ClientRow[]; today: IsoDate }): ReactElement {
  const { week, comparedWith } = weekWords(rows, today);
  return (
    <>
      {week}
      {comparedWith !== null && <span className="weekthan"> · {comparedWith}</span>}
    </>
  );
}

/** What is waited for while there is no list yet. */
function loadingWords(phase: DeviceState['phase']): string {
  return phase === 'opening' ? 'Reading this device' : 'Reading the client list from the server';
}

/** Before any figure there is nothing data could show. */
function headline(rows: readonly ClientRow[], totals: ClientTotals, syncing: number): string {
  if (rows.every((row) => row.asOf === null) && syncing > 0)
    return `Reading the books of ${countOf(rows.length, 'client')}`;
  return attentionSentence(totals.needsAttention);
}
