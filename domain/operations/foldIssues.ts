import type { IssueState } from '../issues/issueState.js';
import type { Operation, QueuedOperation } from './operation.js';

/** What folding reads and writes of an issue; the contract's `HygieneIssue` fits. */
export interface FoldableIssue {
  readonly id: string;
  readonly state: IssueState;
  readonly snoozedUntil: string | null;
  readonly dismissedBecause: string | null;
  /** Who set it aside, and when: not told for what is queued here. */
  readonly byName?: string | null;
  readonly at?: string | null;
}

/** Operations on issues. */
export type IssueOperation = Extract<Operation, { readonly issueIds: readonly string[] }>;

/**
 * A client's issues with its queued snoozes, dismissals and reopenings applied in their order: open first, then snoozed,
 * dismissed, settled, else in the order given. A settled issue stays settled, whatever is asked of it; refused operations
 * change nothing. Where nothing changes the same list is answered, and issues nothing is asked of stay the same objects.
 */
export function foldIssues<Issue extends FoldableIssue>(
  clientId: string,
  issues: readonly Issue[],
  queue: readonly QueuedOperation[],
): readonly Issue[] {
  const asked = askedOfIssues(clientId, queue);
  if (asked.size === 0) return issues;
  let changed = false;
  const folded = issues.map((issue) => {
    const after = (asked.get(issue.id) ?? []).reduce(applied<Issue>, issue);
    changed ||= after !== issue;
    return after;
  });
  return changed ? folded.sort((a, b) => STATES_IN_ORDER[a.state] - STATES_IN_ORDER[b.state]) : issues;
}

const STATES_IN_ORDER: Readonly<Record<IssueState, number>> = { OPEN: 0, SNOOZED: 1, DISMISSED: 2, SETTLED: 3 };

/** By the issue's id: what is queued for it, in the order it was made; without what was refused. */
export function askedOfIssues(clientId: string, queue: readonly QueuedOperation[]): Map<string, IssueOperation[]> {
  const asked = new Map<string, IssueOperation[]>();
  for (const { operation, state } of queue) {
    if (state === 'REFUSED' || operation.clientId !== clientId || !('issueIds' in operation)) continue;
    for (const id of operation.issueIds) {
      const known = asked.get(id);
      if (known) known.push(operation);
      else asked.set(id, [operation]);
    }
  }
  return asked;
}

function applied<Issue extends FoldableIssue>(issue: Issue, operation: IssueOperation): Issue {
  if (issue.state === 'SETTLED') return issue;
  switch (operation.name) {
    case 'SNOOZE_ISSUES':
      if (issue.state === 'SNOOZED' && issue.snoozedUntil === operation.until) return issue;
      return { ...issue, ...setAside(issue), state: 'SNOOZED', snoozedUntil: operation.until, dismissedBecause: null };
    case 'DISMISS_ISSUES':
      if (issue.state === 'DISMISSED' && issue.dismissedBecause === operation.reason) return issue;
      return {
        ...issue,
        ...setAside(issue),
        state: 'DISMISSED',
        snoozedUntil: null,
        dismissedBecause: operation.reason,
      };
    case 'REOPEN_ISSUES':
      if (issue.state === 'OPEN') return issue;
      return { ...issue, ...setAside(issue), state: 'OPEN', snoozedUntil: null, dismissedBecause: null };
  }
}

/** Nobody's name yet, where the issue has room for one. */
function setAside(issue: FoldableIssue): { byName?: null; at?: null } {
  return { ...('byName' in issue ? { byName: null } : {}), ...('at' in issue ? { at: null } : {}) };
}
