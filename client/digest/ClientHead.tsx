import ArrowLeft from 'lucide-react/icons/arrow-left';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { lazy, Suspense, type ReactElement } from 'react';
import { Link } from 'wouter';
import type { IsoDate } from '../../domain/units.js';
import { formatInstant, freshnessParts } from '../../domain/wording.js';
import type { ClientRow, DigestView, ReviewView } from '../offline/index.js';
import { ageToTheSecond } from '../ui/ageInWords.js';
import { FreshnessMark } from '../ui/FreshnessMark.js';
import { Kbd } from '../ui/Kbd.js';
import { listAddress } from '../ui/listOrder.js';
import { Bone } from '../ui/SkeletonRows.js';
import { StatusMark } from '../ui/StatusMark.js';
import { SyncProgress } from '../ui/SyncProgress.js';
import { useAge } from '../ui/useAge.js';
import { useLasting } from '../ui/useLasting.js';
import type { ClientSync, Place } from './clientSync.js';
import type { ClientTab } from './clientTabs.js';
import { KeptOffline } from './KeptOffline.js';
import { PastWeeksButton } from './PastWeeksButton.js';
import { usePrinting } from './reading.js';
import { TabList } from './TabList.js';
import type { PastWeeks } from './usePastWeek.js';

const TierButton = lazy(() => import('../tier/TierButton.js').then((module) => ({ default: module.TierButton })));
const ReviewBar = lazy(() => import('../rituals/ReviewBar.js').then((module) => ({ default: module.ReviewBar })));

export interface ClientHeadProps {
  readonly row: ClientRow | null;
  readonly digest: DigestView | null;
  readonly sync: ClientSync | null;
  readonly stale: boolean;
  readonly place: Place | null;
  readonly past: PastWeeks;
  /** When QuickBooks last told of a change; null when it never has, or that is not known. */
  readonly noticedAt: string | null;
  /** Offline: when these figures came to the device. Null online, and where there are none. */
  readonly keptAt: number | null;
  /** Null while it is not known. */
  readonly review: ReviewView | null;
  readonly tab: ClientTab;
  readonly offline: boolean;
}

/** Who, in which state, how fresh, and the way to the neighbours in the list. */
export function ClientHead(props: ClientHeadProps): ReactElement {
  const { row, digest, sync, stale, place, past, noticedAt, keptAt, review, tab, offline } = props;
  return (
    <header className="pad chead">
      <div className="cline">
        <Link className="backlink sm" href={listAddress()}>
          <ArrowLeft size={18} aria-hidden="true" className="backicon" />
          <span>Clients</span>
        </Link>
        {place !== null && <PlaceInList place={place} />}
        <span className="sp" />
        <KeptOffline keptAt={keptAt} />
        <Fresh
          row={row}
          digest={past.shown === null ? digest : past.shown.digest}
          syncedAt={(past.shown?.digest ?? digest)?.syncedAt}
          asOf={past.shown?.week.asOf}
          sync={sync}
          stale={stale && past.shown === null}
          noticedAt={past.shown === null ? noticedAt : null}
        />
      </div>
      <div className="ctitle">
        <h1>{row?.name ?? <Bone width="180px" height={18} />}</h1>
        {row !== null && (
          <StatusMark
            status={past.shown?.week.runway.status ?? row.runway.status}
            stale={stale && past.shown === null}
          />
        )}
        {review !== null && row !== null && (
          <Suspense fallback={null}>
            <TierButton clientId={row.id} review={review} offline={offline} />
          </Suspense>
        )}
        <span className="sp" />
        <PastWeeksButton past={past} />
        {row !== null && digest !== null && past.shown === null && (
          <Suspense fallback={null}>
            <ReviewBar row={row} digest={digest} tab={tab} />
          </Suspense>
        )}
      </div>
      <TabList
        clientId={row?.id ?? ''}
        tab={tab}
        openIssues={openIssues(row, review)}
        openDocuments={openDocuments(review)}
      />
    </header>
  );
}

/** Of the review where it is known: it is as new as the tab. */
function openIssues(row: ClientRow | null, review: ReviewView | null): number | null {
  const issues = review?.hygiene?.issues;
  if (issues !== undefined) return issues.filter(({ state }) => state === 'OPEN').length;
  return row === null || row.asOf === null ? null : row.openIssues;
}

/** Open bills and invoices, those beyond the listed included; null where they were not read. */
function openDocuments(review: ReviewView | null): number | null {
  const view = review?.console ?? null;
  return view === null ? null : view.bills.length + view.invoices.length + view.more;
}

function PlaceInList({ place }: { place: Place }): ReactElement {
  return (
    <nav className="cplace sm t3" aria-label="Clients in the list’s order">
      <span>
        {place.number} of {place.of}
      </span>
      <button
        type="button"
        className="btn s icon qt"
        disabled={place.previous === null}
        onClick={() => place.previous?.()}
        aria-label="Previous client"
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn s icon qt"
        disabled={place.next === null}
        onClick={() => place.next?.()}
        aria-label="Next client"
      >
        <ChevronRight size={16} aria-hidden="true" />
      </button>
      <span className="keycaps">
        <Kbd>⇧K</Kbd>
        <Kbd>⇧J</Kbd>
      </span>
    </nav>
  );
}

const SHOWN_AFTER_MS = 700;
const HOUR_MS = 3_600_000;

/** `asOf`: the past week that is shown, if one is. `syncedAt`: of the figures shown; a newer sync is not theirs. */
function Fresh(
  props: Pick<ClientHeadProps, 'row' | 'digest' | 'sync' | 'stale' | 'noticedAt'> & {
    asOf: string | undefined;
    syncedAt: string | undefined;
  },
): ReactElement {
  const { row, digest, sync, stale, asOf, syncedAt, noticedAt } = props;
  const print = usePrinting();
  const lastGood = syncedAt ?? sync?.lastGoodAt ?? row?.lastGoodSyncAt ?? null;
  const lastGoodSyncAt = lastGood === null ? null : Date.parse(lastGood);
  const lasts = useLasting(sync?.state === 'SYNCING', SHOWN_AFTER_MS);
  const words = freshnessParts(
    {
      lastGoodSyncAt,
      booksThrough: (asOf === undefined
        ? (digest?.booksThrough ?? row?.booksThrough ?? null)
        : (digest?.booksThrough ?? null)) as IsoDate | null,
      asOf: (asOf ?? digest?.asOf ?? row?.asOf ?? null) as IsoDate | null,
    },
    print,
  );
  return (
    <span className="cfresh">
      {lasts && sync !== null && <SyncProgress {...sync} locale={print.locale} />}
      {noticedAt !== null && (
        <span className="fresh cnotice">notice from QuickBooks {formatInstant(Date.parse(noticedAt), print)}</span>
      )}
      <FreshnessMark stale={stale} paused={asOf === undefined && (sync?.paused ?? false)}>
        {asOf === undefined && lastGoodSyncAt !== null ? (
          <ReadAgo at={lastGoodSyncAt} words={words[0] ?? ''} />
        ) : (
          words[0]
        )}
        {words.slice(1).map((part) => ` · ${part}`)}
      </FreshnessMark>
    </span>
  );
}

/** "read 12 seconds ago" within the hour, by this device's clock; after it the time of day. */
function ReadAgo({ at, words }: { at: number; words: string }): ReactElement {
  const age = useAge(at, usePrinting().now);
  if (age === null || age >= HOUR_MS) return <>{words}</>;
  return <span title={words}>read {ageToTheSecond(age)}</span>;
}
