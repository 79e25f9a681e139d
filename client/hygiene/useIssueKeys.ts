import { useState, type RefObject } from 'react';
import type { Issue, IssueState } from './hygiene.js';
import type { IssueAct } from './issueActs.js';
import type { TreeRow } from './treeRows.js';
import type { IssueActs } from './useIssueActs.js';
import type { IssueRows } from './useIssueRows.js';
import type { Selection } from './useSelection.js';
import type { TreeFocus } from './useTreeFocus.js';
import { useTreeKeys } from './useTreeKeys.js';

type Asked = 'snooze' | 'snoozeUntil' | 'dismiss' | 'reopen';

/** An act that needs something more from the person: a reason, or a day. */
export interface Asking {
  readonly kind: 'dismiss' | 'snoozeUntil';
  readonly issues: readonly Issue[];
  readonly anchor: HTMLElement | null;
}

export interface IssueKeysOptions {
  readonly room: RefObject<HTMLElement | null>;
  readonly state: IssueState;
  readonly list: IssueRows;
  readonly selection: Selection;
  readonly focus: TreeFocus;
  readonly acts: IssueActs;
}

export interface IssueKeys {
  readonly asking: Asking | null;
  readonly stopAsking: () => void;
  /** Does what was asked, on the issues it was asked for. */
  readonly answer: (act: IssueAct) => void;
  readonly ask: (act: Asked, issues: readonly Issue[], anchor?: HTMLElement) => void;
  readonly select: (row: TreeRow) => void;
}

const KEYS: Readonly<Record<string, Asked>> = { s: 'snooze', S: 'snoozeUntil', d: 'dismiss', o: 'reopen' };

const POSSIBLE: Readonly<Record<IssueState, readonly Asked[]>> = {
  OPEN: ['snooze', 'snoozeUntil', 'dismiss'],
  SNOOZED: ['dismiss', 'reopen'],
  DISMISSED: ['reopen'],
  SETTLED: [],
};

/** What keys and buttons do: to what is selected, else to the row with the focus. */
export function useIssueKeys(options: IssueKeysOptions): IssueKeys {
  const { room, state, list, selection, focus, acts } = options;
  const [asking, setAsking] = useState<Asking | null>(null);

  const perform = (act: IssueAct, issues: readonly Issue[]): void => {
    selection.clear();
    void acts.run(act, issues);
  };
  const ask = (act: Asked, issues: readonly Issue[], anchor?: HTMLElement): void => {
    if (issues.length === 0 || !POSSIBLE[state].includes(act)) return;
    if (act === 'snooze') return perform({ kind: 'snooze', until: null }, issues);
    if (act === 'reopen') return perform({ kind: 'reopen' }, issues);
    setAsking({ kind: act, issues, anchor: anchor ?? focusedElement() });
  };
  const select = (row: TreeRow): void => {
    if (state !== 'SETTLED') selection.toggle(issuesUnder(row), row.id);
  };
  const act = (key: string, row: TreeRow | null): boolean => {
    if (key === 'u') {
      acts.undo();
      return acts.last !== null;
    }
    const targets = selection.issues.length > 0 ? selection.issues : row === null ? [] : issuesUnder(row);
    if (key === 'f') return openInQuickBooks(targets);
    const asked = KEYS[key];
    if (asked === undefined || targets.length === 0) return false;
    ask(asked, targets);
    return true;
  };
  useTreeKeys(room, {
    rows: list.rows,
    at: focus.at,
    goTo: focus.goTo,
    setOpen: list.setOpen,
    showMore: list.showMore,
    select,
    extendTo: (id) => {
      if (state !== 'SETTLED') selection.extendTo(id);
    },
    selectAll: () => {
      if (state !== 'SETTLED') selection.selectAll();
    },
    act,
  });
  return {
    asking,
    stopAsking: () => setAsking(null),
    answer: (done) => {
      setAsking(null);
      if (asking !== null) perform(done, asking.issues);
    },
    ask,
    select,
  };
}

/** A rule stands for all its issues. */
function issuesUnder(row: TreeRow): readonly Issue[] {
  if (row.kind === 'issue') return [row.issue];
  return row.kind === 'rule' ? row.group.issues : [];
}

/** The first that has a page there, in a window that cannot reach back into this one. */
function openInQuickBooks(issues: readonly Issue[]): boolean {
  const url = issues.find(({ fixUrl }) => fixUrl !== null)?.fixUrl ?? null;
  if (url === null) return false;
  window.open(url, '_blank', 'noopener,noreferrer');
  return true;
}

function focusedElement(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
