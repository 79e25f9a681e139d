import { recordAll } from '../../audit/audit.js';
import type { EntityManager } from '../../platform/database.js';
import type { DecisionRow } from '../decisionRows.js';
import { lockClientDecisions, tellClient } from '../transition.js';
import type { SendingParts } from './sendingParts.js';

interface Seen {
  /** What else is to be said of it, in words; null: nothing. */
  readonly note: string | null;
  /** The document's open balance after, in its currency. The first that is kept stays, and the note with it: others looked at the same time. */
  readonly openBalanceAfter?: number;
}

type Noted = Pick<DecisionRow, 'id' | 'clientId'>;

/**
 * Adds what was seen in QuickBooks after a decision was settled, a note with its event of the trail; devices hear of it. A
 * note that is there already is not repeated. Its state stays: final is final. Answers whether there was anything to add.
 */
export function noteOnApplied(
  { database, clock }: Pick<SendingParts, 'database' | 'clock'>,
  { id, clientId }: Noted,
  { note, openBalanceAfter }: Seen,
): Promise<boolean> {
  return database.asSync({ clientId }, async (tx) => {
    await lockClientDecisions(tx, clientId);
    const isLook = openBalanceAfter !== undefined;
    const hasBalance = isLook && (await keepBalance(tx, id, openBalanceAfter));
    const hasNote =
      note !== null && (hasBalance || !isLook) && (await keepNote(tx, { id, clientId }, note, clock.now()));
    if (hasBalance || hasNote) await tellClient(tx, clientId, 0);
    return hasBalance || hasNote;
  });
}

async function keepBalance(tx: EntityManager, id: string, openBalanceAfter: number): Promise<boolean> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    'update decision_effect set open_balance_after = ? where decision_id = ?::uuid and open_balance_after is null',
    [openBalanceAfter, id],
    'run',
  );
  return affectedRows === 1;
}

async function keepNote(tx: EntityManager, { id, clientId }: Noted, note: string, at: Date): Promise<boolean> {
  const [row] = await tx.execute<Pick<DecisionRow, 'firmId' | 'kind' | 'documentKey' | 'state'>[]>(
    `update decision set problem = coalesce(problem, '{"code": null}'::jsonb)
         || jsonb_build_object('message', concat_ws(' ', problem->>'message', ?::text))
       where id = ?::uuid and settled_at is not null and coalesce(strpos(problem->>'message', ?), 0) = 0
       returning firm_id as "firmId", kind, document_key as "documentKey", state`,
    [note, id, note],
  );
  if (!row) return false;
  const { firmId, ...after } = row;
  const event = { firmId, clientId, actor: { kind: 'SYSTEM' }, action: 'decision.noted', at } as const;
  await recordAll(tx, [{ ...event, after: { decisionId: id, ...after, note } }]);
  return true;
}
