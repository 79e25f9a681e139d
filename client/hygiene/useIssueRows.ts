import { useCallback, useMemo, useState } from 'react';
import type { HygieneView } from '../offline/index.js';
import { useHeldOrder } from '../ui/useHeldOrder.js';
import type { Issue, IssueState } from './hygiene.js';
import { groupsOf } from './issueGroups.js';
import { FIRST_ISSUES, treeRows, type TreeRow } from './treeRows.js';

export interface IssueRows {
  readonly rows: readonly TreeRow[];
  /** Every issue of the state, those of closed rules included. */
  readonly shown: readonly Issue[];
  /** How many rules wait for a new place. */
  readonly moved: number;
  readonly reorder: () => void;
  readonly setOpen: (ruleId: string, isOpen: boolean) => void;
  readonly showMore: (ruleId: string) => void;
  /** Opens the rule of an issue as far as the issue is drawn. */
  readonly reveal: (issueId: string) => void;
}

const MORE_ISSUES = 100;

/** The rows of one state in the order that is held while someone reads. */
export function useIssueRows(hygiene: HygieneView, state: IssueState): IssueRows {
  const [open, setOpenRules] = useState<ReadonlySet<string>>(new Set());
  const [drawn, setDrawn] = useState<ReadonlyMap<string, number>>(new Map());
  const fresh = useMemo(() => groupsOf(hygiene, state), [hygiene, state]);
  const ids = useMemo(() => fresh.map(({ rule }) => rule.id), [fresh]);
  const { ids: held, moved, reorder } = useHeldOrder(ids, state);
  const groups = useMemo(() => {
    const byId = new Map(fresh.map((group) => [group.rule.id, group]));
    return held.flatMap((id) => byId.get(id) ?? []);
  }, [fresh, held]);
  const rows = useMemo(() => treeRows(groups, open, drawn), [groups, open, drawn]);
  const shown = useMemo(() => groups.flatMap(({ issues }) => issues), [groups]);
  const setOpen = useCallback((ruleId: string, isOpen: boolean) => {
    setOpenRules((before) => {
      const next = new Set(before);
      if (isOpen) next.add(ruleId);
      else next.delete(ruleId);
      return next;
    });
  }, []);
  const drawUpTo = useCallback((ruleId: string, count: (before: number) => number) => {
    setDrawn((before) => new Map(before).set(ruleId, count(before.get(ruleId) ?? FIRST_ISSUES)));
  }, []);
  const showMore = useCallback((ruleId: string) => drawUpTo(ruleId, (before) => before + MORE_ISSUES), [drawUpTo]);
  const reveal = useCallback(
    (issueId: string) => {
      const issue = hygiene.issues.find(({ id }) => id === issueId);
      if (issue === undefined) return;
      const place = hygiene.issues
        .filter((one) => one.ruleId === issue.ruleId && one.state === issue.state)
        .indexOf(issue);
      setOpen(issue.ruleId, true);
      drawUpTo(issue.ruleId, (before) => Math.max(before, place + 1));
    },
    [hygiene, setOpen, drawUpTo],
  );
  return { rows, shown, moved, reorder, setOpen, showMore, reveal };
}
