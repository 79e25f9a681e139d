import type { EntityManager } from '../platform/database.js';
import type { ChangedIssue } from './issueTrail.js';
import { SET_STANDING_BY_HAND, STANDING_TYPES, standingColumns } from './standingColumns.js';

/** Writes what a person or the clock changes of issues, and nothing that the books say; one statement for any number. */
export async function updateStanding(tx: EntityManager, changes: readonly ChangedIssue[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ after }) => ({ id: after.id, ...standingColumns(after) }));
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    `update hygiene_issue i set ${SET_STANDING_BY_HAND}
       from jsonb_to_recordset(?::jsonb) as x(id uuid, ${STANDING_TYPES}) where i.id = x.id`,
    [JSON.stringify(rows)],
    'run',
  );
  if (affectedRows !== rows.length) throw new Error(`${rows.length} issues were to change and ${affectedRows} did`);
}
