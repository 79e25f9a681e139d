import { createHash } from 'node:crypto';
import type { Finding } from '../../domain/hygiene/rule.js';
import type { RuleId } from '../../domain/hygiene/ruleIds.js';
import type { IssueStanding } from '../../domain/issues/issue.js';
import { issueData } from '../../domain/issues/issueData.js';
import type { EntityManager } from '../platform/database.js';

/** An issue as it is kept, without its finding. */
export interface KeptIssue {
  readonly id: string;
  readonly rule: RuleId;
  readonly key: string;
  readonly standing: IssueStanding;
}

interface StandingRow extends Omit<IssueStanding, 'at'> {
  readonly id: string;
  readonly rule: RuleId;
  readonly key: string;
  readonly at: Date | string | null;
}

/**
 * A client's issues, or those of `ids` that are the client's, locked until the transaction ends. Always after the client's
 * row (`lockClient`) and in the order of their ids, so that a sync and a person wait for each other and never cross.
 */
export async function lockIssues(
  tx: EntityManager,
  clientId: string,
  ids: readonly string[] | null = null,
): Promise<KeptIssue[]> {
  const rows = await tx.execute<StandingRow[]>(
    `select id, rule, key, state, finding_hash as data, found_on::text as "foundOn", reopened_on::text as "reopenedOn",
       settled_on::text as "settledOn", settled_from as "settledFrom", snoozed_until::text as "snoozedUntil",
       snoozed_hash as "snoozedData", reason, by_id as "byId", at
     from hygiene_issue where client_id = ?::uuid ${ids === null ? '' : 'and id = any(?::uuid[])'} order by id for update`,
    ids === null ? [clientId] : [clientId, `{${ids.join(',')}}`],
  );
  return rows.map(({ id, rule, key, at, ...standing }) => ({
    id,
    rule,
    key,
    standing: { ...standing, at: at === null ? null : new Date(at).toISOString() },
  }));
}

/** Names the data of a finding. */
export function dataName(finding: Finding): string {
  return createHash('sha256').update(issueData(finding)).digest('base64url').slice(0, 22);
}

/** The columns of a standing, as JSON for `jsonb_to_recordset`. */
export function standingColumns({ standing: s }: Pick<KeptIssue, 'standing'>): Record<string, unknown> {
  return {
    state: s.state,
    finding_hash: s.data,
    found_on: s.foundOn,
    reopened_on: s.reopenedOn,
    settled_on: s.settledOn,
    settled_from: s.settledFrom,
    snoozed_until: s.snoozedUntil,
    snoozed_hash: s.snoozedData,
    reason: s.reason,
    by_id: s.byId,
    at: s.at,
  };
}

export const STANDING_TYPES = `state text, finding_hash text, found_on date, reopened_on date, settled_on date,
  settled_from text, snoozed_until date, snoozed_hash text, reason text, by_id uuid, at timestamptz`;
