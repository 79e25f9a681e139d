import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { isDisconnected, type SyncState } from '../../domain/syncState.js';
import { record } from '../audit/audit.js';
import { insertBusiness } from '../books/business.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import type { Company } from './mapping/company.js';
import { keepAccess } from './connectionRow.js';
import type { Grant } from './oauth.js';
import type { ConnectionTokens } from './tokens.js';

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly tokens: ConnectionTokens;
}

/** A company that a person has just given access to. */
export interface NewConnection {
  readonly principal: Principal;
  readonly origin: Origin;
  readonly realmId: string;
  readonly grant: Grant;
  readonly company: Company;
}

/** The person's client of this company, if there is one in their scope; it waits for a grant when its own is lost or was given back. */
export async function connectedClient(
  database: Database,
  principal: Principal,
  realmId: string,
): Promise<{ readonly clientId: string; readonly isOpen: boolean } | null> {
  const [row] = await database.asPrincipal({ principalId: principal.id, firmId: principal.firmId }, 'read', (tx) =>
    tx.execute<{ client_id: string; sync_state: SyncState }[]>(
      'select b.client_id, r.sync_state from business b join client_row r on r.client_id = b.client_id where b.realm_id = ?',
      [realmId],
    ),
  );
  return row ? { clientId: row.client_id, isOpen: !isDisconnected(row.sync_state) } : null;
}

/**
 * Makes the client with everything that belongs to it and queues its first sync, in one transaction. Null when the
 * company is connected in this firm already, by somebody whose clients this person does not see.
 */
export async function createConnectedClient(
  parts: Parts,
  connection: NewConnection,
  clientId: string,
): Promise<string | null> {
  const { firmId } = connection.principal;
  try {
    await parts.database.asSync({ clientId, firmId }, async (tx) => {
      const now = parts.clock.now();
      const advisor = await insertClient(tx, connection, clientId, now);
      await insertAccess(tx, connection.principal, clientId);
      await insertBusiness(tx, { clientId, firmId, realmId: connection.realmId }, connection.company);
      await keepTokens(tx, parts.tokens, connection, clientId, now);
      await tx.execute(
        `insert into client_row (client_id, firm_id, name, advisor_name, time_zone, sync_state, connected_at)
           values (?, ?, ?, ?, ?, 'WAITING', ?)`,
        [clientId, firmId, connection.company.name, advisor.name, advisor.time_zone, now],
      );
      await tx.execute('insert into sync_job (client_id, firm_id, realm_id, due_at) values (?, ?, ?, ?)', [
        clientId,
        firmId,
        connection.realmId,
        now,
      ]);
      await recordConnection(tx, connection, clientId, 'client.connected', now);
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return null;
    throw error;
  }
  return clientId;
}

/**
 * Gives a client whose grant was lost or given back its new one and queues a sync. What was paused is read again; what
 * happened meanwhile is asked for from where the books stand.
 */
export async function reconnectClient(parts: Parts, connection: NewConnection, clientId: string): Promise<string> {
  await parts.database.asSync({ clientId }, async (tx) => {
    const now = parts.clock.now();
    // The job's row first, as a sync takes it.
    await tx.execute(
      `update sync_job set wanted = true, due_at = ?, attempts = 0, cause = 'CONNECTED', requested_at = ?, realm_id = ?,
         paused = false where client_id = ?`,
      [now, now, connection.realmId, clientId],
    );
    await keepAccess(tx, clientId);
    await keepTokens(tx, parts.tokens, connection, clientId, now);
    await tx.execute(
      `update client_row set sync_state = 'WAITING', paused = false, last_error = null, last_error_at = null
         where client_id = ?`,
      [clientId],
    );
    await recordConnection(tx, connection, clientId, 'client.reconnected', now);
  });
  return clientId;
}

async function insertClient(
  tx: EntityManager,
  { principal, company }: NewConnection,
  clientId: string,
  now: Date,
): Promise<{ name: string; time_zone: string }> {
  const [advisor] = await tx.execute<{ name: string; time_zone: string }[]>(
    'select name, time_zone from advisor where id = ? and firm_id = ? and active',
    [principal.id, principal.firmId],
  );
  if (!advisor) throw new Error('the person who connects is an active advisor of the firm');
  await tx.execute(
    'insert into client (id, firm_id, advisor_id, name, time_zone, created_at) values (?, ?, ?, ?, ?, ?)',
    [clientId, principal.firmId, principal.id, company.name, advisor.time_zone, now],
  );
  return advisor;
}

/** The advisor who connects, and every owner of the firm. */
async function insertAccess(tx: EntityManager, { id, firmId }: Principal, clientId: string): Promise<void> {
  await tx.execute(
    `insert into access (firm_id, principal_id, client_id, role)
     select ?::uuid, a.id, ?::uuid, case when a.role = 'OWNER' then 'OWNER' else 'ADVISOR' end
       from advisor a where a.firm_id = ? and a.active and (a.role = 'OWNER' or a.id = ?)`,
    [firmId, clientId, firmId, id],
  );
}

/** Keeps a grant, in the place of one there was. */
async function keepTokens(
  tx: EntityManager,
  tokens: ConnectionTokens,
  { principal, grant, realmId }: NewConnection,
  clientId: string,
  now: Date,
): Promise<void> {
  await tx.execute(
    `insert into quickbooks_connection (client_id, firm_id, realm_id, access_token_sealed, refresh_token_sealed,
       access_expires_at, refresh_expires_at, connected_by, connected_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (client_id) do update set access_token_sealed = excluded.access_token_sealed,
       refresh_token_sealed = excluded.refresh_token_sealed, access_expires_at = excluded.access_expires_at,
       refresh_expires_at = excluded.refresh_expires_at, connected_by = excluded.connected_by,
       connected_at = excluded.connected_at, needs_reconnecting = false`,
    [clientId, principal.firmId, realmId, ...tokens.sealed(clientId, grant), principal.id, now],
  );
}

async function recordConnection(
  tx: EntityManager,
  { principal, origin, realmId, company }: NewConnection,
  clientId: string,
  action: string,
  at: Date,
): Promise<void> {
  await record(tx, {
    firmId: principal.firmId,
    clientId,
    actor: { kind: 'PERSON', id: principal.id },
    action,
    at,
    after: { realmId, company: company.name },
    requestId: origin.requestId,
    remoteAddress: origin.remoteAddress,
  });
}
