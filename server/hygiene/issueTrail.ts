import type { IssueTransition } from '../../domain/issues/issue.js';
import { recordAll, type AuditRecord } from '../audit/audit.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';
import type { KeptIssue } from './issueRows.js';

/** An issue that changed its state: what it was (null: it was not there) and what it is. */
export interface ChangedIssue {
  readonly before: KeptIssue | null;
  readonly after: KeptIssue;
  readonly transition: IssueTransition;
}

/** Who changed it and from where. */
export type TrailBy = Pick<AuditRecord, 'actor' | 'at' | 'requestId' | 'remoteAddress'>;

const ACTIONS: Readonly<Record<IssueTransition, string>> = {
  OPENED: 'hygiene.opened',
  SETTLED: 'hygiene.settled',
  REOPENED: 'hygiene.reopened',
  DISMISSED_AGAIN: 'hygiene.dismissed_again',
  SNOOZED_AGAIN: 'hygiene.snoozed_again',
  WOKEN: 'hygiene.woken',
  SNOOZED: 'hygiene.snoozed',
  DISMISSED: 'hygiene.dismissed',
};

/** One audit event for each change, in the transaction of the changes; one statement for any number. */
export function recordIssues(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  changes: readonly ChangedIssue[],
  by: TrailBy,
): Promise<void> {
  return recordAll(
    tx,
    changes.map(({ before, after, transition }) => ({
      firmId,
      clientId,
      ...by,
      action: ACTIONS[transition],
      ...(before && { before: told(before) }),
      after: { issueId: after.id, rule: after.rule, key: after.key, ...told(after) },
    })),
  );
}

/** The state with what belongs to it; never the finding, which is the books' own. */
function told({ standing }: KeptIssue): Record<string, unknown> {
  const { state, snoozedUntil, snoozedData, reason, reopenedOn, settledOn } = standing;
  switch (state) {
    case 'OPEN':
      return { state, ...(reopenedOn && { reopenedOn }) };
    case 'SNOOZED':
      return { state, until: snoozedUntil ?? (snoozedData === null ? null : 'its data changes') };
    case 'DISMISSED':
      return { state, reason };
    case 'SETTLED':
      return { state, settledOn };
  }
}
