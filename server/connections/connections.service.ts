import { refusalToPause, refusalToSync } from '../../domain/connection.js';
import { refuse, type RefusalCode } from '../../domain/refusal.js';
import { isUuid } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { refused } from '../refusals.js';
import { presentConnection, readConnectionRows, type CompanyCalls } from './connectionRows.js';
import type { CallAllowance, ConnectionPayload, ConnectionType, SyncRun } from './connections.types.js';
import {
  askForSync,
  disconnectJob,
  lockJob,
  pauseJob,
  recordChange,
  resumeJob,
  type Change,
  type LockedJob,
} from './standing.js';

const MOST_RUNS = 100;

/** A client that has no place in the queue. */
const NEVER_CONNECTED = { state: 'NOT_CONNECTED', paused: false } as const;

/** What calls to QuickBooks were counted. */
export interface CountedCalls {
  /** Of the clients a reader sees, by client. */
  byClient(tx: EntityManager, now: Date): Promise<ReadonlyMap<string, CompanyCalls>>;
  /** Of all companies of this server, this month. */
  allowance(now: Date): Promise<CallAllowance>;
}

export interface ConnectionsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly calls: CountedCalls;
  /** Gives a client's grant back to QuickBooks and forgets its tokens; safe to repeat. */
  readonly revoke: (clientId: string) => Promise<void>;
  /** Called once a sync is asked for and committed. */
  readonly onWanted: () => void;
}

type Verb = (principal: Principal | null, clientId: string, origin: Origin) => Promise<ConnectionPayload>;

/**
 * The companies' connections and what a person may do with them. A client is one's own or not there: row-level security
 * says so before anything is written. Every change is one transaction with its audit event, under the lock a sync takes
 * too, and safe to repeat. Never: tokens.
 */
export interface ConnectionsService {
  /** Those that need a person first, then by name. */
  list(tx: EntityManager): Promise<ConnectionType[]>;
  /** Null when there is no such client in the reader's scope. */
  find(tx: EntityManager, clientId: string): Promise<ConnectionType | null>;
  /** Refuses OUT_OF_RANGE for fewer than 1 and more than 100. */
  runs(first: number, load: (first: number) => Promise<SyncRun[]>): Promise<SyncRun[]>;
  allowance(): Promise<CallAllowance>;
  /** Refuses NOT_FOUND, NOT_CONNECTED, PAUSED, ALLOWANCE_USED. */
  readonly syncNow: Verb;
  /** A sync under way ends at its next step. Refuses NOT_FOUND, NOT_CONNECTED. */
  readonly pause: Verb;
  /** Refuses NOT_FOUND, NOT_CONNECTED. */
  readonly resume: Verb;
  /** Refuses NOT_FOUND. */
  readonly disconnect: Verb;
}

/** `revoke` and `onWanted` are called only after the change is committed. */
export function createConnectionsService(parts: ConnectionsParts): ConnectionsService {
  const list = (tx: EntityManager, clientId: string | null): Promise<ConnectionType[]> => read(parts, tx, clientId);
  return {
    list: (tx) => list(tx, null),
    find: async (tx, clientId) => (isUuid(clientId) ? ((await list(tx, clientId))[0] ?? null) : null),
    runs: (first, load) => {
      if (first >= 1 && first <= MOST_RUNS) return load(first);
      throw refused('OUT_OF_RANGE', 'first', `A history holds 1 to ${MOST_RUNS} runs.`);
    },
    allowance: () => parts.calls.allowance(parts.clock.now()),
    syncNow: async (principal, clientId, origin) => {
      const { usedUp } = await parts.calls.allowance(parts.clock.now());
      const done = await change(
        parts,
        principal,
        clientId,
        origin,
        (job) => refusalToSync({ ...job, allowanceUsed: usedUp }),
        askForSync,
      );
      if (!done.refusal) parts.onWanted();
      return done;
    },
    pause: (principal, clientId, origin) => change(parts, principal, clientId, origin, refusalToPause, pauseJob),
    resume: async (principal, clientId, origin) => {
      const done = await change(parts, principal, clientId, origin, refusalToPause, resumeJob);
      if (!done.refusal) parts.onWanted();
      return done;
    },
    disconnect: (principal, clientId, origin) =>
      change(
        parts,
        principal,
        clientId,
        origin,
        () => null,
        disconnectJob,
        () => parts.revoke(clientId),
      ),
  };
}

async function read(
  { clock, calls }: ConnectionsParts,
  tx: EntityManager,
  clientId: string | null,
): Promise<ConnectionType[]> {
  const now = clock.now();
  const rows = await readConnectionRows(tx, clientId);
  const reading = { now, calls: await calls.byClient(tx, now) };
  return rows.map((row) => presentConnection(row, reading));
}

async function change(
  parts: ConnectionsParts,
  principal: Principal | null,
  clientId: string,
  origin: Origin,
  may: (job: Pick<LockedJob, 'state' | 'paused'>) => RefusalCode | null,
  work: (tx: EntityManager, job: LockedJob, now: Date) => Promise<Change>,
  afterwards: () => Promise<void> = () => Promise.resolve(),
): Promise<ConnectionPayload> {
  if (!principal) return { connection: null, refusal: refuse('NOT_SIGNED_IN') };
  const scope = { principalId: principal.id, firmId: principal.firmId };
  const found = (): Promise<ConnectionType | null> =>
    parts.database.asPrincipal(scope, 'read', async (tx) => (await read(parts, tx, clientId))[0] ?? null);
  if (!isUuid(clientId) || !(await found())) return { connection: null, refusal: refuse('NOT_FOUND', 'clientId') };
  const refusal = await parts.database.asSync({ clientId }, async (tx) => {
    const now = parts.clock.now();
    const job = await lockJob(tx, clientId, now);
    const code = may(job ?? NEVER_CONNECTED);
    if (code || !job) return code;
    const changed = await work(tx, job, now);
    if (changed) await recordChange(tx, job, changed, principal, origin, now);
    return null;
  });
  if (!refusal) await afterwards();
  return { connection: await found(), refusal: refusal && refuse(refusal, 'clientId') };
}
