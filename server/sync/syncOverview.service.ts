import { createHash } from 'node:crypto';
import { isStale } from '../../domain/attention.js';
import type { SyncState } from '../../domain/syncState.js';
import type { Clock } from '../platform/clock.js';
import type { EntityManager } from '../platform/database.js';
import { instant } from '../platform/instant.js';
import { versionOf, versionRows, type VersionRow } from './clientVersions.js';
import type { SyncOverview } from './sync.types.js';

/** How far the syncs of the reader's clients are: one statement, made to be polled. */
export interface SyncOverviewService {
  overview(tx: EntityManager): Promise<SyncOverview>;
}

/** Holds nothing; reads in the request's transaction. The clock says what is stale now: a list reads differently then. */
export function createSyncOverviewService({ clock }: { readonly clock: Clock }): SyncOverviewService {
  return { overview: (tx) => readOverview(tx, clock.now()) };
}

async function readOverview(tx: EntityManager, now: Date): Promise<SyncOverview> {
  const rows = await versionRows(tx, null);
  const versions = rows.map(versionOf);
  const stale = rows.filter((row) => isRowStale(row, now)).map(({ client_id }) => client_id);
  const inState = (state: SyncState): number => rows.filter((row) => row.sync_state === state).length;
  const good = versions.flatMap(({ sync }) => (sync.lastGoodAt ? [sync.lastGoodAt.getTime()] : []));
  return {
    version: createHash('sha256')
      .update(JSON.stringify([versions, stale]))
      .digest('base64url')
      .slice(0, 22),
    clients: rows.length,
    synced: inState('SYNCED'),
    syncing: inState('SYNCING'),
    waiting: inState('WAITING'),
    failing: inState('FAILING'),
    needsReconnecting: inState('NEEDS_RECONNECTING'),
    notConnected: inState('NOT_CONNECTED'),
    lastGoodAt: good.length === 0 ? null : new Date(Math.max(...good)),
    versions,
  };
}

function isRowStale({ last_good_at, connected_at }: VersionRow, now: Date): boolean {
  return isStale(instant(last_good_at), now, instant(connected_at));
}
