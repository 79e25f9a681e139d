import { refusalToPause, refusalToSync } from '../../domain/connection.js';
import { refuse, type RefusalCode } from '../../domain/refusal.js';
import { uuidOf } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import type { GrantReturns, ReturnedBy } from '../quickbooks/grantReturn.js';
import { refused } from '../refusals.js';
import { presentConnection, readConnectionRows } from './connectionRows.js';
import type { CountedCalls } from './countedCalls.js';
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
} from './connectionVerbs.js';
import { takeBackUnshown } from './unshown.js';

const MOST_RUNS = 100;

/** A client that has no place in the queue. */
const NEVER_CONNECTED = { state: 'NOT_CONNECTED', paused: false } as const;

const NOTHING: ConnectionPayload = { connection: null, accessReturned: null, refusal: null };

export interface ConnectionsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly calls: CountedCalls;
  /** Offers the grant that a client let go of to QuickBooks, once; whatever it does not answer is tried again later. */
  readonly giveBack: GrantReturns['giveBack'];
  /** Called once a sync is asked for and committed. */
  readonly onWanted: () => void;
}

type Verb = (principal: Principal | null, clientId: string, origin: Origin) => Promise<ConnectionPayload>;

/**
 * The companies' connections and what a person may do with them. A client is one's own or not there: row-level security
 * says so before anything is written. Every change is one transaction with its audit event, under the lock a sync takes
 * too, and safe to repeat; what a disconnect takes back of the books follows in another. Never: tokens.
 */
export interface ConnectionsService {
  /** Those that need a person first, then by name. */
  list(tx: EntityManager): Promise<ConnectionType[]>;
  /** Null when there is no such client in the reader's scope. */
  find(tx: EntityManager, clientId: string): Promise<ConnectionType | null>;
  /** Refuses OUT_OF_RANGE for fewer than 1 and more than 100. */
  runs(first: number, load: (first: number) => Promise<SyncRun[]>): Promise<SyncRun[]>;
  allowance(tx: EntityManager): Promise<CallAllowance>;
  /** At once, or a moment after the last reading began. Refuses NOT_FOUND, NOT_CONNECTED, PAUSED, ALLOWANCE_USED. */
  readonly syncNow: Verb;
  /** A sync under way ends at its next step. Refuses NOT_FOUND, NOT_CONNECTED. */
  readonly pause: Verb;
  /** Refuses NOT_FOUND, NOT_CONNECTED. */
  readonly resume: Verb;
  /** Answers also whether QuickBooks took its grant back. Refuses NOT_FOUND. */
  readonly disconnect: Verb;
}

/** `giveBack` and `onWanted` are called only after the change is committed. */
export function createConnectionsService(parts: ConnectionsParts): ConnectionsService {
  const list = (tx: EntityManager, clientId: string | null): Promise<ConnectionType[]> => read(parts, tx, clientId);
  return {
    list: (tx) => list(tx, null),
    find: async (tx, given) => {
      const clientId = uuidOf(given);
      return clientId === null ? null : ((await list(tx, clientId))[0] ?? null);
    },
    runs: (first, load) => {
      if (first >= 1 && first <= MOST_RUNS) return load(first);
      throw refused('OUT_OF_RANGE', 'first', `A history holds 1 to ${MOST_RUNS} runs.`);
    },
    allowance: (tx) => parts.calls.allowance(tx),
    syncNow: named(async (principal, clientId, origin) => {
      const may: Rule = async (job, tx) =>
        refusalToSync({ ...job, allowanceUsed: (await parts.calls.allowance(tx)).usedUp });
      const done = await change(parts, principal, clientId, origin, may, async (tx, job, now) =>
        askForSync(tx, job, now, await parts.calls.askedGapMs(tx)),
      );
      if (!done.refusal) parts.onWanted();
      return done;
    }),
    pause: named((principal, clientId, origin) => change(parts, principal, clientId, origin, mayPause, pauseJob)),
    resume: named(async (principal, clientId, origin) => {
      const done = await change(parts, principal, clientId, origin, mayPause, resumeJob);
      if (!done.refusal) parts.onWanted();
      return done;
    }),
    disconnect: named(async (principal, clientId, origin) => {
      const anyTime: Rule = () => Promise.resolve(null);
      const done = await change(parts, principal, clientId, origin, anyTime, disconnectJob);
      if (done.refusal || !principal) return done;
      const { requestId, remoteAddress } = origin;
      const by: ReturnedBy = { actor: { kind: 'PERSON', id: principal.id }, requestId, remoteAddress };
      const said = await parts.giveBack(clientId, by);
      // Last, since it may last: the client is disconnected whatever becomes of it, and its history is cleared every day.
      const owner = { clientId, firmId: principal.firmId };
      await parts.database.asSync({ clientId }, (tx) => takeBackUnshown(tx, owner));
      return { ...done, accessReturned: said === 'NOT_CONNECTED' ? null : said !== 'UNANSWERED' };
    }),
  };
}

/** The verb with the client's id as it is kept, however it was written. */
function named(verb: Verb): Verb {
  return async (principal, given, origin) => {
    const clientId = uuidOf(given);
    if (principal && clientId === null) return { ...NOTHING, refusal: refuse('NOT_FOUND', 'clientId') };
    return verb(principal, clientId ?? given, origin);
  };
}

async function read(
  { clock, calls }: ConnectionsParts,
  tx: EntityManager,
  clientId: string | null,
): Promise<ConnectionType[]> {
  const now = clock.now();
  const rows = await readConnectionRows(tx, clientId);
  const ids = rows.map((row) => row.client_id);
  const reading = { now, calls: await calls.byClient(tx, ids) };
  return rows.map((row) => presentConnection(row, reading));
}

type Rule = (job: Pick<LockedJob, 'state' | 'paused'>, tx: EntityManager) => Promise<RefusalCode | null>;

const mayPause: Rule = (job) => Promise.resolve(refusalToPause(job));

async function change(
  parts: ConnectionsParts,
  principal: Principal | null,
  clientId: string,
  origin: Origin,
  may: Rule,
  work: (tx: EntityManager, job: LockedJob, now: Date) => Promise<Change>,
): Promise<ConnectionPayload> {
  if (!principal) return { ...NOTHING, refusal: refuse('NOT_SIGNED_IN') };
  const scope = { principalId: principal.id, firmId: principal.firmId };
  const found = (): Promise<ConnectionType | null> =>
    parts.database.asPrincipal(scope, 'read', async (tx) => (await read(parts, tx, clientId))[0] ?? null);
  if (!(await found())) return { ...NOTHING, refusal: refuse('NOT_FOUND', 'clientId') };
  const refusal = await parts.database.asSync({ clientId }, async (tx) => {
    const now = parts.clock.now();
    const job = await lockJob(tx, clientId);
    const code = await may(job ?? NEVER_CONNECTED, tx);
    if (code || !job) return code;
    const changed = await work(tx, job, now);
    if (changed) await recordChange(tx, job, changed, principal, origin, now);
    return null;
  });
  return { ...NOTHING, connection: await found(), refusal: refusal && refuse(refusal, 'clientId') };
}
