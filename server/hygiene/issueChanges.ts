import { dateInZone } from '../../domain/calendar.js';
import type { Actor, IssueEvent } from '../../domain/issues/issue.js';
import { refusalOfCount, refusalToDismiss, refusalToSnooze } from '../../domain/issues/asking.js';
import { isRefusal, stepIssue } from '../../domain/issues/stepIssue.js';
import type { OperationName } from '../../domain/operations/operation.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import type { IsoDate } from '../../domain/units.js';
import { isUuid, uuidOf } from '../clients/clientCursor.js';
import { doOnce, type Done } from '../operations/once.js';
import { refusalOfOperationId, type ReceivedOperation } from '../operations/receipts.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import { lockIssues } from './issueRows.js';
import { recordIssues, type ChangedIssue } from './issueTrail.js';
import type { RefusedIssue } from './issues.types.js';
import { keepScore, loadSettingValues, lockClient, type LockedClient } from './scoreStore.js';
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
export type IssuesDone = Done<RefusedIssue>;

/**
 * What a person does with many issues at once: one transaction as that person under row-level security, an audit event for
 * each change, the score anew. Safe to repeat: what is so already is left alone, and an operation that was done is not done
 * again, whatever became of its issues since: it is answered as it was. Refuses NOT_FOUND, OUT_OF_RANGE, INVALID_INPUT, ID_TAKEN.
 */
export interface IssueChanges {
  /** Until a day of the client's, or with null until the data changes. */
  snooze(asking: IssuesAsking, until: IsoDate | null): Promise<IssuesDone>;
  dismiss(asking: IssuesAsking, reason: string): Promise<IssuesDone>;
  reopen(asking: IssuesAsking): Promise<IssuesDone>;
}

/** What is asked of many issues. */
interface Ask {
  readonly name: OperationName;
  /** What is asked beside the issues, for the receipt. */
  readonly content: { readonly until?: IsoDate | null; readonly reason?: string };
  /** What is asked of each issue, or why it is refused at once; `today` is the client's. */
  readonly event: (by: Actor, today: IsoDate) => IssueEvent | Refusal;
}

export function createIssueChanges(parts: IssueChangesParts): IssueChanges {
  return {
    snooze: (asking, until) =>
      change(parts, asking, {
        name: 'SNOOZE_ISSUES',
        content: { until },
        event: (by, today) => refusalToSnooze(until, today) ?? { kind: 'SNOOZE', until, by },
      }),
    dismiss: (asking, reason) =>
      change(parts, asking, {
        name: 'DISMISS_ISSUES',
        content: { reason },
        event: (by) => refusalToDismiss(reason) ?? { kind: 'DISMISS', reason: reason.trim(), by },
      }),
    reopen: (asking) =>
      change(parts, asking, { name: 'REOPEN_ISSUES', content: {}, event: (by) => ({ kind: 'REOPEN', by }) }),
  };
}

async function change(parts: IssueChangesParts, asking: IssuesAsking, ask: Ask): Promise<IssuesDone> {
  const { principal, issueIds, operationId } = asking;
  if (!principal) return refusedWhole(refuse('NOT_SIGNED_IN'));
  const clientId = uuidOf(asking.clientId);
  if (clientId === null) return refusedWhole(refuse('NOT_FOUND', 'clientId'));
  const tooMany = refusalOfCount(issueIds.length);
  if (tooMany) return refusedWhole(tooMany);
  if (!issueIds.every(isUuid)) return refusedWhole(refuse('INVALID_INPUT', 'issueIds', 'Issues are named by UUIDs.'));
  const unreadable = operationId === null ? null : refusalOfOperationId(operationId);
  if (unreadable) return refusedWhole(unreadable);
  const ids = [...new Set(issueIds.map((id) => id.toLowerCase()))];
  const scope = { principalId: principal.id, firmId: principal.firmId };
  return parts.database.asPrincipal(scope, 'write', (tx) =>
    changeWithin(tx, { ...asking, principal, clientId, issueIds: ids }, ask, parts.clock.now()),
  );
}

async function changeWithin(
  tx: EntityManager,
  asking: IssuesAsking & { readonly principal: Principal },
  ask: Ask,
  now: Date,
): Promise<IssuesDone> {
  const { principal, clientId } = asking;
  const client = await lockClient(tx, clientId);
  if (!client) return refusedWhole(refuse('NOT_FOUND', 'clientId'));
  return doOnce(tx, receivedOf(asking, ask), now, () => {
    const event = ask.event({ id: principal.id, at: now.toISOString() }, dateInZone(now, client.timeZone));
    return Promise.resolve('code' in event ? event : () => step(tx, asking, { event, client, now }));
  });
}

/** Null where the caller keeps no count of its operations. */
function receivedOf(
  { principal, clientId, issueIds, operationId }: IssuesAsking & { readonly principal: Principal },
  { name, content }: Ask,
): ReceivedOperation | null {
  if (operationId === null) return null;
  const { id: by, firmId } = principal;
  return { id: operationId, name, clientId, firmId, by, content: { issueIds, ...content } };
}

interface Step {
  readonly event: IssueEvent;
  readonly client: LockedClient;
  readonly now: Date;
}

/** Changes those that can be changed and writes it down; answers the others, each with its refusal. */
async function step(
  tx: EntityManager,
  { principal, clientId, issueIds, origin }: IssuesAsking & { readonly principal: Principal },
  { event, client, now }: Step,
): Promise<readonly RefusedIssue[]> {
  const issues = new Map((await lockIssues(tx, clientId, { ids: issueIds })).map((issue) => [issue.id, issue]));
  const changes: ChangedIssue[] = [];
  const refused: RefusedIssue[] = [];
  for (const issueId of issueIds) {
    const before = issues.get(issueId);
    const stepped = before ? stepIssue(before.standing, event) : noSuchIssue();
    if (isRefusal(stepped)) refused.push({ issueId, refusal: stepped });
    else if (before && stepped.transition) {
      changes.push({ before, after: { ...before, standing: stepped.standing }, transition: stepped.transition });
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
  return refused;
}

function noSuchIssue(): Refusal {
  return refuse('NOT_FOUND', 'issueIds', 'This client has no such issue.');
}

function refusedWhole(refusal: Refusal): IssuesDone {
  return { refusal, refused: [] };
}
