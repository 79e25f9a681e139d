import { nameKey, type ClientSelection } from '../../domain/clientList.js';

/** Conditions over `client_row r` with their values. `stale` is judged at the given instant. */
export interface Conditions {
  readonly sql: string;
  readonly params: readonly unknown[];
}

export const FAILING = "r.sync_state in ('FAILING', 'NEEDS_RECONNECTING')";
export const DISCONNECTED = "r.sync_state in ('NOT_CONNECTED', 'NEEDS_RECONNECTING')";

/** As `isStale` in domain/attention.ts: no good sync in 48 hours; never synced: since it was connected. */
export const STALE = "coalesce(coalesce(r.last_good_at, r.connected_at) < ?::timestamptz - interval '48 hours', false)";

/** As `needsAttention` in domain/attention.ts. One value: the instant. */
export const ATTENTION = `(r.runway_status = 'RED' or r.lower_by_a_week or r.worse_status or ${DISCONNECTED} or ${STALE})`;

/** What a filter asks for; what is absent, null, false or an empty list asks for nothing. */
export function conditionsOf(filter: ClientSelection, now: Date): Conditions {
  const parts: string[] = ['true'];
  const params: unknown[] = [];
  const add = (sql: string, ...values: unknown[]): void => {
    parts.push(sql);
    params.push(...values);
  };
  const wanted = nameKey((filter.search ?? '').trim());
  if (wanted !== '') add('position(?::text in r.name_key) > 0', wanted);
  const { status, needsAttention, syncFailing, stale } = filter.filters ?? {};
  if (status && status.length > 0) add(`r.runway_status in (${status.map(() => '?').join(', ')})`, ...status);
  if (needsAttention) add(ATTENTION, now.toISOString());
  if (syncFailing) add(FAILING);
  if (stale) add(STALE, now.toISOString());
  return { sql: parts.join(' and '), params };
}
