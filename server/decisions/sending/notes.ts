import type { Database } from '../../platform/database.js';
import type { DecisionRow } from '../decisionRows.js';
import { lockClientDecisions, tellClient } from '../transition.js';

interface Seen {
  /** What else is to be said of it, in words; null: nothing. */
  readonly note: string | null;
  /** The document's open balance after, in its currency. */
  readonly openBalanceAfter?: number;
}

/**
 * Adds what was seen in QuickBooks after a decision was settled; devices hear of it. A note that is there already is not
 * repeated. Its state stays: final is final. Answers whether there was anything to add.
 */
export function noteOnApplied(
  database: Database,
  { id, clientId }: Pick<DecisionRow, 'id' | 'clientId'>,
  { note, openBalanceAfter }: Seen,
): Promise<boolean> {
  return database.asSync({ clientId }, async (tx) => {
    await lockClientDecisions(tx, clientId);
    let changed = 0;
    const count = async (sql: string, values: unknown[]): Promise<void> => {
      const { affectedRows } = await tx.execute<{ affectedRows: number }>(sql, values, 'run');
      changed += affectedRows;
    };
    if (openBalanceAfter !== undefined)
      await count(
        'update decision_effect set open_balance_after = ? where decision_id = ?::uuid and open_balance_after is distinct from ?',
        [openBalanceAfter, id, openBalanceAfter],
      );
    if (note !== null)
      await count(
        `update decision set problem = coalesce(problem, '{"code": null}'::jsonb)
             || jsonb_build_object('message', concat_ws(' ', problem->>'message', ?::text))
           where id = ?::uuid and settled_at is not null and coalesce(strpos(problem->>'message', ?), 0) = 0`,
        [note, id, note],
      );
    if (changed > 0) await tellClient(tx, clientId, 0);
    return changed > 0;
  });
}
