import { carriedOver } from '../../domain/issues/carryOver.js';
import type { FoundIssue } from '../../domain/hygiene/findAll.js';
import type { RuleId } from '../../domain/hygiene/ruleIds.js';
import type { SettingValues } from '../../domain/hygiene/settings.js';
import { isRefusal, openIssue, stepIssue } from '../../domain/issues/stepIssue.js';
import type { IssueEvent } from '../../domain/issues/issue.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';
import { dataName, lockIssues, type KeptIssue } from './issueRows.js';
import { recordIssues, type ChangedIssue } from './issueTrail.js';
import { dropSettled, insertIssues, updateFound, updateGone, type MergedIssue } from './issueWrites.js';
import { keepScore, lockClient, type HygieneStanding } from './scoreStore.js';

/** What the issues were found in. */
export interface FoundAt {
  readonly asOf: IsoDate;
  readonly booksVersion: number;
  readonly now: Date;
  readonly values: SettingValues;
  /** Rules that could not judge these books: their issues stay as they are. Default: none. */
  readonly notJudged?: readonly RuleId[];
  /** Issues that are older than these books can judge: they stay as they are likewise. Default: none. */
  readonly beyond?: readonly IssueName[];
}

/** What names an issue in its client's books. */
interface IssueName {
  readonly rule: RuleId;
  readonly key: string;
}

/** An issue that is found, with the name it goes by now. */
interface Naming extends IssueName {
  readonly issue: FoundIssue;
}

/**
 * Brings a client's issues to what the rules found: new ones are opened, those that are gone are settled, those that came
 * back are opened again (or stay set aside where their data is the same), snoozes that are over end. An issue is the same
 * for as long as its rule and key are, and a cluster for as long as it shares a document with what it was. Every change of
 * state leaves its audit event; the score of the date and the list's row are written with it. Looks only at issues that
 * are not settled or are found; those settled long ago are dropped. The caller's transaction is the sync's, for this
 * client; the number of statements does not depend on the number of issues.
 */
export async function keepIssues(
  tx: EntityManager,
  owner: BooksOwner,
  found: readonly FoundIssue[],
  at: FoundAt,
): Promise<HygieneStanding> {
  await lockClient(tx, owner.clientId);
  const named = found.map((issue): Naming => ({ rule: issue.rule, key: issue.finding.key, issue }));
  const kept = await lockIssues(tx, owner.clientId, { named });
  const { before, gone } = matched(kept, named, at);
  const changes: ChangedIssue[] = [];
  const [fresh, merged]: [MergedIssue[], (MergedIssue & KeptIssue)[]] = [[], []];
  for (const name of named) {
    const { rule, key, issue } = name;
    const { moneyAtStake: money } = issue.finding;
    const [data, known] = [dataName(issue.finding), before.get(name)];
    const event: IssueEvent = { kind: 'FOUND', asOf: at.asOf, data, money };
    if (known) merged.push({ ...stepped({ ...known, key }, event, changes), found: issue });
    else fresh.push({ id: null, rule, key, standing: openIssue(at.asOf, data, money).standing, found: issue });
  }
  const settled = gone.flatMap((issue) => {
    const after = stepped(issue, { kind: 'GONE', asOf: at.asOf }, changes);
    return after === issue ? [] : [after];
  });
  const opened = await insertIssues(tx, owner, fresh, at.booksVersion);
  await updateFound(tx, merged, at.booksVersion);
  await updateGone(tx, settled);
  await dropSettled(tx, owner.clientId, at.asOf);
  await recordIssues(tx, owner, [...opened, ...changes], { actor: { kind: 'SYSTEM' }, at: at.now });
  return keepScore(tx, owner, at.asOf, at.values);
}

/** Which kept issue each found one is, and which are gone. */
function matched(
  kept: readonly KeptIssue[],
  named: readonly Naming[],
  { notJudged = [], beyond = [] }: FoundAt,
): { readonly before: ReadonlyMap<Naming, KeptIssue>; readonly gone: readonly KeptIssue[] } {
  const left = new Map(kept.map((issue) => [identity(issue.rule, issue.key), issue]));
  const before = new Map<Naming, KeptIssue>();
  for (const name of named) {
    const known = left.get(identity(name.rule, name.key));
    if (known) before.set(name, known);
    left.delete(identity(name.rule, name.key));
  }
  const untold = new Set(beyond.map(({ rule, key }) => identity(rule, key)));
  const away = [...left.values()].filter(
    ({ rule, key }) => !notJudged.includes(rule) && !untold.has(identity(rule, key)),
  );
  const unknown = named.filter((name) => !before.has(name));
  for (const [name, issue] of carriedOver(away, unknown)) {
    before.set(name, issue);
    left.delete(identity(issue.rule, issue.key));
  }
  return { before, gone: away.filter(({ rule, key }) => left.has(identity(rule, key))) };
}

/** What an event of the books makes of an issue; a change of state is added to `changes`. */
function stepped(before: KeptIssue, event: IssueEvent, changes: ChangedIssue[]): KeptIssue {
  const step = stepIssue(before.standing, event);
  // Only what a person asks can be refused.
  if (isRefusal(step)) throw new Error(`an issue refused ${event.kind}: ${step.message}`);
  if (step.transition === null && step.standing === before.standing) return before;
  const after = { ...before, standing: step.standing };
  if (step.transition) changes.push({ before, after, transition: step.transition });
  return after;
}

function identity(rule: string, key: string): string {
  return `${rule} ${key}`;
}
