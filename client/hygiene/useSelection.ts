import { useCallback, useMemo, useState } from 'react';
import type { Issue } from './hygiene.js';
import type { TreeRow } from './treeRows.js';

export interface Selection {
  /** In the order of the list. */
  readonly issues: readonly Issue[];
  readonly has: (issueId: string) => boolean;
  /** Selects these, or takes them out when all of them are selected. */
  readonly toggle: (issues: readonly Issue[], from: string) => void;
  /** Selects all from the row last selected to this one. */
  readonly extendTo: (rowId: string) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

/** Which of the issues shown are selected; what is no longer shown is not. */
export function useSelection(shown: readonly Issue[], rows: readonly TreeRow[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const issues = useMemo(() => shown.filter(({ id }) => ids.has(id)), [shown, ids]);
  const has = useCallback((id: string) => ids.has(id), [ids]);
  const toggle = useCallback((some: readonly Issue[], from: string) => {
    setAnchor(from);
    setIds((before) => {
      const next = new Set(before);
      const isIn = some.every(({ id }) => before.has(id));
      for (const { id } of some) {
        if (isIn) next.delete(id);
        else next.add(id);
      }
      return next;
    });
  }, []);
  const extendTo = useCallback(
    (rowId: string) => {
      const [a, b] = [rows.findIndex(({ id }) => id === anchor), rows.findIndex(({ id }) => id === rowId)];
      if (b < 0) return;
      const [from, to] = a < 0 ? [b, b] : [Math.min(a, b), Math.max(a, b)];
      const taken = rows.slice(from, to + 1).flatMap(issuesOf);
      setIds((before) => new Set([...before, ...taken.map(({ id }) => id)]));
      if (a < 0) setAnchor(rowId);
    },
    [rows, anchor],
  );
  const selectAll = useCallback(() => setIds(new Set(shown.map(({ id }) => id))), [shown]);
  const clear = useCallback(() => {
    setIds(new Set());
    setAnchor(null);
  }, []);
  return { issues, has, toggle, extendTo, selectAll, clear };
}

/** A closed rule stands for its issues; an open one has them in rows of their own. */
function issuesOf(row: TreeRow): readonly Issue[] {
  if (row.kind === 'issue') return [row.issue];
  return row.kind === 'rule' && !row.isOpen ? row.group.issues : [];
}
