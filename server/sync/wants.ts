import type { EntityManager } from '../platform/database.js';

/** Why a client is read (contract: SyncCause). */
export type SyncCause = 'CONNECTED' | 'NOTICE' | 'SWEEP' | 'BY_HAND';

/** A client is read when its notices have been quiet for this long, */
const QUIET_MS = 300;
/** but never later than this after the first of them. */
const LONGEST_GATHERING_MS = 1_000;
/** The weekly reading of a client that was read by its changes a moment ago is spread over this time, */
const TURN_SPREAD_MS = 15 * 60_000;
/** and is no longer put off for notices after this. */
const LATEST_TURN_MS = 24 * 60 * 60_000;

/** When a client that somebody asked for is due, of the instant now and the gap: never later than it was due without that. */
const ASKED_DUE_AT = `least(
  case when wanted and lease_owner is null and attempts = 0 then due_at end,
  greatest(?::timestamptz, claimed_at + ? * interval '1 millisecond'))`;

/**
 * A person asks for a sync now: whatever backoff the client is in ends. `whole`: read everything again, which is done as
 * well where the last tie-out did not close. A client that is being read is read once more after; one that was begun to be
 * read less than `gapMs` ago waits for the rest of it, so that asking in a loop cannot spend the calls of all. Does nothing
 * for a paused client.
 */
export async function wantByHand(
  tx: EntityManager,
  clientId: string,
  now: Date,
  whole = false,
  gapMs = 0,
): Promise<void> {
  await tx.execute(
    `update sync_job set wanted = true, due_at = ${ASKED_DUE_AT},
       requested_at = ?, cause = 'BY_HAND', attempts = 0,
       whole = whole or ? or coalesce((select not t.tied from tie_out t where t.client_id = sync_job.client_id
         order by t.checked_at desc limit 1), false)
       where client_id = ? and not paused`,
    [now, gapMs, now, whole, clientId],
  );
}

/**
 * QuickBooks told of changes: the client is read once its notices fall quiet, so that a burst is one sync. A client in
 * backoff waits on; a paused one keeps the notice for when it is resumed, and one that waits for a person to connect it
 * again for then (`next_due_at` is null where a failure left nothing to be wanted); one that was read less than `gapMs` ago
 * waits for the rest of it. A sweep that has not begun becomes what somebody waits for. Answers nothing for a realm nobody
 * has.
 */
export async function wantByNotice(tx: EntityManager, realmId: string, now: Date, gapMs = 0): Promise<void> {
  await tx.execute(
    `update sync_job set
       wanted = wanted or (not paused and next_due_at is not null),
       cause = case when wanted and lease_owner is null and cause <> 'SWEEP' then cause else 'NOTICE' end,
       requested_at = ?::timestamptz,
       noticed_at = coalesce(noticed_at, ?::timestamptz),
       due_at = case
         when wanted and lease_owner is null and (attempts > 0 or cause in ('CONNECTED', 'BY_HAND')) then due_at
         else least(
           case when wanted and lease_owner is null and cause = 'SWEEP' then due_at end,
           greatest(
             claimed_at + ? * interval '1 millisecond',
             least(?::timestamptz, coalesce(noticed_at, ?::timestamptz) + ? * interval '1 millisecond')
           )
         )
       end
     where realm_id = ?`,
    [now, now, gapMs, new Date(now.getTime() + QUIET_MS), now, LONGEST_GATHERING_MS, realmId],
  );
}

/**
 * Decisions of this client were recorded in QuickBooks, or were not as it has things: its books are read at `dueAt` at the
 * latest, without waiting for QuickBooks to tell. A client in backoff waits on; a paused one, and one that waits for a person, is left as with a notice.
 */
export async function wantByDecision(tx: EntityManager, clientId: string, now: Date, dueAt: Date): Promise<void> {
  await tx.execute(
    `update sync_job set
       wanted = wanted or (not paused and next_due_at is not null),
       cause = case when wanted and lease_owner is null and cause <> 'SWEEP' then cause else 'NOTICE' end,
       requested_at = ?::timestamptz,
       due_at = case
         when wanted and lease_owner is null and (attempts > 0 or cause in ('CONNECTED', 'BY_HAND')) then due_at
         else least(case when wanted and lease_owner is null then due_at end, ?::timestamptz)
       end
     where client_id = ?::uuid`,
    [now, dueAt, clientId],
  );
}

/**
 * Nothing was heard of these clients since `before`: each is looked at, at an instant of its own within `spreadMs`. Clients
 * that wait already, for their turn or for a person, are left as they are. Answers how many were asked for.
 */
export async function wantBySweep(tx: EntityManager, now: Date, before: Date, spreadMs: number): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update sync_job set wanted = true, cause = 'SWEEP', attempts = 0,
       due_at = ?::timestamptz + random() * ? * interval '1 millisecond'
     where not wanted and not paused and next_due_at is not null and (claimed_at is null or claimed_at < ?)`,
    [now, spreadMs, before],
    'run',
  );
  return affectedRows;
}

/**
 * What a firm judges its clients by has changed: each that is connected is read now, so that it is judged anew; one that
 * was begun to be read less than `gapMs` ago waits for the rest of it, one in backoff waits on. Paused clients and those
 * that wait for a person are left as they are. Answers how many were asked for.
 */
export async function wantByFirm(tx: EntityManager, firmId: string, now: Date, gapMs: number): Promise<number> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update sync_job set wanted = true, requested_at = ?, cause = 'BY_HAND',
       due_at = case when wanted and lease_owner is null and attempts > 0 then due_at else ${ASKED_DUE_AT} end
       where firm_id = ?::uuid and not paused and (wanted or lease_owner is not null or next_due_at is not null)`,
    [now, now, gapMs, firmId],
    'run',
  );
  return affectedRows;
}

/**
 * A client whose weekly reading of everything was due at `dueAt` has just been read by its changes: the sweep takes it
 * soon. Where more was asked for meanwhile, that goes first; a day late, it is read as a whole, so that no stream of
 * notices puts it off for ever. The caller's transaction ends the run.
 */
export async function wantWholeByTurn(tx: EntityManager, clientId: string, dueAt: Date, now: Date): Promise<void> {
  if (now < dueAt) return;
  await tx.execute(
    `update sync_job set wanted = true, cause = 'SWEEP', due_at = ?::timestamptz + random() * ? * interval '1 millisecond'
       where client_id = ? and not wanted and not paused`,
    [now, TURN_SPREAD_MS, clientId],
  );
  if (now.getTime() - dueAt.getTime() > LATEST_TURN_MS) {
    await tx.execute(`update sync_job set whole = true where client_id = ? and wanted and cause <> 'SWEEP'`, [
      clientId,
    ]);
  }
}
