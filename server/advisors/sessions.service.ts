import { randomUUID } from 'node:crypto';
import { record } from '../audit/audit.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Clock } from '../platform/clock.js';
import type { Origin, Principal } from '../principal.js';
import { Advisor } from './advisor.entity.js';
import { hashOf, newRefreshToken, REFRESH_SECONDS, sameHash, type RefreshToken } from './refreshToken.js';
import { Session } from './session.entity.js';

/** Successors of one token that may be open at once; the oldest is dropped first. */
const MOST_SIBLINGS = 8;

/** How long a session that is over is kept. */
const KEPT_AFTER_END_MS = 30 * 24 * 60 * 60 * 1000;

/** A session that was opened or renewed: who, and the refresh token to hand out once. */
export interface OpenSession {
  readonly principal: Principal;
  readonly refresh: RefreshToken;
}

/**
 * Sessions in the database. Responsible for: rotation of refresh tokens (a predecessor stays valid until its successor is
 * first used, and several successors of it stand side by side until then; one seen after that ends the session), and an
 * audit event when one starts or ends. Never: passwords or cookies.
 */
export interface SessionsService {
  open(tx: EntityManager, advisor: Advisor, origin: Origin): Promise<OpenSession>;
  /** Null when the token opens nothing. */
  renew(token: RefreshToken, origin: Origin): Promise<OpenSession | null>;
  /** Ends the session; safe to repeat. With a refresh token (`secret` known) only if the token is one of its own. */
  end(session: Pick<RefreshToken, 'sessionId'> & Partial<RefreshToken>, origin: Origin): Promise<void>;
  /** Who acts in a session, as it stands now; null when it has ended or its person is no longer active. */
  principalOf(sessionId: string): Promise<Principal | null>;
}

/** Every method but `open` is one transaction of the sign-in role; `open` joins its caller's. */
export function createSessionsService(parts: { readonly database: Database; readonly clock: Clock }): SessionsService {
  const { database, clock } = parts;
  return {
    open: (tx, advisor, origin) => openSession(tx, advisor, clock.now(), origin),
    renew: (token, origin) => database.asSignIn((tx) => renewSession(tx, token, clock.now(), origin)),
    end: ({ sessionId, secret }, origin) =>
      database.asSignIn(async (tx) => {
        const session = await lockSession(tx, sessionId);
        const isTheirs = session && (secret === undefined || isTokenOf(session, hashOf({ sessionId, secret })));
        if (isTheirs && !session.revokedAt) await revoke(tx, session, 'session.ended', clock.now(), origin);
      }),
    principalOf: (sessionId) => database.asSignIn((tx) => readPrincipal(tx, sessionId, clock.now())),
  };
}

async function openSession(tx: EntityManager, advisor: Advisor, now: Date, origin: Origin): Promise<OpenSession> {
  const refresh = newRefreshToken(randomUUID());
  await tx.execute('delete from session where least(expires_at, revoked_at) < ?::timestamptz', [
    new Date(now.getTime() - KEPT_AFTER_END_MS),
  ]);
  await tx.insert(Session, {
    id: refresh.sessionId,
    firmId: advisor.firmId,
    advisorId: advisor.id,
    refreshHash: hashOf(refresh),
    previousRefreshHash: null,
    siblingHashes: [],
    createdAt: now,
    refreshedAt: now,
    expiresAt: expiry(now),
    revokedAt: null,
  });
  await recordSession(
    tx,
    { id: refresh.sessionId, firmId: advisor.firmId, advisorId: advisor.id },
    'session.started',
    now,
    origin,
  );
  return { principal: principalOf(advisor, refresh.sessionId), refresh };
}

async function renewSession(
  tx: EntityManager,
  token: RefreshToken,
  now: Date,
  origin: Origin,
): Promise<OpenSession | null> {
  const session = await lockSession(tx, token.sessionId);
  if (!session || session.revokedAt || session.expiresAt <= now) return null;
  const presented = hashOf(token);
  if (!isTokenOf(session, presented)) {
    // Its successor was used already: somebody else holds a copy.
    await revoke(tx, session, 'session.revoked', now, origin);
    return null;
  }
  const advisor = await tx.findOne(Advisor, { id: session.advisorId, active: true });
  if (!advisor) {
    await revoke(tx, session, 'session.revoked', now, origin);
    return null;
  }
  const refresh = newRefreshToken(session.id);
  // The presented token stays the predecessor: the answer that carries its successor may get lost. Asked twice with the
  // same one, both successors are good until either is used: which of two answers a browser keeps is not known here.
  session.siblingHashes = isSuccessorOf(session, presented)
    ? []
    : [...session.siblingHashes, session.refreshHash].slice(-MOST_SIBLINGS);
  session.previousRefreshHash = presented;
  session.refreshHash = hashOf(refresh);
  session.refreshedAt = now;
  session.expiresAt = expiry(now);
  await tx.flush();
  return { principal: principalOf(advisor, session.id), refresh };
}

function isSuccessorOf(session: Session, hash: string): boolean {
  return [session.refreshHash, ...session.siblingHashes].some((known) => sameHash(hash, known));
}

function isTokenOf(session: Session, hash: string): boolean {
  return isSuccessorOf(session, hash) || sameHash(hash, session.previousRefreshHash);
}

async function readPrincipal(tx: EntityManager, sessionId: string, now: Date): Promise<Principal | null> {
  const [found] = await tx.execute<{ id: string; firmId: string; role: Principal['role'] }[]>(
    `select a.id, a.firm_id as "firmId", a.role from session s join advisor a on a.id = s.advisor_id and a.active
       where s.id = ?::uuid and s.revoked_at is null and s.expires_at > ?::timestamptz`,
    [sessionId, now],
  );
  return found ? { ...found, sessionId } : null;
}

async function lockSession(tx: EntityManager, id: string): Promise<Session | null> {
  const [found] = await tx.execute<Record<string, unknown>[]>('select * from session where id = ?::uuid for update', [
    id,
  ]);
  return found ? tx.map(Session, found) : null;
}

async function revoke(tx: EntityManager, session: Session, action: string, now: Date, origin: Origin): Promise<void> {
  session.revokedAt = now;
  await tx.flush();
  await recordSession(tx, session, action, now, origin);
}

function recordSession(
  tx: EntityManager,
  session: Pick<Session, 'id' | 'firmId' | 'advisorId'>,
  action: string,
  at: Date,
  { requestId, remoteAddress }: Origin,
): Promise<void> {
  return record(tx, {
    firmId: session.firmId,
    actor: { kind: 'PERSON', id: session.advisorId },
    action,
    at,
    after: { session: session.id },
    requestId,
    remoteAddress,
  });
}

function principalOf(advisor: Advisor, sessionId: string): Principal {
  return { id: advisor.id, firmId: advisor.firmId, role: advisor.role, sessionId };
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + REFRESH_SECONDS * 1000);
}
