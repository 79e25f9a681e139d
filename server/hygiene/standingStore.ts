import type { EntityManager } from '../platform/database.js';
import { standingColumns } from './issueRows.js';
import type { ChangedIssue } from './issueTrail.js';

/** Writes what a person or the clock changes of issues, and nothing that the books say; one statement for any number. */
export async function updateStanding(tx: EntityManager, changes: readonly ChangedIssue[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ after }) => ({ id: after.id, ...standingColumns(after) }));
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update hygiene_issue i set state = x.state, reopened_on = x.reopened_on, snoozed_until = x.snoozed_until,
         snoozed_hash = x.snoozed_hash, reason = x.reason, dismissed_hash = x.dismissed_hash,
         dismissed_money = x.dismissed_money, by_id = x.by_id, at = x.at
       from jsonb_to_recordset(?::jsonb) as x(id uuid, state text, reopened_on date, snoozed_until date, snoozed_hash text,
         reason text, dismissed_hash text, dismissed_money bigint, by_id uuid, at timestamptz)
       where i.id = x.id`,
    [JSON.stringify(rows)],
    'run',
  );
  if (affectedRows !== rows.length) throw new Error(`${rows.length} issues were to change and ${affectedRows} did`);
}
