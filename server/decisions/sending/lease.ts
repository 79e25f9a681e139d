import type { Database, EntityManager } from '../../platform/database.js';

/** Decisions of one client that are worked on together. */
export const MOST_IN_BATCH = 30;

/** One place of the outbox that is held. `fence` rises with every claim: older holders send nothing more. */
export interface HeldPlace {
  readonly decisionId: string;
  readonly fence: string;
  /** Tries that came to nothing in a row, for the wait before the next. */
  readonly tries: number;
  /** Until when the holder before this one held it, who may have begun a call until then; null: it was given back. */
  readonly heldBefore: Date | null;
}

/** The right to send some decisions of one client, until it lapses. */
export interface Batch {
  readonly clientId: string;
  readonly firmId: string;
  /** Names this holding alone. */
  readonly owner: string;
  readonly until: Date;
  /** In the order in which they were accepted. */
  readonly places: readonly HeldPlace[];
}

/** What was held has passed to another process, or may have: it sends. */
export class SendingLost extends Error {
  constructor() {
    super('the lease of this decision has passed to another process');
    this.name = 'SendingLost';
  }
}

interface ClaimedRow {
  readonly decision_id: string;
  readonly client_id: string;
  readonly firm_id: string;
  readonly fence: string;
  readonly tries: number;
  readonly place: string;
  readonly held_before: Date | string | null;
}

/**
 * Takes what is due of the client who has waited the longest and nobody holds, at most MOST_IN_BATCH; null when nothing
 * is due. Clients of `busy` are left out. Any number of processes claim at once: none waits for another, none gets the same.
 */
export async function claimBatch(
  database: Database,
  owner: string,
  now: Date,
  leaseMs: number,
  busy: readonly string[],
): Promise<Batch | null> {
  const rows = await database.asSync({}, (tx) =>
    tx.execute<ClaimedRow[]>(
      `with first as materialized (
         select client_id from decision_outbox
           where due_at <= ? and (lease_until is null or lease_until < ?) and client_id <> all(?::uuid[])
           order by due_at, place limit 1 for update skip locked),
       picked as materialized (
         select o.decision_id, o.lease_until from decision_outbox o join first f on f.client_id = o.client_id
           where o.due_at <= ? and (o.lease_until is null or o.lease_until < ?)
           order by o.place limit ${MOST_IN_BATCH} for update of o skip locked)
       update decision_outbox o set lease_owner = ?, lease_until = ?, fence = o.fence + 1
         from picked p where o.decision_id = p.decision_id
       returning o.decision_id, o.client_id, o.firm_id, o.fence::text, o.tries, o.place::text, p.lease_until as held_before`,
      [now, now, `{${busy.join(',')}}`, now, now, owner, leaseEnd(now, leaseMs)],
    ),
  );
  const [first] = rows;
  if (!first) return null;
  const places = rows.toSorted((a, b) => Number(a.place) - Number(b.place)).map(placeOf);
  return { clientId: first.client_id, firmId: first.firm_id, owner, until: leaseEnd(now, leaseMs), places };
}

function placeOf({ decision_id: decisionId, fence, tries, held_before: before }: ClaimedRow): HeldPlace {
  return { decisionId, fence, tries, heldBefore: before === null ? null : new Date(before) };
}

/** When the next decision that nobody holds is due; null when none waits. Clients of `busy` are left out. */
export async function nextDueAt(database: Database, busy: readonly string[]): Promise<Date | null> {
  const [row] = await database.asSync({}, (tx) =>
    tx.execute<{ due_at: Date | string | null }[]>(
      `select min(greatest(due_at, coalesce(lease_until, due_at))) as due_at from decision_outbox
         where client_id <> all(?::uuid[])`,
      [`{${busy.join(',')}}`],
    ),
  );
  return row?.due_at ? new Date(row.due_at) : null;
}

/** Prolongs what is still held of a batch; answers until when, or null where nothing of it is held any more. */
export async function prolong(database: Database, batch: Batch, now: Date, leaseMs: number): Promise<Date | null> {
  const until = leaseEnd(now, leaseMs);
  const { affectedRows } = await database.asSync({}, (tx) =>
    tx.execute<{ affectedRows: number }>(
      'update decision_outbox set lease_until = ? where client_id = ?::uuid and lease_owner = ? and lease_until >= ?',
      [until, batch.clientId, batch.owner, now],
      'run',
    ),
  );
  return affectedRows > 0 ? until : null;
}

/** Holds the place until the transaction ends; false where it is somebody else's, or gone. */
export async function holdPlace(tx: EntityManager, { decisionId, fence }: HeldPlace, owner: string): Promise<boolean> {
  const rows = await tx.execute<object[]>(
    'select 1 from decision_outbox where decision_id = ?::uuid and lease_owner = ? and fence = ?::bigint for update',
    [decisionId, owner, fence],
  );
  return rows.length === 1;
}

/** Gives a place back, to be tried at an instant. Does nothing when it is held no more. */
export async function postponePlace(
  tx: EntityManager,
  { decisionId, fence, tries }: HeldPlace,
  owner: string,
  dueAt: Date,
  isTry = true,
): Promise<void> {
  await tx.execute(
    `update decision_outbox set due_at = ?, tries = ?, lease_owner = null, lease_until = null
       where decision_id = ?::uuid and lease_owner = ? and fence = ?::bigint`,
    [dueAt, isTry ? tries + 1 : tries, decisionId, owner, fence],
  );
}

/** Gives what is still held of a batch back, to be tried at an instant. */
export async function postponeBatch(tx: EntityManager, batch: Batch, dueAt: Date): Promise<void> {
  await tx.execute(
    `update decision_outbox set due_at = ?, lease_owner = null, lease_until = null
       where client_id = ?::uuid and lease_owner = ?`,
    [dueAt, batch.clientId, batch.owner],
  );
}

/** What is still held of a batch whose work failed is given back, to be tried at an instant. */
export async function giveBackFailed(database: Database, batch: Batch, dueAt: Date): Promise<void> {
  await database.asSync({}, (tx) =>
    tx.execute(
      `update decision_outbox set due_at = ?, tries = tries + 1, lease_owner = null, lease_until = null
         where client_id = ?::uuid and lease_owner = ?`,
      [dueAt, batch.clientId, batch.owner],
    ),
  );
}

/** Whatever of a batch is still held is given back, due as it was. */
export async function giveBack(database: Database, batch: Batch): Promise<void> {
  await database.asSync({}, (tx) =>
    tx.execute(
      `update decision_outbox set lease_owner = null, lease_until = null where client_id = ?::uuid and lease_owner = ?`,
      [batch.clientId, batch.owner],
    ),
  );
}

function leaseEnd(now: Date, leaseMs: number): Date {
  return new Date(now.getTime() + leaseMs);
}
