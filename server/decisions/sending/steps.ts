import { recordAll } from '../../audit/audit.js';
import type { EntityManager } from '../../platform/database.js';
import { decisionsById, type DecisionProblem, type DecisionRow } from '../decisionRows.js';
import { eventOf, keepWaiting, lockClientDecisions, transition, type ChangedBy } from '../transition.js';
import type { ReceiptSource } from '../../../domain/decision/difference.js';
import type { Attempt, AttemptOutcome, KeptRequest } from './attempts.js';
import { holdPlace, postponeBatch, postponePlace, type Batch, type HeldPlace } from './lease.js';
import type { SendingParts } from './sendingParts.js';

/** All of these are the server's own doing. */
const BY: ChangedBy = { actor: { kind: 'SYSTEM' } };
/** What the trail tells of a decision that is accepted once more. */
const NOT_SENT = { reason: 'NOT_SENT' } as const;

/** A place with the name under which it is held. */
export interface Holding {
  readonly place: HeldPlace;
  readonly owner: string;
}

/** What QuickBooks holds for a decision. */
export interface Effect {
  /** `BillPayment:3127`, `Invoice:9`. */
  readonly documentKey: string;
  readonly number: string | null;
  readonly foundBy: ReceiptSource;
  /** What else was seen, in words. */
  readonly note: string | null;
}

type Parts = Pick<SendingParts, 'database' | 'clock'>;

/**
 * Commits that this request is about to be sent, before it is: a process that ends afterwards leaves a trace of it. Null,
 * and nothing may be sent, where the decision was taken back, is settled, or is somebody else's to send; and where the
 * client was paused or disconnected since its batch began.
 */
export function beginAttempt(
  { database, clock }: Parts,
  { place, owner }: Holding,
  decision: DecisionRow,
  request: KeptRequest,
): Promise<Attempt | null> {
  return database.asSync({ clientId: decision.clientId }, async (tx) => {
    const row = (await lockRunning(tx, decision)) ? await openRow(tx, decision) : undefined;
    if (!row || !(await holdPlace(tx, place, owner))) return null;
    const now = clock.now();
    const [numbered] = await tx.execute<{ number: number }[]>(
      `insert into decision_attempt (decision_id, client_id, firm_id, number, fence, request, committed_at)
         select ?::uuid, ?::uuid, ?::uuid, coalesce(max(number), 0) + 1, ?::bigint, ?::jsonb, ?
           from decision_attempt where decision_id = ?::uuid returning number`,
      [row.id, row.clientId, row.firmId, place.fence, JSON.stringify(request), now, row.id],
    );
    const number = numbered?.number ?? 1;
    if (row.state === 'ACCEPTED')
      await transition(tx, row, { from: 'ACCEPTED', to: 'SUBMITTED', at: now, told: { attempt: number } }, BY);
    else {
      await keepWaiting(tx, row, null);
      await recordAll(tx, [eventOf(row, { ...BY, at: now }, 'SUBMITTED', { state: 'SUBMITTED' }, { attempt: number })]);
    }
    return { number, request, committedAt: now, answeredAt: null, outcome: null };
  });
}

/**
 * QuickBooks has it: the one effect, the decision APPLIED, its place in the queue gone, in one transaction. What QuickBooks
 * said is true whoever holds the place now, so that the lease is not asked. False where it was settled before.
 */
export function applyEffect(
  { database, clock }: Parts,
  decision: DecisionRow,
  effect: Effect,
  attempt: Pick<Attempt, 'number'> | null,
): Promise<boolean> {
  return database.asSync({ clientId: decision.clientId }, async (tx) => {
    const row = await lockOpen(tx, decision);
    const now = clock.now();
    if (attempt) await closeAttempt(tx, decision, attempt, 'APPLIED', null, now);
    if (!row) return false;
    const { documentKey, number, foundBy, note } = effect;
    await tx.execute(
      `insert into decision_effect (decision_id, client_id, firm_id, document_key, number, amount, found_by, applied_at)
         values (?::uuid, ?::uuid, ?::uuid, ?, ?, ?, ?, ?)`,
      [row.id, row.clientId, row.firmId, documentKey, number, row.amount, foundBy, now],
    );
    const told = { documentKey, number, foundBy };
    await settle(tx, row, { to: 'APPLIED', at: now, told, ...(note && { problem: { code: null, message: note } }) });
    return true;
  });
}

/** It ends without an effect: nothing was done in QuickBooks. Needs the lease, for another holder may have sent it. */
export function endWithout(
  { database, clock }: Parts,
  holding: Holding,
  decision: DecisionRow,
  to: 'CONFLICTED' | 'FAILED' | 'EXPIRED',
  problem: DecisionProblem,
  refused?: { readonly attempt: Pick<Attempt, 'number'>; readonly detail: string },
): Promise<void> {
  return database.asSync({ clientId: decision.clientId }, async (tx) => {
    const row = await lockOpen(tx, decision);
    const now = clock.now();
    if (refused) await closeAttempt(tx, decision, refused.attempt, 'REFUSED', refused.detail, now);
    if (row && (await holdPlace(tx, holding.place, holding.owner))) await settle(tx, row, { to, at: now, problem });
  });
}

/**
 * It waits, in words, and its place is given back until it is due again. Where nothing of its attempts left it is
 * accepted once more: it can be taken back, and its age counts.
 */
export function putOff(
  { database, clock }: Parts,
  { place, owner }: Holding,
  decision: DecisionRow,
  wait: { readonly words: string | null; readonly dueAt: Date; readonly isTry?: boolean },
  ended?: {
    readonly attempt: Pick<Attempt, 'number'>;
    readonly outcome: Exclude<AttemptOutcome, 'APPLIED'>;
    readonly detail: string;
  },
): Promise<void> {
  return database.asSync({ clientId: decision.clientId }, async (tx) => {
    const row = await lockOpen(tx, decision);
    if (ended) await closeAttempt(tx, decision, ended.attempt, ended.outcome, ended.detail, clock.now());
    if (row && (await holdPlace(tx, place, owner))) {
      const { words: waitingFor } = wait;
      if (row.state !== 'SUBMITTED' || !(await nothingLeft(tx, row))) await keepWaiting(tx, row, waitingFor);
      else
        await transition(
          tx,
          row,
          { from: 'SUBMITTED', to: 'ACCEPTED', at: clock.now(), waitingFor, told: NOT_SENT },
          BY,
        );
    }
    await postponePlace(tx, place, owner, wait.dueAt, wait.isTry);
  });
}

/** What is still held of a batch is due again at an instant; what is said of it stays. */
export function putOffQuietly({ database }: Parts, batch: Batch, dueAt: Date): Promise<void> {
  return database.asSync({}, (tx) => postponeBatch(tx, batch, dueAt));
}

/** A place whose decision is final or gone. */
export function dropPlace({ database }: Parts, clientId: string, place: HeldPlace): Promise<void> {
  return database.asSync({ clientId }, async (tx) => {
    await tx.execute(
      `delete from decision_outbox where decision_id = ?::uuid
         and not exists (select from decision d where d.id = decision_id and d.settled_at is null)`,
      [place.decisionId],
    );
  });
}

/** The client's row, then the decision's, as everything that changes decisions locks them; undefined where it is final. */
async function lockOpen(tx: EntityManager, decision: DecisionRow): Promise<DecisionRow | undefined> {
  await lockClientDecisions(tx, decision.clientId);
  return openRow(tx, decision);
}

/** The same lock of the client's row, which pausing and disconnecting write: false where nothing is sent to it now. */
async function lockRunning(tx: EntityManager, { clientId }: DecisionRow): Promise<boolean> {
  const rows = await tx.execute<object[]>(
    `select 1 from client_row where client_id = ?::uuid and not paused and sync_state <> 'NOT_CONNECTED' for update`,
    [clientId],
  );
  return rows.length === 1;
}

async function openRow(tx: EntityManager, { id }: DecisionRow): Promise<DecisionRow | undefined> {
  const row = (await decisionsById(tx, [id], { lock: true })).get(id);
  return row?.settledAt === null ? row : undefined;
}

async function settle(
  tx: EntityManager,
  row: DecisionRow,
  change: Omit<Parameters<typeof transition>[2], 'from'>,
): Promise<void> {
  await transition(tx, row, { ...change, from: row.state }, BY);
  await tx.execute('delete from decision_outbox where decision_id = ?::uuid', [row.id]);
}

async function nothingLeft(tx: EntityManager, { id }: DecisionRow): Promise<boolean> {
  const [row] = await tx.execute<{ nothing: boolean | null }[]>(
    `select bool_and(coalesce(outcome = 'NOT_SENT', false)) as nothing from decision_attempt where decision_id = ?::uuid`,
    [id],
  );
  return row?.nothing === true;
}

/** The first thing that is known of an attempt stays. */
async function closeAttempt(
  tx: EntityManager,
  { id }: DecisionRow,
  { number }: Pick<Attempt, 'number'>,
  outcome: AttemptOutcome,
  detail: string | null,
  now: Date,
): Promise<void> {
  await tx.execute(
    `update decision_attempt set outcome = ?, detail = ?, answered_at = ?
       where decision_id = ?::uuid and number = ? and (outcome is null or outcome = 'UNKNOWN')`,
    [outcome, detail?.slice(0, 500).toWellFormed().replaceAll('\u0000', '') ?? null, now, id, number],
  );
}
