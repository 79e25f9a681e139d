import type { FoundIssue } from '../../domain/hygiene/findAll.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';
import type { KeptIssue } from './issueRows.js';
import type { ChangedIssue } from './issueTrail.js';
import { SET_STANDING, STANDING_TYPES, standingColumns } from './standingColumns.js';

/** How long a settled issue is kept and shown, in days of the as-of date; */
export const SETTLED_DAYS = 90;
/** and how long it is remembered, unseen, that somebody dismissed it. */
const DISMISSED_DAYS = 400;

/** An issue that was found, and how it stands then. */
export interface MergedIssue extends Omit<KeptIssue, 'id'> {
  /** Null for one that was not there before. */
  readonly id: string | null;
  readonly found: FoundIssue;
}

/** Answers what was opened. */
export async function insertIssues(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  issues: readonly MergedIssue[],
  booksVersion: number,
): Promise<ChangedIssue[]> {
  if (issues.length === 0) return [];
  const ids = await tx.execute<{ id: string; rule: string; key: string }[]>(
    `insert into hygiene_issue (client_id, firm_id, rule, key, finding, money_at_stake, seen_version, state, finding_hash,
         found_on)
       select ?::uuid, ?::uuid, rule, key, finding, money_at_stake, ?::integer, state, finding_hash, found_on
         from jsonb_to_recordset(?::jsonb) as x(place integer, rule text, key text, finding jsonb, money_at_stake bigint,
           ${STANDING_TYPES})
         order by place
       returning id, rule, key`,
    [
      clientId,
      firmId,
      booksVersion,
      JSON.stringify(issues.map((issue, place) => ({ place, ...findingColumns(issue), ...standingColumns(issue) }))),
    ],
  );
  const standings = new Map(issues.map((issue) => [`${issue.rule} ${issue.key}`, issue]));
  return ids.flatMap(({ id, rule, key }) => {
    const issue = standings.get(`${rule} ${key}`);
    return issue ? [{ before: null, after: { ...issue, id }, transition: 'OPENED' as const }] : [];
  });
}

/** Writes only what differs: most issues of most syncs are as they were. `seen_version`: whose finding it shows. */
export async function updateFound(
  tx: EntityManager,
  issues: readonly (MergedIssue & KeptIssue)[],
  booksVersion: number,
): Promise<void> {
  if (issues.length === 0) return;
  await tx.execute(
    `update hygiene_issue i set key = x.key, finding = x.finding, money_at_stake = x.money_at_stake, seen_version = ?::integer,
         ${SET_STANDING}
       from jsonb_to_recordset(?::jsonb) as x(id uuid, rule text, key text, finding jsonb, money_at_stake bigint,
         ${STANDING_TYPES})
       where i.id = x.id and (i.key <> x.key or i.finding <> x.finding or i.finding_hash <> x.finding_hash
         or i.state <> x.state)`,
    [
      booksVersion,
      JSON.stringify(issues.map((issue) => ({ id: issue.id, ...findingColumns(issue), ...standingColumns(issue) }))),
    ],
  );
}

export async function updateGone(tx: EntityManager, issues: readonly KeptIssue[]): Promise<void> {
  if (issues.length === 0) return;
  await tx.execute(
    `update hygiene_issue i set ${SET_STANDING}
       from jsonb_to_recordset(?::jsonb) as x(id uuid, ${STANDING_TYPES}) where i.id = x.id`,
    [JSON.stringify(issues.map((issue) => ({ id: issue.id, ...standingColumns(issue) })))],
  );
}

/** What was settled long ago is dropped; the audit trail keeps what became of it. */
export async function dropSettled(tx: EntityManager, clientId: string, asOf: IsoDate): Promise<void> {
  await tx.execute(
    `delete from hygiene_issue where client_id = ?::uuid and state = 'SETTLED'
       and settled_on <= ?::date - case when settled_from = 'DISMISSED' then ? else ? end`,
    [clientId, asOf, DISMISSED_DAYS, SETTLED_DAYS],
  );
}

function findingColumns({ rule, key, found: { finding } }: MergedIssue): Record<string, unknown> {
  return { rule, key, finding, money_at_stake: finding.moneyAtStake };
}
