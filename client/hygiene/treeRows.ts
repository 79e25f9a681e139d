import type { Issue } from './hygiene.js';
import type { IssueGroup } from './issueGroups.js';

/** A row that can have the focus: a rule, one of its issues, or what asks for more of them. */
export type TreeRow =
  | {
      readonly kind: 'rule';
      readonly id: string;
      readonly group: IssueGroup;
      readonly isOpen: boolean;
      readonly place: number;
      readonly of: number;
    }
  | {
      readonly kind: 'issue';
      readonly id: string;
      readonly issue: Issue;
      readonly group: IssueGroup;
      readonly place: number;
      readonly of: number;
    }
  | { readonly kind: 'more'; readonly id: string; readonly group: IssueGroup; readonly left: number };

/** How many issues of a rule are drawn before a person asks for more. */
export const FIRST_ISSUES = 50;

/** What is drawn: every rule, and below those that are open their issues. `drawn`: how many, by rule. */
export function treeRows(
  groups: readonly IssueGroup[],
  open: ReadonlySet<string>,
  drawn: ReadonlyMap<string, number>,
): readonly TreeRow[] {
  return groups.flatMap((group, index): TreeRow[] => {
    const { rule, issues } = group;
    const isOpen = open.has(rule.id);
    const head: TreeRow = { kind: 'rule', id: rule.id, group, isOpen, place: index + 1, of: groups.length };
    if (!isOpen) return [head];
    const count = drawn.get(rule.id) ?? FIRST_ISSUES;
    const shown = issues.slice(0, count).map((issue, place): TreeRow => ({
      kind: 'issue',
      id: issue.id,
      issue,
      group,
      place: place + 1,
      of: issues.length,
    }));
    const left = issues.length - shown.length;
    return left > 0 ? [head, ...shown, { kind: 'more', id: `more-${rule.id}`, group, left }] : [head, ...shown];
  });
}
