import type { ReactElement } from 'react';
import type { ClientRow, DigestState } from '../offline/index.js';
import { Kbd } from '../ui/Kbd.js';
import { AfterAWhile } from '../ui/SkeletonRows.js';
import { EmptyState, ErrorState } from '../ui/StatePage.js';
import { BeforeFirstSync } from './BeforeFirstSync.js';
import { ClientHead } from './ClientHead.js';
import type { ClientSync, Place } from './clientSync.js';
import { DigestSkeleton } from './DigestSkeleton.js';
import { DigestTab } from './DigestTab.js';
import { PastBanner } from './PastBanner.js';
import { PastSummary } from './PastSummary.js';
import { SyncLine } from './SyncLine.js';
import { UnknownClient } from './UnknownClient.js';
import type { ConnectionNote } from './useConnectionNote.js';
import type { PastWeeks } from './usePastWeek.js';

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
}

/** The page of one client, in whatever state its data is. */
export function ClientView(props: ClientViewProps): ReactElement {
  const { row, listKnown, state, sync, offlineSince, place, past, note } = props;
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
      <div role="tabpanel" className="dpanel" aria-label="Digest">
        <Body {...props} stale={stale} />
      </div>
      <div className="hint pad" aria-hidden="true">
        <span>
          <Kbd>E</Kbd>evidence
        </span>
        <span>
          <Kbd>L</Kbd>chart or list
        </span>
        <span>
          <Kbd>[</Kbd>
          <Kbd>]</Kbd>past weeks
        </span>
        <span>
          <Kbd>⇧J</Kbd>
          <Kbd>⇧K</Kbd>next, previous client
        </span>
        <span className="sp" />
        <span>
          <Kbd>?</Kbd>all keys
        </span>
      </div>
    </>
  );
}

function Body({ row, state, sync, offlineSince, past, stale }: ClientViewProps & { stale: boolean }): ReactElement {
  const client = row?.name ?? 'this client';
  if (past.shown !== null) {
    const { digest, week, error } = past.shown;
    if (digest === null) return <PastSummary week={week} client={client} error={error} />;
    // Keyed by date: a card opened on one week's figures does not stay open on another's.
    return <DigestTab key={digest.asOf} digest={digest} client={client} stale={false} isPast />;
  }
  if (state.digest !== null) return <DigestTab digest={state.digest} client={client} stale={stale} />;
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
  return (
    <AfterAWhile>
      <DigestSkeleton />
    </AfterAWhile>
  );
}
