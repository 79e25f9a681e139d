import { refuse, type Refusal } from '../../domain/refusal.js';
import { record } from '../audit/audit.js';
import { Firm } from '../firms/firm.entity.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { DatabaseListener } from '../platform/listener.js';
import type { KeyRing } from '../platform/secrets.js';
import type { Origin, Principal } from '../principal.js';
import { readAccess, signAccess, type Access } from './accessToken.js';
import { Advisor } from './advisor.entity.js';
import type { DemoPerson, Viewer } from './advisor.types.js';
import { attemptsAt, attemptsFrom, forgetSuccess, minutesToWait } from './attempts.js';
import { LivingSessions } from './livingSessions.js';
import { LONGEST_PASSWORD, verifyPassword } from './passwords.js';
import { readRefreshToken, writeRefreshToken } from './refreshToken.js';
import { createSessionsService, type OpenSession } from './sessions.service.js';

const LONGEST_EMAIL = 320;
const MOST_DEMO_PEOPLE = 20;

/** What a sign-in hands out: both tokens, for cookies alone. */
export interface SignedIn {
  readonly principal: Principal;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export type SignInResult = SignedIn | Refusal;

/** Who people are and how they sign in. Talks to sessions and the audit trail. Never: what they may see. */
export interface AdvisorsService {
  /** Refuses WRONG_CREDENTIALS (the same, and as late, for an unknown e-mail) and TOO_MANY_ATTEMPTS. */
  signIn(email: string, password: string, origin: Origin): Promise<SignedIn | Refusal>;
  /** Refuses NOT_SIGNED_IN for a refresh token that opens nothing. */
  refresh(cookie: string | undefined, origin: Origin): Promise<SignedIn | Refusal>;
  /** Ends the session of either cookie; safe to repeat. */
  signOut(principal: Principal | null, refreshCookie: string | undefined, origin: Origin): Promise<void>;
  /**
   * Who an access cookie speaks for; null when it does not, or its session has ended (known everywhere at once, and within
   * half a minute where the database's notices do not come through; somebody's leaving within half a minute).
   */
  principalOf(accessCookie: string | undefined): Promise<Principal | null>;
  /** The same, with the instant the cookie ends; for connections that stay open beyond their request. */
  accessOf(accessCookie: string | undefined): Promise<Access | null>;
  /** Who acts in a session now, as late in knowing as `principalOf` and as cheap to ask; null when it has ended. */
  actingIn(sessionId: string): Promise<Principal | null>;
  /** Calls back with each session that ends, in whatever process, for as long as this one lives. */
  onSessionEnded(handle: (sessionId: string) => void): void;
  /** Who acts in a session that is still open; null when it is not. */
  principalOfSession(sessionId: string): Promise<Principal | null>;
  /** Null when the person is no longer active. */
  viewer(tx: EntityManager, principal: Principal): Promise<Viewer | null>;
  demoPeople(): Promise<DemoPerson[]>;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly sessionKeys: KeyRing;
  readonly demo: boolean;
  /** What transactions tell once they have committed. */
  readonly notices: Pick<DatabaseListener, 'on' | 'onGap'>;
}

/** Remembers living sessions for half a minute; everything else is in the database. */
export function createAdvisorsService(parts: Parts): AdvisorsService {
  const { database, clock, sessionKeys } = parts;
  const sessions = createSessionsService(parts);
  const living = new LivingSessions((sessionId) => sessions.principalOf(sessionId));
  const ended = new Set<(sessionId: string) => void>();
  parts.notices.on('session_ended', (sessionId) => {
    living.forget(sessionId);
    for (const tell of ended) tell(sessionId);
  });
  parts.notices.onGap(() => living.forgetAll());
  const handOut = async ({ principal, refresh }: OpenSession): Promise<SignedIn> => {
    living.opened(principal, clock.now());
    const accessToken = await signAccess(sessionKeys, principal, clock.now());
    return { principal, accessToken, refreshToken: writeRefreshToken(refresh) };
  };
  const accessOf = async (cookie: string | undefined): Promise<Access | null> => {
    const claimed = cookie ? await readAccess(sessionKeys, cookie, clock.now()) : null;
    const acting = claimed && (await living.principalOf(claimed.principal.sessionId, clock.now()));
    return claimed && acting?.id === claimed.principal.id ? { principal: acting, endsAt: claimed.endsAt } : null;
  };
  return {
    signIn: async (email, password, origin) => {
      const from = attemptsFrom(email.trim(), origin.remoteAddress);
      const at = attemptsAt(email.trim());
      // What is refused to an address counts no further: one address alone keeps nobody out elsewhere.
      for (const count of [from, at]) {
        const wait = await database.asSignIn((tx) => minutesToWait(tx, count, clock.now()));
        if (wait > 0) return refuse('TOO_MANY_ATTEMPTS', null, tooMany(wait));
      }
      const person = await checkCredentials(database, email.trim(), password);
      if (!person.known) return refuse('WRONG_CREDENTIALS');
      const { advisor, passes } = person;
      if (!passes) {
        await database.asSignIn((tx) => recordRefusal(tx, advisor, clock.now(), origin));
        return refuse('WRONG_CREDENTIALS');
      }
      const opened = await database.asSignIn(async (tx) => {
        await forgetSuccess(tx, from, at);
        return sessions.open(tx, advisor, origin);
      });
      return handOut(opened);
    },
    refresh: async (cookie, origin) => {
      const token = readRefreshToken(cookie);
      const renewed = token && (await sessions.renew(token, origin));
      if (renewed) return handOut(renewed);
      // A token seen too late has ended its session.
      if (token) living.forget(token.sessionId);
      return refuse('NOT_SIGNED_IN');
    },
    signOut: async (principal, refreshCookie, origin) => {
      for (const session of [principal, readRefreshToken(refreshCookie)]) {
        if (!session) continue;
        await sessions.end(session, origin);
        living.forget(session.sessionId);
      }
    },
    principalOf: async (cookie) => (await accessOf(cookie))?.principal ?? null,
    accessOf,
    actingIn: (sessionId) => living.principalOf(sessionId, clock.now()),
    onSessionEnded: (handle) => void ended.add(handle),
    principalOfSession: (sessionId) => sessions.principalOf(sessionId),
    viewer: (tx, principal) => readViewer(tx, principal, clock.now()),
    demoPeople: () => (parts.demo ? database.asSignIn(readDemoPeople) : Promise.resolve([])),
  };
}

function tooMany(minutes: number): string {
  return `Too many attempts. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`;
}

type Credentials =
  { readonly known: false } | { readonly known: true; readonly advisor: Advisor; readonly passes: boolean };

async function checkCredentials(database: Database, email: string, password: string): Promise<Credentials> {
  const acceptable = email.length <= LONGEST_EMAIL && password.length <= LONGEST_PASSWORD && !email.includes('\0');
  const advisor = acceptable ? await database.asSignIn((tx) => findByEmail(tx, email)) : null;
  const passes = await verifyPassword(advisor?.active ? advisor.passwordHash : null, acceptable ? password : '');
  return advisor ? { known: true, advisor, passes } : { known: false };
}

async function findByEmail(tx: EntityManager, email: string): Promise<Advisor | null> {
  const [found] = await tx.execute<Record<string, unknown>[]>(
    'select * from advisor where lower(email) = lower(?::text)',
    [email],
  );
  return found ? tx.map(Advisor, found) : null;
}

function recordRefusal(tx: EntityManager, advisor: Advisor, at: Date, origin: Origin): Promise<void> {
  return record(tx, {
    firmId: advisor.firmId,
    actor: { kind: 'PERSON', id: advisor.id },
    action: 'session.refused',
    at,
    after: { reason: 'WRONG_CREDENTIALS' },
    requestId: origin.requestId,
    remoteAddress: origin.remoteAddress,
  });
}

async function readViewer(tx: EntityManager, principal: Principal, serverTime: Date): Promise<Viewer | null> {
  const advisor = await tx.findOne(Advisor, { id: principal.id, active: true });
  const firm = advisor && (await tx.findOne(Firm, { id: advisor.firmId }));
  if (!advisor || !firm) return null;
  const { id, name, email, role, timeZone, locale } = advisor;
  return { id, name, email, role, timeZone, locale, firm: { id: firm.id, name: firm.name }, serverTime };
}

function readDemoPeople(tx: EntityManager): Promise<DemoPerson[]> {
  return tx.execute<DemoPerson[]>(
    `select p.name, p.email, p.role, (select count(*)::int from access a where a.principal_id = p.id) as "clientCount"
       from advisor p where p.demo and p.active order by p.role desc, p.name limit ?::int`,
    [MOST_DEMO_PEOPLE],
  );
}
