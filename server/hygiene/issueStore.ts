import type { FoundIssue } from '../../domain/hygiene/findAll.js';
import type { SettingValues } from '../../domain/hygiene/settings.js';
import { isRefusal, openIssue, stepIssue } from '../../domain/issues/stepIssue.js';
import type { IssueEvent } from '../../domain/issues/issue.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';
import { dataName, lockIssues, standingColumns, STANDING_TYPES, type KeptIssue } from './issueRows.js';
import { recordIssues, type ChangedIssue } from './issueTrail.js';
import { keepScore, lockClient, type HygieneStanding } from './scoreStore.js';

/** What the issues were found in. */
export interface FoundAt {
  readonly asOf: IsoDate;
  readonly booksVersion: number;
  readonly now: Date;
  readonly values: SettingValues;
}

/** An issue that was found, and how it stands then. */
interface MergedIssue extends Omit<KeptIssue, 'id'> {
  /** Null for one that was not there before. */
  readonly id: string | null;
  readonly found: FoundIssue;
}

/**
 * Brings a client's issues to what the rules found: new ones are opened, those that are gone are settled, those that came
 * back are opened again (or stay dismissed where their data is the same), snoozes that are over end. An issue is the same
 * for as long as its rule and key are. Every change of state leaves its audit event; the score of the date and the list's
 * row are written with it. The caller's transaction is the sync's, for this client; the number of statements does not
 * depend on the number of issues.
 */
export async function keepIssues(
  tx: EntityManager,
  owner: BooksOwner,
  found: readonly FoundIssue[],
  at: FoundAt,
): Promise<HygieneStanding> {
  await lockClient(tx, owner.clientId);
  const kept = await lockIssues(tx, owner.clientId);
  const byIdentity = new Map(kept.map((issue) => [identity(issue.rule, issue.key), issue]));
  const changes: ChangedIssue[] = [];
  const [fresh, merged]: [MergedIssue[], (MergedIssue & KeptIssue)[]] = [[], []];
  for (const issue of found) {
    const { rule, finding } = issue;
    const before = byIdentity.get(identity(rule, finding.key));
    byIdentity.delete(identity(rule, finding.key));
    const data = dataName(finding);
    const event: IssueEvent = { kind: 'FOUND', asOf: at.asOf, data };
    if (!before)
      fresh.push({ id: null, rule, key: finding.key, standing: openIssue(at.asOf, data).standing, found: issue });
    else merged.push({ ...stepped(before, event, changes), found: issue });
  }
  const gone = [...byIdentity.values()].flatMap((before) => {
    const after = stepped(before, { kind: 'GONE', asOf: at.asOf }, changes);
    return after === before ? [] : [after];
  });
  const opened = await insertIssues(tx, owner, fresh, at.booksVersion);
  await updateFound(tx, merged, at.booksVersion);
  await updateGone(tx, gone);
  await recordIssues(tx, owner, [...opened, ...changes], { actor: { kind: 'SYSTEM' }, at: at.now });
  return keepScore(tx, owner, at.asOf, at.values);
}

/** What an event of the books makes of an issue; a change of state is added to `changes`. */
function stepped(before: KeptIssue, event: IssueEvent, changes: ChangedIssue[]): KeptIssue {
  const step = stepIssue(before.standing, event);
  // Only what a person asks can be refused.
  if (isRefusal(step)) throw new Error(`an issue refused ${event.kind}: ${step.message}`);
  if (step.transition === null && step.standing.data === before.standing.data) return before;
  const after = { ...before, standing: step.standing };
  if (step.transition) changes.push({ before, after, transition: step.transition });
  return after;
}

function identity(rule: string, key: string): string {
  return `${rule} ${key}`;
}

async function insertIssues(
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
  const standings = new Map(issues.map((issue) => [identity(issue.rule, issue.key), issue]));
  return ids.flatMap(({ id, rule, key }) => {
    const issue = standings.get(identity(rule, key));
    return issue ? [{ before: null, after: { ...issue, id }, transition: 'OPENED' as const }] : [];
  });
}

/** Writes only what differs: most issues of most syncs are as they were. `seen_version`: whose finding it shows. */
async function updateFound(
  tx: EntityManager,
  issues: readonly (MergedIssue & KeptIssue)[],
  booksVersion: number,
): Promise<void> {
  if (issues.length === 0) return;
  await tx.execute(
    `update hygiene_issue i set finding = x.finding, money_at_stake = x.money_at_stake, seen_version = ?::integer,
         ${SET_STANDING}
       from jsonb_to_recordset(?::jsonb) as x(id uuid, rule text, key text, finding jsonb, money_at_stake bigint,
         ${STANDING_TYPES})
       where i.id = x.id and (i.finding <> x.finding or i.finding_hash <> x.finding_hash or i.state <> x.state)`,
    [
      booksVersion,
      JSON.stringify(issues.map((issue) => ({ id: issue.id, ...findingColumns(issue), ...standingColumns(issue) }))),
    ],
  );
}

async function updateGone(tx: EntityManager, issues: readonly KeptIssue[]): Promise<void> {
  if (issues.length === 0) return;
  await tx.execute(
    `update hygiene_issue i set ${SET_STANDING}
       from jsonb_to_recordset(?::jsonb) as x(id uuid, ${STANDING_TYPES}) where i.id = x.id`,
    [JSON.stringify(issues.map((issue) => ({ id: issue.id, ...standingColumns(issue) })))],
  );
}

const SET_STANDING = `state = x.state, finding_hash = x.finding_hash, reopened_on = x.reopened_on, settled_on = x.settled_on,
  settled_from = x.settled_from, snoozed_until = x.snoozed_until, snoozed_hash = x.snoozed_hash, reason = x.reason,
  by_id = x.by_id, at = x.at`;

function findingColumns({ rule, key, found: { finding } }: MergedIssue): Record<string, unknown> {
  return { rule, key, finding, money_at_stake: finding.moneyAtStake };
}
