import type { Finding } from '../../domain/hygiene/rule.js';
import type { RuleId } from '../../domain/hygiene/ruleIds.js';
import type { IssueState } from '../../domain/issues/issueState.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import { instant, type Instant } from '../platform/instant.js';
import { SETTLED_DAYS } from './issueWrites.js';
import { quickBooksLink } from './quickBooksLinks.js';
import type { HygieneIssue } from './issues.types.js';

/** Lines of one issue that are listed. */
const MOST_LINES = 100;

/** An issue as a person reads it, with what its price needs. */
export interface ShownIssue {
  readonly id: string;
  readonly rule: RuleId;
  readonly state: IssueState;
  readonly finding: Finding;
  readonly foundOn: IsoDate;
  readonly reopenedOn: IsoDate | null;
  readonly settledOn: IsoDate | null;
  readonly snoozedUntil: IsoDate | null;
  readonly reason: string | null;
  readonly byName: string | null;
  readonly at: Date | null;
  readonly realmId: string | null;
}

interface IssueRow extends Omit<ShownIssue, 'at'> {
  readonly clientId: string;
  readonly at: Instant;
}

/** The issues of any number of clients in one statement, each by its identity; those settled long ago are left out. */
export async function shownIssues(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<Map<string, readonly ShownIssue[]>> {
  const rows = await tx.execute<IssueRow[]>(
    `select i.client_id as "clientId", i.id, i.rule, i.state, i.finding, i.found_on::text as "foundOn",
       i.reopened_on::text as "reopenedOn", i.settled_on::text as "settledOn", i.snoozed_until::text as "snoozedUntil",
       i.reason, a.name as "byName", i.at, b.realm_id as "realmId"
     from hygiene_issue i
       join client_row r on r.client_id = i.client_id
       left join advisor a on a.id = i.by_id
       left join business b on b.client_id = i.client_id
     where i.client_id = any(?::uuid[]) and (i.state <> 'SETTLED' or i.settled_on > r.as_of - ?::integer)
     order by i.client_id, i.rule, i.key`,
    [`{${clientIds.join(',')}}`, SETTLED_DAYS],
  );
  const byClient = Map.groupBy(
    rows.map((row) => ({ ...row, at: instant(row.at) })),
    ({ clientId }) => clientId,
  );
  return new Map(clientIds.map((id) => [id, byClient.get(id) ?? []]));
}

/** An issue as the contract shows it; `appUrl`: QuickBooks' own app. */
export function presentIssue(issue: ShownIssue, appUrl: string): HygieneIssue {
  const { id, rule, state, finding, foundOn, reopenedOn, settledOn, snoozedUntil, reason, byName, at, realmId } = issue;
  const isAside = state === 'SNOOZED' || state === 'DISMISSED';
  const link = (place: Finding['fixAt']): string | null =>
    realmId === null ? null : quickBooksLink({ url: appUrl, realmId }, place);
  return {
    id,
    ruleId: rule,
    key: finding.key,
    state,
    reason: finding.reason,
    moneyAtStake: finding.moneyAtStake,
    lines: finding.lines.slice(0, MOST_LINES).map(({ place, ...line }) => ({ ...line, url: link(place) })),
    moreLines: Math.max(0, finding.lines.length - MOST_LINES),
    fixUrl: link(finding.fixAt),
    foundOn,
    reopenedOn,
    settledOn,
    snoozedUntil: state === 'SNOOZED' ? snoozedUntil : null,
    dismissedBecause: state === 'DISMISSED' ? reason : null,
    byName: isAside ? byName : null,
    at: isAside ? at : null,
  };
}
