import type { EntityManager } from '../platform/database.js';
import type { Instant } from '../platform/instant.js';
import { STATUS_COLUMNS, statusOfRow, type StatusRow } from './syncStatus.js';
import type { ClientVersion } from './sync.types.js';

/** More than one person can look after. */
const MOST_CLIENTS = 10_000;

export interface VersionRow extends StatusRow {
  readonly client_id: string;
  readonly connected_at: Instant;
  readonly as_of: string | null;
  readonly books_version: number;
  readonly settings_version: number;
  readonly insights_version: number;
  readonly decisions_version: number;
}

/** The reader's clients by id, or those of `ids` that are theirs; one statement for any number. */
export function versionRows(tx: EntityManager, ids: readonly string[] | null): Promise<VersionRow[]> {
  const some = ids === null ? '' : 'where r.client_id = any(?::uuid[])';
  return tx.execute<VersionRow[]>(
    `select r.client_id, r.connected_at, r.as_of::text, r.books_version, r.settings_version, r.insights_version, r.decisions_version,
       ${STATUS_COLUMNS}
       from client_row r ${some} order by r.client_id limit ${MOST_CLIENTS}`,
    ids === null ? [] : [`{${ids.join(',')}}`],
  );
}

/**
 * What a device compares. A digest reads differently when its date, its books, its settings or the evidence of its last
 * good sync change, its issues and forecast when a person changes them or the tier does, and then alone: how far a sync is,
 * a failure or a pause stand beside it.
 */
export function versionOf(row: VersionRow): ClientVersion {
  const sync = statusOfRow(row);
  const parts = [row.as_of ?? '-', row.books_version, row.settings_version, sync.lastGoodAt?.getTime() ?? 0];
  parts.push(row.insights_version);
  return { clientId: row.client_id, version: parts.join('.'), decisionsVersion: row.decisions_version, sync };
}
