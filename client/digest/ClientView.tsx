import { lazy, Suspense, useEffect, type ReactElement } from 'react';
import type { ClientRow, DigestState } from '../offline/index.js';
import { ErrorBoundary } from '../shell/ErrorBoundary.js';
import { AfterAWhile } from '../ui/SkeletonRows.js';
import { EmptyState, ErrorState } from '../ui/StatePage.js';
import { BeforeFirstSync } from './BeforeFirstSync.js';
import { ClientHead } from './ClientHead.js';
import type { ClientSync, Place } from './clientSync.js';
import type { ClientTab } from './clientTabs.js';
import { DigestSkeleton } from './DigestSkeleton.js';
import { DigestTab } from './DigestTab.js';
import { KeyLine } from './KeyLine.js';
import { PastBanner } from './PastBanner.js';
import { PastSummary } from './PastSummary.js';
import { PrintFooter } from './PrintFooter.js';
import { SyncLine } from './SyncLine.js';
import { UnknownClient } from './UnknownClient.js';
import type { ConnectionNote } from './useConnectionNote.js';
import type { PastWeeks } from './usePastWeek.js';

const hygienePage = (): Promise<typeof import('../hygiene/HygienePage.js')> => import('../hygiene/HygienePage.js');
const HygieneTab = lazy(() => hygienePage().then((module) => ({ default: module.HygienePage })));
const HygieneSkeleton = lazy(() => hygienePage().then((module) => ({ default: module.HygieneSkeleton })));
const consolePage = (): Promise<typeof import('../console/ConsolePage.js')> => import('../console/ConsolePage.js');
const ConsoleTab = lazy(() => consolePage().then((module) => ({ default: module.ConsoleTab })));
const ConsoleSkeleton = lazy(() => consolePage().then((module) => ({ default: module.ConsoleSkeleton })));
/** The other tabs are fetched once the one that was asked for has been drawn. */
const OTHER_TAB_AFTER_MS = 400;

export interface ClientViewProps {
  /** Null while the list is not known, or when there is no such client. */
  readonly row: ClientRow | null;
  readonly listKnown: boolean;
  readonly state: DigestState;
  readonly sync: ClientSync | null;
  readonly offlineSince: number | null;
  readonly place: Place | null;
  readonly past: PastWeeks;
  /** Null while it is not known. */
  readonly note: ConnectionNote | null;
  readonly tab: ClientTab;
}

/** The page of one client, in whatever state its data is. */
export function ClientView(props: ClientViewProps): ReactElement {
  const { row, listKnown, state, sync, offlineSince, place, past, note, tab } = props;
  useEffect(() => {
    // A tab that does not arrive is asked for again, and its failure told, when it is opened.
    const timer = setTimeout(() => {
      void hygienePage().catch(() => undefined);
      void consolePage().catch(() => undefined);
    }, OTHER_TAB_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (row === null && listKnown && state.digest === null) return <UnknownClient />;
  const stale = row?.attention.includes('STALE') ?? false;
  return (
    <>
      <ClientHead
        row={row}
        digest={state.digest}
        sync={sync}
        stale={stale}
        place={place}
        past={past}
        noticedAt={note?.noticedAt ?? null}
        keptAt={offlineSince === null ? null : state.fetchedAt}
        review={state.review}
        tab={tab}
        offline={offlineSince !== null}
      />
      <div className="pad clientlines">
        <SyncLine
          row={row}
          sync={sync}
          failure={note?.failure ?? null}
          error={state.error}
          hasDigest={state.digest !== null}
        />
        <PastBanner past={past} />
      </div>
      <div role="tabpanel" className="dpanel" id="client-panel" aria-labelledby={`tab-${tab}`}>
        <ErrorBoundary key={tab}>
          <Body {...props} stale={stale} />
        </ErrorBoundary>
      </div>
      <KeyLine tab={tab} />
    </>
  );
}

function Body(props: ClientViewProps & { stale: boolean }): ReactElement {
  const { row, state, sync, offlineSince, past, stale, tab } = props;
  const client = row?.name ?? 'this client';
  if (past.shown !== null) {
    const { digest, week, error } = past.shown;
    if (digest === null) return <PastSummary week={week} client={client} error={error} />;
    // Keyed by date: a card opened on one week's figures does not stay open on another's.
    return <DigestTab key={digest.asOf} digest={digest} client={client} stale={false} isPast review={null} />;
  }
  if (tab === 'hygiene' && state.review !== null && state.review.hygiene !== null) {
    const { id, hygiene, flowband } = state.review;
    return (
      <>
        <Suspense fallback={null}>
          <HygieneTab key={id} clientId={id} hygiene={hygiene} flowband={flowband} />
        </Suspense>
        {state.digest !== null && <PrintFooter digest={state.digest} client={client} />}
      </>
    );
  }
  if (tab === 'console' && state.review?.console) {
    const { id, console: open, hygiene, forecast } = state.review;
    const cash = state.digest?.figures.cashOnHand ?? null;
    return (
      <Suspense fallback={null}>
        <ConsoleTab
          key={id}
          clientId={id}
          console={open}
          hygiene={hygiene}
          forecast={forecast}
          cash={cash}
          offline={offlineSince !== null}
          timeZone={row?.timeZone ?? null}
        />
      </Suspense>
    );
  }
  if (tab === 'digest' && state.digest !== null) {
    return <DigestTab digest={state.digest} client={client} stale={stale} review={state.review} />;
  }
  if (state.digest !== null) return tab === 'console' ? <NoConsoleYet /> : <NotReadYet />;
  if (state.error !== null) {
    return (
      <ErrorState title="The figures could not be read" details={[]}>
        <p>{state.error} Nothing was changed. They are asked for again by themselves.</p>
      </ErrorState>
    );
  }
  if (state.absent || row?.lastGoodSyncAt === null) return <BeforeFirstSync row={row} sync={sync} />;
  if (offlineSince !== null && !state.refreshing) {
    return (
      <EmptyState title="Not on this device yet">
        <p>The figures of this client were not fetched before the connection went. They come when it is back.</p>
      </EmptyState>
    );
  }
  if (tab !== 'digest') {
    return <Suspense fallback={null}>{tab === 'hygiene' ? <HygieneSkeleton /> : <ConsoleSkeleton />}</Suspense>;
  }
  return (
    <AfterAWhile>
      <DigestSkeleton />
    </AfterAWhile>
  );
}

/** Books that were read before what is open in them was. */
function NoConsoleYet(): ReactElement {
  return (
    <EmptyState title="Not read yet">
      <p>
        These figures were fetched before open bills and invoices were. They come with the next answer of the server.
      </p>
    </EmptyState>
  );
}

/** Books that were read before the rules were: the next sync asks them. */
function NotReadYet(): ReactElement {
  return (
    <EmptyState title="No issues known yet">
      <p>These books were read before they were asked for issues. The next sync asks; the digest stands as it is.</p>
    </EmptyState>
  );
}
