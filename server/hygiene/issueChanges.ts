import { dateInZone } from '../../domain/calendar.js';
import type { Actor, IssueEvent } from '../../domain/issues/issue.js';
import { refusalOfCount, refusalToDismiss, refusalToSnooze } from '../../domain/issues/asking.js';
import { isRefusal, stepIssue } from '../../domain/issues/stepIssue.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { isUuid } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { lockIssues } from './issueRows.js';
import { recordIssues, type ChangedIssue } from './issueTrail.js';
import type { RefusedIssue } from './issues.types.js';
import { keepScore, loadSettingValues, lockClient } from './scoreStore.js';
import { updateStanding } from './standingStore.js';

export interface IssueChangesParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Which issues of which client a person means, and from where they ask. */
export interface IssuesAsking {
  readonly principal: Principal | null;
  readonly clientId: string;
  readonly issueIds: readonly string[];
  /** Made by the caller; null: no receipt is kept. */
  readonly operationId: string | null;
  readonly origin: Origin;
}

/** What became of it: a refusal of all of it and nothing written, or the issues that were left as they are. */
export interface IssuesDone {
  readonly refusal: Refusal | null;
  readonly refused: readonly RefusedIssue[];
}

/**
 * What a person does with many issues at once: one transaction as that person under row-level security, an audit event for
 * each change, the score anew. Safe to repeat: what is so already is left alone. Refuses NOT_FOUND, OUT_OF_RANGE,
 * INVALID_INPUT.
 */
export interface IssueChanges {
  /** Until a day of the client's, or with null until the data changes. */
  snooze(asking: IssuesAsking, until: IsoDate | null): Promise<IssuesDone>;
  dismiss(asking: IssuesAsking, reason: string): Promise<IssuesDone>;
  reopen(asking: IssuesAsking): Promise<IssuesDone>;
}

/** What is asked of each issue, or why it is refused at once; `today` is the client's. */
type Ask = (by: Actor, today: IsoDate) => IssueEvent | Refusal;

export function createIssueChanges(parts: IssueChangesParts): IssueChanges {
  return {
    snooze: (asking, until) =>
      change(parts, asking, (by, today) => refusalToSnooze(until, today) ?? { kind: 'SNOOZE', until, by }),
    dismiss: (asking, reason) =>
      change(parts, asking, (by) => refusalToDismiss(reason) ?? { kind: 'DISMISS', reason: reason.trim(), by }),
    reopen: (asking) => change(parts, asking, (by) => ({ kind: 'REOPEN', by })),
  };
}

async function change(parts: IssueChangesParts, asking: IssuesAsking, ask: Ask): Promise<IssuesDone> {
  const { principal, clientId, issueIds } = asking;
  if (!principal) return refusedWhole(refuse('NOT_SIGNED_IN'));
  if (!isUuid(clientId)) return refusedWhole(refuse('NOT_FOUND', 'clientId'));
  const tooMany = refusalOfCount(issueIds.length);
  if (tooMany) return refusedWhole(tooMany);
  if (!issueIds.every(isUuid)) return refusedWhole(refuse('INVALID_INPUT', 'issueIds', 'Issues are named by UUIDs.'));
  const ids = [...new Set(issueIds.map((id) => id.toLowerCase()))];
  const scope = { principalId: principal.id, firmId: principal.firmId };
  return parts.database.asPrincipal(scope, 'write', (tx) =>
    changeWithin(tx, { ...asking, principal, issueIds: ids }, ask, parts.clock.now()),
  );
}

async function changeWithin(
  tx: EntityManager,
  { principal, clientId, issueIds, origin }: IssuesAsking & { readonly principal: Principal },
  ask: Ask,
  now: Date,
): Promise<IssuesDone> {
  const client = await lockClient(tx, clientId);
  if (!client) return refusedWhole(refuse('NOT_FOUND', 'clientId'));
  const event = ask({ id: principal.id, at: now.toISOString() }, dateInZone(now, client.timeZone));
  if ('code' in event) return refusedWhole(event);
  const issues = new Map((await lockIssues(tx, clientId, { ids: issueIds })).map((issue) => [issue.id, issue]));
  const changes: ChangedIssue[] = [];
  const refused: RefusedIssue[] = [];
  for (const issueId of issueIds) {
    const before = issues.get(issueId);
    const step = before ? stepIssue(before.standing, event) : noSuchIssue();
    if (isRefusal(step)) refused.push({ issueId, refusal: step });
    else if (before && step.transition) {
      changes.push({ before, after: { ...before, standing: step.standing }, transition: step.transition });
    }
  }
  if (changes.length > 0 && client.asOf !== null) {
    const owner = { clientId, firmId: principal.firmId };
    await updateStanding(tx, changes);
    const { requestId, remoteAddress } = origin;
    await recordIssues(tx, owner, changes, {
      actor: { kind: 'PERSON', id: principal.id },
      at: now,
      requestId,
      remoteAddress,
    });
    await keepScore(tx, owner, client.asOf, await loadSettingValues(tx, principal.firmId));
  }
  return { refusal: null, refused };
}

function noSuchIssue(): Refusal {
  return refuse('NOT_FOUND', 'issueIds', 'This client has no such issue.');
}

function refusedWhole(refusal: Refusal): IssuesDone {
  return { refusal, refused: [] };
}
