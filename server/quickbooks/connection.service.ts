import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { refuse, type Refusal, type RefusalCode } from '../../domain/refusal.js';
import { record } from '../audit/audit.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { Origin, Principal } from '../principal.js';
import { connectedClient, createConnectedClient, reconnectClient } from './connectedClient.js';
import type { QuickBooksCompany } from './http.js';
import type { Company } from './mapping/company.js';
import type { Grant, QuickBooksOAuth } from './oauth.js';
import { QuickBooksError } from './quickBooksError.js';
import type { ConnectionTokens } from './tokens.js';

const ATTEMPT_MS = 10 * 60_000;
const LONGEST_PARAMETER = 2_000;

/** What QuickBooks sends a person back with. */
export interface CallbackQuery {
  readonly state: string | null;
  readonly code: string | null;
  readonly realmId: string | null;
  readonly error: string | null;
}

interface BegunConnection {
  readonly consentUrl: string | null;
  readonly refusal: Refusal | null;
}

type ConnectionOutcome = { readonly clientId: string } | { readonly refused: RefusalCode };

export interface ConnectionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly oauth: QuickBooksOAuth;
  readonly tokens: ConnectionTokens;
  /** Opens a company with a token that is not kept yet. */
  readonly openCompany: (realmId: string, accessToken: string) => QuickBooksCompany;
  readonly fetchCompany: (quickBooks: QuickBooksCompany) => Promise<Company>;
  /** Called once a first sync is queued. */
  readonly onConnected: () => void;
}

/**
 * Connecting QuickBooks companies. Responsible for: the attempt's state (random, kept hashed, once, ten minutes), the
 * exchange, the client with all that belongs to it in one transaction. Never: keeping a token unsealed.
 */
export interface ConnectionService {
  /** The address of QuickBooks' consent page for this person's attempt; refuses NOT_SIGNED_IN. */
  begin(principal: Principal | null, origin: Origin): Promise<BegunConnection>;
  /** Ends an attempt: makes the client, or says why not. */
  finish(principal: Principal | null, query: CallbackQuery, origin: Origin): Promise<ConnectionOutcome>;
}

export function createConnectionService(parts: ConnectionParts): ConnectionService {
  return {
    begin: async (principal, origin) => {
      if (!principal) return { consentUrl: null, refusal: refuse('NOT_SIGNED_IN') };
      return { consentUrl: await begin(parts, principal, origin), refusal: null };
    },
    finish: async (principal, query, origin) => {
      if (!principal) return { refused: 'NOT_SIGNED_IN' };
      const outcome = await finish(parts, principal, query, origin);
      if ('clientId' in outcome) parts.onConnected();
      return outcome;
    },
  };
}

async function begin(
  { database, clock, oauth }: ConnectionParts,
  principal: Principal,
  origin: Origin,
): Promise<string> {
  const state = randomBytes(32).toString('base64url');
  const now = clock.now();
  await database.asPrincipal({ principalId: principal.id, firmId: principal.firmId }, 'write', async (tx) => {
    await tx.execute(
      'insert into connection_attempt (state_hash, firm_id, advisor_id, created_at, expires_at) values (?, ?, ?, ?, ?)',
      [hashOf(state), principal.firmId, principal.id, now, new Date(now.getTime() + ATTEMPT_MS)],
    );
    await record(tx, {
      firmId: principal.firmId,
      actor: { kind: 'PERSON', id: principal.id },
      action: 'connection.begun',
      at: now,
      requestId: origin.requestId,
      remoteAddress: origin.remoteAddress,
    });
  });
  return oauth.authorizeUrl(state);
}

async function finish(
  parts: ConnectionParts,
  principal: Principal,
  query: CallbackQuery,
  origin: Origin,
): Promise<ConnectionOutcome> {
  const { state, code, realmId, error } = query;
  if (!state || state.length > LONGEST_PARAMETER) return { refused: 'INVALID_INPUT' };
  if (!(await useAttempt(parts, principal, state))) return { refused: 'CONNECTION_EXPIRED' };
  if (error) return { refused: 'QUICKBOOKS_DENIED' };
  if (!code || code.length > LONGEST_PARAMETER || !/^\d{1,30}$/.test(realmId ?? ''))
    return { refused: 'INVALID_INPUT' };
  const realm = String(realmId);
  const known = await connectedClient(parts.database, principal, realm);
  if (known && !known.needsReconnecting) return { refused: 'ALREADY_CONNECTED' };
  const granted = await exchange(parts, code, realm);
  if ('refused' in granted) return granted;
  const details = { principal, origin, realmId: realm, ...granted };
  if (known) return { clientId: await reconnectClient(parts, details, known.clientId) };
  const clientId = await createConnectedClient(parts, details, randomUUID());
  if (clientId) return { clientId };
  // The grant is shared by everyone in the firm who connects this company: it is not taken back.
  return { refused: 'ALREADY_CONNECTED' };
}

/** Marks the attempt as used; false when there is none of this person's that is open. */
async function useAttempt({ database, clock }: ConnectionParts, principal: Principal, state: string): Promise<boolean> {
  const now = clock.now();
  const rows = await database.asSync({}, (tx) =>
    tx.execute<object[]>(
      `update connection_attempt set used_at = ? where state_hash = ? and advisor_id = ? and firm_id = ?
         and used_at is null and expires_at > ? returning state_hash`,
      [now, hashOf(state), principal.id, principal.firmId, now],
    ),
  );
  return rows.length === 1;
}

async function exchange(
  { oauth, openCompany, fetchCompany, logger }: ConnectionParts,
  code: string,
  realmId: string,
): Promise<{ readonly grant: Grant; readonly company: Company } | { readonly refused: RefusalCode }> {
  try {
    const grant = await oauth.exchange(code, realmId);
    return { grant, company: await fetchCompany(openCompany(realmId, grant.accessToken)) };
  } catch (error) {
    if (!(error instanceof QuickBooksError)) throw error;
    logger.warn({ err: error, realmId }, 'a company could not be connected');
    // A code that is not accepted was used or is too old; a company that refuses its new token gave no access.
    if (error.code === 'invalid_grant') return { refused: 'CONNECTION_EXPIRED' };
    const denied = error.kind === 'refused' || error.kind === 'needs_reconnecting';
    return { refused: denied ? 'QUICKBOOKS_DENIED' : 'QUICKBOOKS_UNAVAILABLE' };
  }
}

function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
