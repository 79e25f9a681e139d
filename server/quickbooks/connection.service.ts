import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { refuse, type Refusal, type RefusalCode } from '../../domain/refusal.js';
import { record } from '../audit/audit.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import type { Origin, Principal } from '../principal.js';
import { connectedClient, createConnectedClient, reconnectClient } from './connectedClient.js';
import type { GrantReturns } from './grantReturn.js';
import type { QuickBooksCompany } from './http.js';
import type { Company } from './mapping/company.js';
import type { Grant, QuickBooksOAuth } from './oauth.js';
import { QuickBooksError } from './quickBooksError.js';
import type { ConnectionTokens } from './tokens.js';

/** Longer than an access token lives: signing in at QuickBooks can mean a forgotten password and a second factor. */
export const ATTEMPT_SECONDS = 60 * 60;
const LONGEST_PARAMETER = 2_000;

/** What QuickBooks sends a person back with. */
export interface CallbackQuery {
  readonly state: string | null;
  readonly code: string | null;
  readonly realmId: string | null;
  readonly error: string | null;
}

/** `browserSecret` goes into a cookie of the browser that asked, and nowhere else; QuickBooks' return must bring it. */
export type BegunConnection =
  | { readonly consentUrl: string; readonly state: string; readonly browserSecret: string }
  | { readonly refusal: Refusal };

/** Who comes back from QuickBooks. */
export interface ReturningBrowser {
  /** What the browser was given when the attempt with this state began; null when it brings nothing. */
  readonly secret: string | null;
  /** Who is signed in there now; null when the access token has run out meanwhile. */
  readonly principal: Principal | null;
}

type ConnectionOutcome = { readonly clientId: string } | { readonly refused: RefusalCode };

export interface ConnectionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly oauth: QuickBooksOAuth;
  readonly tokens: ConnectionTokens;
  readonly returns: Pick<GrantReturns, 'holdOff'>;
  /** Opens a company with a token that is not kept yet. */
  readonly openCompany: (realmId: string, accessToken: string) => QuickBooksCompany;
  readonly fetchCompany: (quickBooks: QuickBooksCompany) => Promise<Company>;
  /** Who acts in a session that is still open; null when it is not. */
  readonly principalOfSession: (sessionId: string) => Promise<Principal | null>;
  /** Called once a first sync is queued. */
  readonly onConnected: () => void;
}

/**
 * Connecting QuickBooks companies. Responsible for: the attempt's state (random, kept hashed, once, one hour), the
 * exchange, the client with all that belongs to it in one transaction. An attempt is bound to the session that began it,
 * which must still be open, and to the browser it was begun in: nobody can make another's browser finish theirs.
 * Never: keeping a token unsealed.
 */
export interface ConnectionService {
  /** The address of QuickBooks' consent page for this person's attempt; refuses NOT_SIGNED_IN. */
  begin(principal: Principal | null, origin: Origin): Promise<BegunConnection>;
  /** Ends an attempt: makes the client, or says why not. The access token may have run out since it was begun. */
  finish(browser: ReturningBrowser, query: CallbackQuery, origin: Origin): Promise<ConnectionOutcome>;
}

/** `onConnected` is called only after the client is committed. */
export function createConnectionService(parts: ConnectionParts): ConnectionService {
  return {
    begin: async (principal, origin) => {
      if (!principal) return { refusal: refuse('NOT_SIGNED_IN') };
      return begin(parts, principal, origin);
    },
    finish: async (browser, query, origin) => {
      const outcome = await finish(parts, browser, query, origin);
      if ('clientId' in outcome) parts.onConnected();
      return outcome;
    },
  };
}

async function begin(
  { database, clock, oauth }: ConnectionParts,
  principal: Principal,
  origin: Origin,
): Promise<BegunConnection> {
  const [state, browserSecret] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  const now = clock.now();
  // Attempts that are over say nothing any more: what became of them is in the audit trail.
  await database.asSync({}, (tx) =>
    tx.execute('delete from connection_attempt where used_at is not null or expires_at <= ?', [now]),
  );
  await database.asPrincipal({ principalId: principal.id, firmId: principal.firmId }, 'write', async (tx) => {
    await tx.execute(
      `insert into connection_attempt (state_hash, browser_hash, firm_id, advisor_id, session_id, created_at, expires_at)
         values (?, ?, ?, ?, ?, ?, ?)`,
      [
        hashOf(state),
        hashOf(browserSecret),
        principal.firmId,
        principal.id,
        principal.sessionId,
        now,
        new Date(now.getTime() + ATTEMPT_SECONDS * 1000),
      ],
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
  return { consentUrl: oauth.authorizeUrl(state), state, browserSecret };
}

async function finish(
  parts: ConnectionParts,
  browser: ReturningBrowser,
  query: CallbackQuery,
  origin: Origin,
): Promise<ConnectionOutcome> {
  const { state, code, realmId, error } = query;
  if (!state || state.length > LONGEST_PARAMETER) return { refused: 'INVALID_INPUT' };
  const attempt = await useAttempt(parts, browser, state);
  if (!attempt) return { refused: 'CONNECTION_EXPIRED' };
  const principal = await parts.principalOfSession(attempt.sessionId);
  if (!principal) return { refused: 'NOT_SIGNED_IN' };
  if (error) return { refused: 'QUICKBOOKS_DENIED' };
  if (!code || code.length > LONGEST_PARAMETER || !/^\d{1,30}$/.test(realmId ?? ''))
    return { refused: 'INVALID_INPUT' };
  const realm = String(realmId);
  const known = await connectedClient(parts.database, principal, realm);
  if (known?.isOpen) return { refused: 'ALREADY_CONNECTED' };
  if (known) await parts.returns.holdOff(known.clientId);
  const granted = await exchange(parts, code, realm);
  if ('refused' in granted) return granted;
  const details = { principal, origin, realmId: realm, ...granted };
  if (known) return { clientId: await reconnectClient(parts, details, known.clientId) };
  const clientId = await createConnectedClient(parts, details, randomUUID());
  if (clientId) return { clientId };
  // The grant is shared by everyone in the firm who connects this company: it is not taken back.
  return { refused: 'ALREADY_CONNECTED' };
}

/**
 * Marks the attempt as used; null when there is none that is open, when it was begun in another browser, or when
 * somebody else is signed in by now.
 */
async function useAttempt(
  { database, clock }: ConnectionParts,
  { secret, principal }: ReturningBrowser,
  state: string,
): Promise<{ readonly sessionId: string } | null> {
  if (secret === null) return null;
  const now = clock.now();
  const [attempt] = await database.asSync({}, (tx) =>
    tx.execute<{ sessionId: string }[]>(
      `update connection_attempt set used_at = ? where state_hash = ? and browser_hash = ? and used_at is null
         and expires_at > ? and advisor_id = coalesce(?::uuid, advisor_id) returning session_id as "sessionId"`,
      [now, hashOf(state), hashOf(secret), now, principal?.id ?? null],
    ),
  );
  return attempt ?? null;
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
