import type { EntityManager } from '../platform/database.js';

/** Why a client is read (contract: SyncCause). */
export type SyncCause = 'CONNECTED' | 'NOTICE' | 'SWEEP' | 'BY_HAND';

/** A client is read when its notices have been quiet for this long, */
const QUIET_MS = 300;
/** but never later than this after the first of them. */
const LONGEST_GATHERING_MS = 1_000;

/**
 * A person asks for a sync now: whatever backoff the client is in ends. `whole`: read everything again. A client that is
 * being read is read once more after. Does nothing for a paused client.
 */
export async function wantByHand(tx: EntityManager, clientId: string, now: Date, whole = false): Promise<void> {
  await tx.execute(
    `update sync_job set wanted = true, due_at = ?, requested_at = ?, cause = 'BY_HAND', whole = whole or ?, attempts = 0
       where client_id = ? and not paused`,
    [now, now, whole, clientId],
  );
}

/**
 * QuickBooks told of changes: the client is read once its notices fall quiet, so that a burst is one sync. A client in
 * backoff waits on; a paused one keeps the notice for when it is resumed; one that was read less than `gapMs` ago waits
 * for the rest of it. Answers nothing for a realm nobody has.
 */
export async function wantByNotice(tx: EntityManager, realmId: string, now: Date, gapMs = 0): Promise<void> {
  await tx.execute(
    `update sync_job set
       wanted = wanted or not paused,
       cause = case when wanted then cause else 'NOTICE' end,
       requested_at = ?::timestamptz,
       noticed_at = coalesce(noticed_at, ?::timestamptz),
       due_at = case
         when wanted and attempts > 0 then due_at
         when wanted and cause in ('CONNECTED', 'BY_HAND') then due_at
         else least(
           case when wanted and cause = 'SWEEP' then due_at end,
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
