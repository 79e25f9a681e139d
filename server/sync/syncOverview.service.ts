import { createHash } from 'node:crypto';
import { isStale } from '../../domain/attention.js';
import type { SyncState } from '../../domain/syncState.js';
import type { Clock } from '../platform/clock.js';
import type { EntityManager } from '../platform/database.js';
import type { ClientVersion, SyncOverview } from './sync.types.js';

interface OverviewRow {
  readonly client_id: string;
  readonly sync_state: SyncState;
  readonly sync_phase: string | null;
  readonly sync_percent: number | null;
  readonly last_good_at: Date | string | null;
  readonly connected_at: Date | string | null;
  readonly last_error: string | null;
  readonly last_error_at: Date | string | null;
  readonly as_of: string | null;
  readonly books_version: number;
  readonly settings_version: number;
}

/** More than one person can look after. */
const MOST_CLIENTS = 10_000;

/** How far the syncs of the reader's clients are: one statement, made to be polled. */
export interface SyncOverviewService {
  overview(tx: EntityManager): Promise<SyncOverview>;
}

/** Holds nothing; reads in the request's transaction. The clock says what is stale now: a list reads differently then. */
export function createSyncOverviewService({ clock }: { readonly clock: Clock }): SyncOverviewService {
  return { overview: (tx) => readOverview(tx, clock.now()) };
}

async function readOverview(tx: EntityManager, now: Date): Promise<SyncOverview> {
  const rows = await tx.execute<OverviewRow[]>(
    `select client_id, sync_state, sync_phase, sync_percent, last_good_at, connected_at, last_error, last_error_at,
       as_of::text, books_version, settings_version from client_row order by client_id limit ${MOST_CLIENTS}`,
  );
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

function isRowStale({ last_good_at, connected_at }: OverviewRow, now: Date): boolean {
  const instant = (at: Date | string | null): Date | null => (at === null ? null : new Date(at));
  return isStale(instant(last_good_at), now, instant(connected_at));
}

/** A digest reads differently when its date, its books, its settings or the evidence of its last good sync change. */
function versionOf(row: OverviewRow): ClientVersion {
  const lastGoodAt = row.last_good_at === null ? null : new Date(row.last_good_at);
  const version = [row.as_of ?? '-', row.books_version, row.settings_version, lastGoodAt?.getTime() ?? 0].join('.');
  return {
    clientId: row.client_id,
    version,
    sync: {
      state: row.sync_state,
      phase: row.sync_phase,
      percent: row.sync_percent,
      lastGoodAt,
      lastError: row.last_error,
      lastErrorAt: row.last_error_at === null ? null : new Date(row.last_error_at),
    },
  };
}
