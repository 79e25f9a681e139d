import {
  DismissIssuesDocument,
  ReopenIssuesDocument,
  SnoozeIssuesDocument,
  type IssuesAnswerFragment,
} from '../../schema/generated/pages.js';
import { countOf } from '../../domain/wording.js';
import type { Ask } from '../apollo/ask.js';
import type { Issue } from './hygiene.js';

/** What an advisor does to issues. */
export type IssueAct =
  /** `until` null: until their data changes. */
  | { readonly kind: 'snooze'; readonly until: string | null }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'reopen' };

/** One act on some issues. */
export interface Step {
  readonly act: IssueAct;
  readonly issueIds: readonly string[];
}

/** The server takes this many at once. */
const AT_ONCE = 500;

export interface StepAnswer {
  readonly client: IssuesAnswerFragment['client'];
  /** Why an issue was left as it is, by its id. */
  readonly refused: ReadonlyMap<string, string>;
  /** Why nothing was done, in a sentence; null when something was. */
  readonly refusal: string | null;
}

/** Asks for a step, in parts the server takes; ends at the first part that is refused whole. */
export async function ask(send: Ask, clientId: string, { act, issueIds }: Step): Promise<StepAnswer> {
  const refused = new Map<string, string>();
  let client: StepAnswer['client'] = null;
  for (let from = 0; from < issueIds.length; from += AT_ONCE) {
    const answer = await sendPart(send, clientId, act, issueIds.slice(from, from + AT_ONCE));
    for (const { issueId, refusal } of answer.refused) refused.set(issueId, refusal.message);
    client = answer.client ?? client;
    if (answer.refusal !== null) return { client, refused, refusal: answer.refusal.message };
  }
  return { client, refused, refusal: null };
}

async function sendPart(send: Ask, clientId: string, act: IssueAct, ids: string[]): Promise<IssuesAnswerFragment> {
  const issueIds = ids;
  switch (act.kind) {
    case 'snooze':
      return (await send(SnoozeIssuesDocument, { clientId, issueIds, until: act.until })).snoozeIssues;
    case 'dismiss':
      return (await send(DismissIssuesDocument, { clientId, issueIds, reason: act.reason })).dismissIssues;
    case 'reopen':
      return (await send(ReopenIssuesDocument, { clientId, issueIds })).reopenIssues;
  }
}

/** What brings issues back to how they stand now: the same act for those that stand alike. */
export function stepsBackTo(issues: readonly Issue[]): readonly Step[] {
  const alike = Map.groupBy(issues, (issue) => JSON.stringify(actThatMakes(issue)));
  return [...alike.values()].flatMap((some) => {
    const act = some[0] === undefined ? null : actThatMakes(some[0]);
    return act === null ? [] : [{ act, issueIds: some.map(({ id }) => id) }];
  });
}

/** Null for what the books alone decide. */
function actThatMakes(issue: Issue): IssueAct | null {
  switch (issue.state) {
    case 'OPEN':
      return { kind: 'reopen' };
    case 'SNOOZED':
      return { kind: 'snooze', until: issue.snoozedUntil };
    case 'DISMISSED':
      return { kind: 'dismiss', reason: issue.dismissedBecause ?? 'No reason kept' };
    case 'SETTLED':
      return null;
  }
}

/** What was done, in a sentence: `3 issues snoozed until they change.` `day` prints a date. */
export function doneSentence(act: IssueAct, count: number, day: (date: string) => string): string {
  const issues = countOf(count, 'issue');
  switch (act.kind) {
    case 'snooze':
      if (act.until !== null) return `${issues} snoozed until ${day(act.until)}.`;
      return `${issues} snoozed until ${count === 1 ? 'it changes' : 'they change'}.`;
    case 'dismiss':
      return `${issues} dismissed.`;
    case 'reopen':
      return `${issues} open again.`;
  }
}
