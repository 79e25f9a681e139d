import { isDisconnected } from '../../domain/syncState.js';
import { stepAfterFailure } from '../../domain/connection.js';
import type { EntityManager } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';
import { STATUS_COLUMNS, statusOfRow, type StatusRow } from '../sync/syncStatus.js';
import type { ConnectionFailure, ConnectionType } from './connections.types.js';

/** More than one person can look after. */
const MOST_CONNECTIONS = 10_000;

interface ConnectionRow extends StatusRow {
  readonly client_id: string;
  readonly name: string;
  readonly advisor_name: string;
  readonly company_name: string | null;
  readonly connected_at: Instant;
  readonly connected_by: string | null;
  readonly noticed_at: Instant;
  readonly wanted: boolean | null;
  readonly due_at: Instant;
  readonly next_due_at: Instant;
  readonly tied: boolean | null;
  readonly checked_at: Instant;
  readonly as_of: string | null;
  readonly open_lines: number | null;
  readonly reference: string | null;
  readonly viewer_zone: string;
  readonly viewer_locale: string;
}

/** Calls to QuickBooks for one company, in its day and month (UTC). */
export interface CompanyCalls {
  readonly today: number;
  readonly thisMonth: number;
}

export interface ConnectionReading {
  readonly now: Date;
  /** Calls by client; a client without any is left out. */
  readonly calls: ReadonlyMap<string, CompanyCalls>;
}

/**
 * The reader's connections, those that need a person first, then by name; with `clientId` that client's alone. One
 * statement for any number. Row-level security shows the reader's own clients and nothing else.
 */
export async function readConnectionRows(tx: EntityManager, clientId: string | null): Promise<ConnectionRow[]> {
  const one = clientId === null ? '' : 'where r.client_id = ?::uuid';
  return tx.execute<ConnectionRow[]>(
    `select r.client_id, r.name, r.advisor_name, b.company_name, c.connected_at, p.name as connected_by,
       greatest(r.noticed_at, j.noticed_at) as noticed_at, j.wanted, j.due_at, j.next_due_at,
       t.tied, t.checked_at, t.as_of::text, t.open_lines, coalesce(f.tid, u.error_reference) as reference,
       v.time_zone as viewer_zone, v.locale as viewer_locale, ${STATUS_COLUMNS}
     from client_row r
       join advisor v on v.id = scope_principal()
       left join business b on b.client_id = r.client_id
       left join quickbooks_connection c on c.client_id = r.client_id
       left join advisor p on p.id = c.connected_by
       left join sync_job j on j.client_id = r.client_id
       left join lateral (
         select o.tied, o.checked_at, o.as_of,
             (select count(*)::int from jsonb_array_elements(o.evidence->'lines') l where not (l->>'closes')::boolean) as open_lines
           from tie_out o where o.client_id = r.client_id order by o.checked_at desc limit 1) t on true
       left join lateral (
         select s.tid from sync_failure s
           where s.client_id = r.client_id and s.tid is not null and s.at > coalesce(r.last_good_at, '-infinity')
           order by s.at desc limit 1) f on r.last_error is not null
       left join lateral (
         select e.error_reference from sync_run e where e.client_id = r.client_id
           order by e.started_at desc limit 1) u on r.last_error is not null
     ${one}
     order by (r.sync_state in ('NOT_CONNECTED', 'NEEDS_RECONNECTING')) desc, r.name_key, r.client_id
     limit ${MOST_CONNECTIONS}`,
    clientId === null ? [] : [clientId],
  );
}

/** A connection as the contract shows it, at an instant. */
export function presentConnection(row: ConnectionRow, { now, calls }: ConnectionReading): ConnectionType {
  const sync = statusOfRow(row);
  const connected = sync.state !== 'NOT_CONNECTED';
  const { today, thisMonth } = calls.get(row.client_id) ?? { today: 0, thisMonth: 0 };
  return {
    clientId: row.client_id,
    clientName: row.name,
    advisorName: row.advisor_name,
    companyName: row.company_name ?? row.name,
    sync,
    connectedAt: connected ? instant(row.connected_at) : null,
    connectedBy: connected ? row.connected_by : null,
    noticedAt: instant(row.noticed_at),
    nextSyncAt: nextSyncOf(row),
    callsThisMonth: thisMonth,
    callsToday: today,
    tie:
      row.tied === null || row.checked_at === null || row.as_of === null
        ? null
        : { tied: row.tied, checkedAt: new Date(row.checked_at), asOf: row.as_of, openLines: row.open_lines ?? 0 },
    failure: failureOf(row, now),
  };
}

function nextSyncOf(row: ConnectionRow): Date | null {
  if (row.paused || isDisconnected(row.sync_state)) return null;
  return instant(row.wanted === true ? row.due_at : row.next_due_at);
}

function failureOf(row: ConnectionRow, now: Date): ConnectionFailure | null {
  if (row.last_error === null || row.last_error_at === null) return null;
  const stopped = row.paused || isDisconnected(row.sync_state) || row.sync_state === 'SYNCING';
  const retryAt = stopped || row.wanted !== true ? null : instant(row.due_at);
  const moment = { now, zone: row.viewer_zone, locale: row.viewer_locale };
  return {
    at: new Date(row.last_error_at),
    message: row.last_error,
    nextStep: stepAfterFailure({ state: row.sync_state, paused: row.paused, retryAt }, moment),
    reference: row.reference,
    retryAt,
  };
}
