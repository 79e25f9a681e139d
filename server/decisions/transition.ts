import { FINAL_STATES, type DecisionState } from '../../domain/decision/decision.js';
import { recordAll, type AuditRecord } from '../audit/audit.js';
import type { EntityManager } from '../platform/database.js';
import type { DecisionProblem, DecisionRow } from './decisionRows.js';

/** From which state to which, and what is kept of it. */
export interface DecisionChange {
  readonly from: DecisionState;
  readonly to: DecisionState;
  readonly at: Date;
  /** Why it waits, in words. Default: nothing is in its way. */
  readonly waitingFor?: string | null;
  /** Default: as it was. */
  readonly problem?: DecisionProblem | null;
  /** What the trail tells of it besides the states; for ACCEPTED to SUBMITTED the attempt's number, for instance. */
  readonly told?: Record<string, unknown>;
}

/** Who changed it and from where. */
export type ChangedBy = Pick<AuditRecord, 'actor' | 'requestId' | 'remoteAddress'>;

type Changed = Pick<DecisionRow, 'id' | 'clientId' | 'firmId' | 'kind' | 'documentKey'>;

/**
 * Waits for whoever changes this client's decisions and keeps others from it until the transaction ends. The first lock of
 * everything that changes decisions, before a decision's row, and that before its outbox row: in this order nobody waits
 * for each other in a ring. False where there is no such client in scope.
 */
export async function lockClientDecisions(tx: EntityManager, clientId: string): Promise<boolean> {
  const rows = await tx.execute<object[]>('select 1 from client_row where client_id = ?::uuid for update', [clientId]);
  return rows.length === 1;
}

/**
 * Moves a decision from one state to another, with its audit event, its client's `decisions_version` and number of open
 * decisions, in the caller's transaction, a person's or the sync's; who listens is told when it commits. SUBMITTED is the
 * sync's alone. Answers the client's new version; null, and nothing written, where the decision is not in `from` any more.
 */
export async function transition(
  tx: EntityManager,
  decision: Changed,
  change: DecisionChange,
  by: ChangedBy,
): Promise<number | null> {
  await lockClientDecisions(tx, decision.clientId);
  if (!(await writeState(tx, decision.id, change))) return null;
  const closed = FINAL_STATES.has(change.to) && !FINAL_STATES.has(change.from) ? 1 : 0;
  const { from, to, problem, told } = change;
  await recordAll(tx, [
    eventOf(decision, { ...by, at: change.at }, to, { state: from }, { ...told, ...(problem && { problem }) }),
  ]);
  return tellClient(tx, decision.clientId, -closed);
}

/**
 * Says why a decision waits, or with null that nothing is in its way; no event of the trail, for nothing was done. Answers
 * the client's version: raised only where the words changed.
 */
export async function keepWaiting(
  tx: EntityManager,
  decision: Pick<DecisionRow, 'id' | 'clientId'>,
  waitingFor: string | null,
): Promise<void> {
  await lockClientDecisions(tx, decision.clientId);
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update decision set waiting_for = ? where id = ?::uuid and settled_at is null and waiting_for is distinct from ?`,
    [waitingFor, decision.id, waitingFor],
    'run',
  );
  if (affectedRows === 1) await tellClient(tx, decision.clientId, 0);
}

/** Raises what devices compare; `opened`: how many more are open. The row's own trigger tells who listens. */
export async function tellClient(tx: EntityManager, clientId: string, opened: number): Promise<number> {
  const [row] = await tx.execute<{ version: number }[]>(
    `update client_row set decisions_version = decisions_version + 1, open_decisions = greatest(0, open_decisions + ?)
       where client_id = ?::uuid returning decisions_version as version`,
    [opened, clientId],
  );
  if (!row) throw new Error('a decision was changed of a client without a row');
  return row.version;
}

/** The event of the trail for a decision that came into a state. */
export function eventOf(
  { id, clientId, firmId, kind, documentKey }: Changed,
  by: ChangedBy & Pick<AuditRecord, 'at'>,
  state: DecisionState,
  before: Record<string, unknown> | null,
  told: Record<string, unknown> = {},
): AuditRecord {
  const after = { decisionId: id, kind, documentKey, state, ...told };
  return { firmId, clientId, ...by, action: `decision.${state.toLowerCase()}`, ...(before && { before }), after };
}

/** The app's role may not write when it was submitted. */
async function writeState(tx: EntityManager, id: string, change: DecisionChange): Promise<boolean> {
  const { from, to, at, waitingFor = null, problem } = change;
  const sets = ['state = ?', 'waiting_for = ?', 'settled_at = ?::timestamptz'];
  const values: unknown[] = [to, waitingFor, FINAL_STATES.has(to) ? at.toISOString() : null];
  if (problem !== undefined) {
    sets.push('problem = ?::jsonb');
    values.push(problem && JSON.stringify(problem));
  }
  if (to === 'SUBMITTED' && from === 'ACCEPTED') {
    sets.push('submitted_at = ?::timestamptz');
    values.push(at.toISOString());
  }
  if (to === 'ACCEPTED') sets.push('submitted_at = null');
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update decision set ${sets.join(', ')} where id = ?::uuid and state = ?`,
    [...values, id, from],
    'run',
  );
  return affectedRows === 1;
}
