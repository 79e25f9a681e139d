import { randomUUID } from 'node:crypto';
import { dateInZone } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';
import type { Lease } from './lease.js';
import { planRun, type RunKind } from './plan.js';
import { takeBack } from './takeBack.js';

/** A whole reading that is not finished is gone on with for this long; after that its beginning says too little about now. */
const RESUME_WITHIN_MS = 12 * 60 * 60 * 1000;

export interface Run {
  readonly id: string;
  readonly kind: RunKind;
  readonly asOf: IsoDate;
  /** Rows staged by chunk key: what is done already. */
  readonly staged: Map<string, number>;
  /** QuickBooks' time when the reading began; null until it first answers. */
  changedUntil: Date | null;
}

/** What is known of a client when its run begins. */
export interface ClientFacts {
  readonly realmId: string;
  /** IANA zone whose day the figures stand for. */
  readonly timeZone: string;
  /** The version of its books that is shown; 0 before the first good sync. */
  readonly booksVersion: number;
  readonly changedUntil: Date | null;
  readonly wholeAt: Date | null;
}

/**
 * Opens the lease's unfinished run, or a new one as of the client's date, and sets the list row to syncing. What an
 * earlier run wrote ahead and did not publish is taken back first, so that every merge begins at what is shown.
 */
export async function openRun(
  database: Database,
  lease: Lease,
  clock: Clock,
): Promise<{ readonly run: Run; readonly facts: ClientFacts }> {
  return database.asSync({ clientId: lease.clientId }, async (tx) => {
    const now = await takeBack(tx, lease, clock);
    await tx.execute(
      `update client_row set sync_state = 'SYNCING', sync_phase = coalesce(sync_phase, 'Opening the books'),
         sync_percent = coalesce(sync_percent, 0) where client_id = ?`,
      [lease.clientId],
    );
    const facts = await clientFacts(tx, lease.clientId);
    const asOf = dateInZone(now, facts.timeZone);
    const run = (await unfinished(tx, lease, asOf, now)) ?? (await begin(tx, lease, facts, asOf, now));
    return { run, facts };
  });
}

/**
 * Makes an incremental run one that reads everything: what it staged and wrote ahead is dropped. It still counts from its
 * first answer, so that the next sync asks for all that has changed since.
 */
export async function makeFull(database: Database, lease: Lease, run: Run, clock: Clock): Promise<Run> {
  await database.asSync({ clientId: lease.clientId }, async (tx) => {
    await takeBack(tx, lease, clock);
    await tx.execute('delete from sync_chunk where run_id = ?', [run.id]);
    await tx.execute(`update sync_run set kind = 'FULL' where id = ?`, [run.id]);
    await tx.execute('update sync_job set run_id = ? where client_id = ?', [run.id, lease.clientId]);
  });
  return { ...run, kind: 'FULL', staged: new Map() };
}

async function clientFacts(tx: EntityManager, clientId: string): Promise<ClientFacts> {
  const [row] = await tx.execute<
    {
      realm_id: string;
      time_zone: string;
      version: number | null;
      changed_until: Instant;
      whole_at: Instant;
    }[]
  >(
    `select b.realm_id, c.time_zone, k.version, k.changed_until, k.whole_at
       from client c join business b on b.client_id = c.id left join books k on k.client_id = c.id where c.id = ?`,
    [clientId],
  );
  if (!row) throw new Error('a client that is synced has a business');
  return {
    realmId: row.realm_id,
    timeZone: row.time_zone,
    booksVersion: row.version ?? 0,
    changedUntil: instant(row.changed_until),
    wholeAt: instant(row.whole_at),
  };
}

/** The run to go on with: reads everything, recent, and for the same date, so that all of it stands for one day. */
async function unfinished(tx: EntityManager, lease: Lease, asOf: IsoDate, now: Date): Promise<Run | null> {
  if (lease.runId === null) return null;
  const since = new Date(now.getTime() - RESUME_WITHIN_MS);
  const [run] = await tx.execute<{ id: string; changed_until: Instant }[]>(
    `select id, changed_until from sync_run
       where id = ? and state <> 'DONE' and kind = 'FULL' and started_at > ? and as_of = ?::date`,
    [lease.runId, since, asOf],
  );
  if (!run) return null;
  await tx.execute(
    `update sync_run set state = 'RUNNING', finished_at = null, error = null, error_reference = null where id = ?`,
    [run.id],
  );
  // Accounts are few, and what was posted since to one that was added since must be read with it.
  await tx.execute(`delete from sync_chunk where run_id = ? and (round > 0 or kind = 'ACCOUNTS')`, [run.id]);
  const chunks = await tx.execute<{ key: string; count: number }[]>(
    'select key, jsonb_array_length(rows) as count from sync_chunk where run_id = ?',
    [run.id],
  );
  return {
    id: run.id,
    kind: 'FULL',
    asOf,
    changedUntil: instant(run.changed_until),
    staged: new Map(chunks.map(({ key, count }) => [key, count])),
  };
}

async function begin(tx: EntityManager, lease: Lease, facts: ClientFacts, asOf: IsoDate, now: Date): Promise<Run> {
  const { clientId, firmId, cause, whole } = lease;
  const id = randomUUID();
  // A whole reading that is too old to be gone on with is begun anew as one.
  const kind = planRun({ ...facts, clientId, whole: whole || lease.runId !== null, cause }, now);
  await tx.execute('delete from sync_chunk where client_id = ?', [clientId]);
  await tx.execute(
    `update sync_run set state = 'FAILED', finished_at = ?, error = coalesce(error, 'Begun anew.')
       where client_id = ? and state = 'RUNNING'`,
    [now, clientId],
  );
  await tx.execute(
    `insert into sync_run (id, client_id, firm_id, kind, cause, state, as_of, started_at)
       values (?, ?, ?, ?, ?, 'RUNNING', ?, ?)`,
    [id, clientId, firmId, kind, cause, asOf, now],
  );
  // Only whole readings are gone on with. All that was asked for before the claim is answered by what begins now.
  await tx.execute(
    `update sync_job set run_id = ?, whole = whole and not ?, requested_at = nullif(requested_at, ?::timestamptz)
       where client_id = ?`,
    [kind === 'FULL' ? id : null, whole, lease.requestedAt, clientId],
  );
  return { id, kind, asOf, changedUntil: null, staged: new Map() };
}
