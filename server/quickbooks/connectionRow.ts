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
const LOCK_NOT_AVAILABLE = '55P03';
const COLUMNS = 'access_token_sealed, refresh_token_sealed, access_expires_at, needs_reconnecting';

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

/** The row for giving the grant back, held; null when there is none. A lost grant is no hindrance. */
export async function heldRow(tx: EntityManager, clientId: string): Promise<ConnectionRow | undefined> {
  await tx.execute('select set_config(?, ?, true)', ['lock_timeout', LONGEST_WAIT]);
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

function usable(row: ConnectionRow | undefined): ConnectionRow {
  if (!row) throw new QuickBooksError('needs_reconnecting', { detail: 'no connection is kept for this client' });
  if (row.needs_reconnecting) throw new QuickBooksError('needs_reconnecting', { detail: 'the grant was lost before' });
  return row;
}

/** Puts a grant in the place of the one whose sealed refresh token is given; nothing happens when that is there no more. */
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
}

/** Writes down that QuickBooks knows this grant no more; not when another has taken its place. */
export async function markLost(tx: EntityManager, clientId: string, refreshSealed: string): Promise<void> {
  await tx.execute(
    'update quickbooks_connection set needs_reconnecting = true where client_id = ? and refresh_token_sealed = ?',
    [clientId, refreshSealed],
  );
}

/** Forgets the tokens. */
export async function forgetConnection(tx: EntityManager, clientId: string): Promise<void> {
  await tx.execute('delete from quickbooks_connection where client_id = ?', [clientId]);
}
