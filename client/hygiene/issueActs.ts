import type { IssueOperation } from '../../domain/operations/foldIssues.js';
import type { IsoDate } from '../../domain/units.js';
import { countOf } from '../../domain/wording.js';
import { newId } from '../offline/index.js';
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

/** A step as operations for the queue, each of at most what the server takes at once. */
export function operationsOf(clientId: string, { act, issueIds }: Step): readonly IssueOperation[] {
  const parts: IssueOperation[] = [];
  for (let from = 0; from < issueIds.length; from += AT_ONCE) {
    parts.push(operationOf(clientId, act, issueIds.slice(from, from + AT_ONCE)));
  }
  return parts;
}

function operationOf(clientId: string, act: IssueAct, issueIds: readonly string[]): IssueOperation {
  const made = { id: newId(), clientId, issueIds };
  switch (act.kind) {
    case 'snooze':
      return { ...made, name: 'SNOOZE_ISSUES', until: act.until as IsoDate | null };
    case 'dismiss':
      return { ...made, name: 'DISMISS_ISSUES', reason: act.reason };
    case 'reopen':
      return { ...made, name: 'REOPEN_ISSUES' };
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
