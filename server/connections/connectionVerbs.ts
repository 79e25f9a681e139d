import type { SyncState } from '../../domain/syncState.js';
import { record } from '../audit/audit.js';
import type { EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { letGoOfGrant } from '../quickbooks/connectionRow.js';
import { wantByHand } from '../sync/wants.js';
import { dropStaged } from './unshown.js';

/** A client's place in the queue, locked until the transaction ends: no sync of it writes meanwhile. */
export interface LockedJob {
  readonly clientId: string;
  readonly firmId: string;
  readonly state: SyncState;
  readonly paused: boolean;
  /** A person's asking that nobody has begun with yet. */
  readonly askedByHand: boolean;
}

/** Takes the job's row first, as a sync does, so that the two wait for each other and never cross. Null without one. */
export async function lockJob(tx: EntityManager, clientId: string): Promise<LockedJob | null> {
  const [job] = await tx.execute<{ firmId: string; paused: boolean; askedByHand: boolean }[]>(
    `select firm_id as "firmId", paused,
       wanted and cause = 'BY_HAND' and attempts = 0 and requested_at is not null as "askedByHand"
       from sync_job where client_id = ?::uuid for update`,
    [clientId],
  );
  const [row] = await tx.execute<{ state: SyncState }[]>(
    'select sync_state as state from client_row where client_id = ?::uuid',
    [clientId],
  );
  return job && row ? { clientId, ...job, ...row } : null;
}

/** What a verb did; null when everything was as it asks already. */
export type Change = { readonly action: string } | null;

/** `gapMs`: a client that was begun to be read less than this ago waits for the rest of it. */
export async function askForSync(tx: EntityManager, job: LockedJob, now: Date, gapMs: number): Promise<Change> {
  if (job.askedByHand) return null;
  await wantByHand(tx, job.clientId, now, false, gapMs);
  return { action: 'sync.requested' };
}

/**
 * A sync under way ends at its next step: its fence has passed, so that after the answer nothing more is written. What was
 * asked for is kept for when reading is resumed.
 */
export async function pauseJob(tx: EntityManager, job: LockedJob, now: Date): Promise<Change> {
  if (job.paused) return null;
  await tx.execute(
    `update sync_job set paused = true, requested_at = case when wanted then ?::timestamptz else requested_at end,
       wanted = false, fence = fence + 1, lease_owner = null, lease_until = null where client_id = ?::uuid`,
    [now, job.clientId],
  );
  await tx.execute(
    `update client_row set paused = true, ${STATE_AT_REST} sync_phase = null, sync_percent = null, sync_rows_read = null,
       sync_rows_per_second = null where client_id = ?::uuid`,
    [job.clientId],
  );
  return { action: 'sync.paused' };
}

/** What a sync that was stopped in its middle leaves behind: the state before it. */
const STATE_AT_REST = `sync_state = case
  when sync_state <> 'SYNCING' then sync_state
  when last_error is not null then 'FAILING'
  when last_good_at is not null then 'SYNCED'
  else 'WAITING' end,`;

/** Reading goes on where something was asked for meanwhile, a run was left in its middle, or a day has begun since. */
export async function resumeJob(tx: EntityManager, job: LockedJob, now: Date): Promise<Change> {
  if (!job.paused) return null;
  await tx.execute(
    `update sync_job set paused = false, attempts = 0, due_at = ?::timestamptz,
       wanted = coalesce(run_id is not null or requested_at is not null
         or next_due_at <= ?::timestamptz or next_due_at is null, false)
       where client_id = ?::uuid and paused`,
    [now, now, job.clientId],
  );
  // Without a grant there is nothing to read with: the state stays, and so does the wish.
  await tx.execute(
    `update sync_job set wanted = false where client_id = ?::uuid and not exists (
       select from quickbooks_connection c where c.client_id = sync_job.client_id and not c.needs_reconnecting)`,
    [job.clientId],
  );
  await tx.execute('update client_row set paused = false where client_id = ?::uuid', [job.clientId]);
  return { action: 'sync.resumed' };
}

/**
 * The client is read no more, no notice of its company finds it, and its tokens wait to be given back. What was read and
 * not merged yet goes with it; what was written ahead of the shown books is taken back after (unshown.ts); books,
 * snapshots and runs stay.
 */
export async function disconnectJob(tx: EntityManager, job: LockedJob, now: Date): Promise<Change> {
  await letGoOfGrant(tx, job.clientId, now);
  if (job.state === 'NOT_CONNECTED') return null;
  await dropStaged(tx, job.clientId);
  await tx.execute(
    `update sync_job set wanted = false, paused = false, realm_id = null, requested_at = null, noticed_at = null,
       next_due_at = null, attempts = 0, run_id = null, fence = fence + 1, lease_owner = null, lease_until = null
       where client_id = ?::uuid`,
    [job.clientId],
  );
  await tx.execute(
    `update sync_run set state = 'FAILED', finished_at = ?::timestamptz, error = 'The company was disconnected.'
       where client_id = ?::uuid and state = 'RUNNING'`,
    [now, job.clientId],
  );
  await tx.execute(
    `update client_row set sync_state = 'NOT_CONNECTED', paused = false, sync_phase = null, sync_percent = null,
       sync_rows_read = null, sync_rows_per_second = null, last_error = null, last_error_at = null
       where client_id = ?::uuid`,
    [job.clientId],
  );
  return { action: 'client.disconnected' };
}

/** Leaves the audit event of what a person did, in the transaction of the change. */
export function recordChange(
  tx: EntityManager,
  { clientId, firmId, state, paused }: LockedJob,
  change: NonNullable<Change>,
  principal: Principal,
  origin: Origin,
  at: Date,
): Promise<void> {
  return record(tx, {
    firmId,
    clientId,
    actor: { kind: 'PERSON', id: principal.id },
    action: change.action,
    at,
    before: { state, paused },
    requestId: origin.requestId,
    remoteAddress: origin.remoteAddress,
  });
}
