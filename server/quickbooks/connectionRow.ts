import type { EntityManager } from '../platform/database.js';
import { QuickBooksError } from './quickBooksError.js';

/** A client's tokens as they are kept. */
export interface ConnectionRow {
  readonly access_token_sealed: string;
  readonly refresh_token_sealed: string;
  readonly access_expires_at: Date | string;
  readonly needs_reconnecting: boolean;
}

/** The columns of a grant as they are kept: access, refresh, and when each ends. */
export type SealedGrant = readonly [string, string, Date, Date];

/** Longer than a token call may take: whoever holds the row is done by then. */
const LONGEST_WAIT = '20s';
const FIRST_OFFER_MS = 60_000;
const LOCK_NOT_AVAILABLE = '55P03';
const COLUMNS = 'access_token_sealed, refresh_token_sealed, access_expires_at, needs_reconnecting';

/** What a client's tokens are sealed for; a sealed text moved to another client does not open. */
export function tokenContext(clientId: string, which: 'access' | 'refresh'): string {
  return `quickbooks_connection:${clientId}:${which}`;
}

/** The row as it is; throws `needs_reconnecting` when none is kept, or its grant was lost. */
export async function readConnection(tx: EntityManager, clientId: string): Promise<ConnectionRow> {
  const [row] = await tx.execute<ConnectionRow[]>(`select ${COLUMNS} from quickbooks_connection where client_id = ?`, [
    clientId,
  ]);
  return usable(row);
}

/** The same, held until the transaction ends. Throws `unavailable` when somebody else has held it for too long. */
export async function holdConnection(tx: EntityManager, clientId: string): Promise<ConnectionRow> {
  return usable(await heldRow(tx, clientId));
}

/** The row, held; undefined when there is none. A lost grant is no hindrance. */
export async function heldRow(tx: EntityManager, clientId: string): Promise<ConnectionRow | undefined> {
  await waitForLocks(tx);
  try {
    const [row] = await tx.execute<ConnectionRow[]>(
      `select ${COLUMNS} from quickbooks_connection where client_id = ? for update`,
      [clientId],
    );
    return row;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE)
      throw new QuickBooksError('unavailable', { detail: 'another process renews this token', cause: error });
    throw error;
  }
}

/** Lets this transaction wait for rows as long as whoever holds one may take at QuickBooks, and no longer. */
export async function waitForLocks(tx: EntityManager): Promise<void> {
  await tx.execute('select set_config(?, ?, true)', ['lock_timeout', LONGEST_WAIT]);
}

function usable(row: ConnectionRow | undefined): ConnectionRow {
  if (!row) throw new QuickBooksError('needs_reconnecting', { detail: 'no connection is kept for this client' });
  if (row.needs_reconnecting) throw new QuickBooksError('needs_reconnecting', { detail: 'the grant was lost before' });
  return row;
}

/**
 * Puts a grant in the place of the one whose sealed refresh token is given, also where that waits to be given back;
 * nothing happens when it is there no more.
 */
export async function replaceGrant(
  tx: EntityManager,
  clientId: string,
  grant: SealedGrant,
  insteadOf: string,
): Promise<void> {
  await tx.execute(
    `update quickbooks_connection set access_token_sealed = ?, refresh_token_sealed = ?, access_expires_at = ?,
       refresh_expires_at = ?, needs_reconnecting = false where client_id = ? and refresh_token_sealed = ?`,
    [...grant, clientId, insteadOf],
  );
  await tx.execute(
    'update grant_to_return set refresh_token_sealed = ? where client_id = ? and refresh_token_sealed = ?',
    [grant[1], clientId, insteadOf],
  );
}

/** Whether this very grant, held by the caller from now on, counts as lost. */
export async function isLost(tx: EntityManager, clientId: string, refreshSealed: string): Promise<boolean> {
  const row = await heldRow(tx, clientId);
  return row?.refresh_token_sealed === refreshSealed && row.needs_reconnecting;
}

/** A grant that counted as lost lives after all: the client says so, and is read. */
export async function readAgain(tx: EntityManager, clientId: string, now: Date): Promise<void> {
  await tx.execute(
    `update sync_job set wanted = not paused, due_at = ?, requested_at = ?, attempts = 0 where client_id = ?`,
    [now, now, clientId],
  );
  await tx.execute(
    `update client_row set sync_state = case when last_good_at is null then 'WAITING' else 'SYNCED' end,
       last_error = null, last_error_at = null where client_id = ? and sync_state = 'NEEDS_RECONNECTING'`,
    [clientId],
  );
}

/** Writes down that QuickBooks knows this grant no more; not when another has taken its place. */
export async function markLost(tx: EntityManager, clientId: string, refreshSealed: string): Promise<void> {
  await tx.execute(
    'update quickbooks_connection set needs_reconnecting = true where client_id = ? and refresh_token_sealed = ?',
    [clientId, refreshSealed],
  );
}

/**
 * Takes a client's tokens out of use and puts its refresh token where it waits to be given back, in the caller's
 * transaction: whatever becomes of the process afterwards, the grant is given back. False when there is none.
 */
export async function letGoOfGrant(tx: EntityManager, clientId: string, now: Date): Promise<boolean> {
  // The job's row first, as a sync takes it.
  await tx.execute(
    `update sync_job set return_at = ? where client_id = ?
       and exists (select from quickbooks_connection c where c.client_id = sync_job.client_id)`,
    // Whoever let go offers it first; a minute later anybody does.
    [new Date(now.getTime() + FIRST_OFFER_MS), clientId],
  );
  if (!(await heldRow(tx, clientId))) return false;
  await tx.execute(
    `insert into grant_to_return (client_id, firm_id, refresh_token_sealed, since)
       select client_id, firm_id, refresh_token_sealed, ?::timestamptz from quickbooks_connection where client_id = ?
     on conflict (client_id) do update set refresh_token_sealed = excluded.refresh_token_sealed,
       since = excluded.since, tries = 0`,
    [now, clientId],
  );
  await tx.execute('delete from quickbooks_connection where client_id = ?', [clientId]);
  return true;
}

/** A company that is connected again wants its access: an older grant of it is not given back any more. */
export async function keepAccess(tx: EntityManager, clientId: string): Promise<void> {
  await tx.execute('update sync_job set return_at = null where client_id = ? and return_at is not null', [clientId]);
  await tx.execute('delete from grant_to_return where client_id = ?', [clientId]);
}
