import type { SyncState } from '../../domain/syncState.js';
import { instant, type Instant } from '../platform/instant.js';
import type { SyncStatus } from './sync.types.js';

/** The columns of a list row `r` that tell of its sync, as SQL and as read. */
export const STATUS_COLUMNS = `r.sync_state, r.sync_phase, r.sync_percent, r.sync_rows_read, r.sync_rows_per_second, r.paused,
  r.last_good_at, r.last_error, r.last_error_at`;

export interface StatusRow {
  readonly sync_state: SyncState;
  readonly sync_phase: string | null;
  readonly sync_percent: number | null;
  readonly sync_rows_read: number | null;
  readonly sync_rows_per_second: number | null;
  readonly paused: boolean;
  readonly last_good_at: Instant;
  readonly last_error: string | null;
  readonly last_error_at: Instant;
}

/** A sync's state as the contract tells it. How far it is, is told only while it reads. */
export function syncStatus(status: SyncStatus): SyncStatus {
  if (status.state === 'SYNCING') return status;
  return { ...status, phase: null, percent: null, rowsRead: null, rowsPerSecond: null };
}

/** The same from columns as PostgreSQL answers them. */
export function statusOfRow(row: StatusRow): SyncStatus {
  return syncStatus({
    state: row.sync_state,
    phase: row.sync_phase,
    percent: row.sync_percent,
    rowsRead: row.sync_rows_read,
    rowsPerSecond: row.sync_rows_per_second,
    paused: row.paused,
    lastGoodAt: instant(row.last_good_at),
    lastError: row.last_error,
    lastErrorAt: instant(row.last_error_at),
  });
}
