import { createHash } from 'node:crypto';
import type { Finding } from '../../domain/hygiene/rule.js';
import type { RuleId } from '../../domain/hygiene/ruleIds.js';
import type { IssueStanding } from '../../domain/issues/issue.js';
import { issueData } from '../../domain/issues/issueData.js';
import { cents } from '../../domain/money.js';
import type { EntityManager } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';

/** An issue as it is kept, without its finding. */
export interface KeptIssue {
  readonly id: string;
  readonly rule: RuleId;
  readonly key: string;
  readonly standing: IssueStanding;
}

/** Which of a client's issues are looked at. */
export type WhichIssues =
  /** Those of these ids that are the client's. */
  | { readonly ids: readonly string[] }
  /** All that are not settled, and of the settled ones those that are named. */
  | { readonly named: readonly { readonly rule: RuleId; readonly key: string }[] };

interface StandingRow extends Omit<IssueStanding, 'at' | 'money' | 'dismissedMoney'> {
  readonly money: string | number;
  readonly dismissedMoney: string | number | null;
  readonly id: string;
  readonly rule: RuleId;
  readonly key: string;
  readonly at: Instant;
}

/**
 * Issues of a client, locked until the transaction ends. Always after the client's row (`lockClient`) and in the order of
 * their ids, so that a sync and a person wait for each other and never cross.
 */
export async function lockIssues(tx: EntityManager, clientId: string, which: WhichIssues): Promise<KeptIssue[]> {
  const [condition, parameter] =
    'ids' in which
      ? ['i.id = any(?::uuid[])', `{${which.ids.join(',')}}`]
      : [
          `(i.state <> 'SETTLED' or (i.rule, md5(i.key)) in (
             select x.rule, md5(x.key) from jsonb_to_recordset(?::jsonb) as x(rule text, key text)))`,
          JSON.stringify(which.named.map(({ rule, key }) => ({ rule, key }))),
        ];
  const rows = await tx.execute<StandingRow[]>(
    `select i.id, i.rule, i.key, i.state, i.finding_hash as data, i.money_at_stake as money, i.found_on::text as "foundOn",
       i.reopened_on::text as "reopenedOn", i.settled_on::text as "settledOn", i.settled_from as "settledFrom",
       i.snoozed_until::text as "snoozedUntil", i.snoozed_hash as "snoozedData", i.reason,
       i.dismissed_hash as "dismissedData", i.dismissed_money as "dismissedMoney", i.by_id as "byId", i.at
     from hygiene_issue i where i.client_id = ?::uuid and ${condition} order by i.id for update of i`,
    [clientId, parameter],
  );
  return rows.map(({ id, rule, key, at, money, dismissedMoney, ...standing }) => ({
    id,
    rule,
    key,
    standing: {
      ...standing,
      money: cents(Number(money)),
      dismissedMoney: dismissedMoney === null ? null : cents(Number(dismissedMoney)),
      at: instant(at)?.toISOString() ?? null,
    },
  }));
}

/** Names the data of a finding. */
export function dataName(finding: Finding): string {
  return createHash('sha256').update(issueData(finding)).digest('base64url').slice(0, 22);
}
