import { useEffect, useRef, type RefObject } from 'react';
import { isTyping } from '../ui/useAnyKey.js';
import type { TreeRow } from './treeRows.js';

export interface TreeKeys {
  readonly rows: readonly TreeRow[];
  /** The row with the Tab stop. */
  readonly at: string | null;
  readonly goTo: (id: string) => void;
  readonly setOpen: (ruleId: string, isOpen: boolean) => void;
  readonly showMore: (ruleId: string) => void;
  readonly select: (row: TreeRow) => void;
  readonly extendTo: (rowId: string) => void;
  readonly selectAll: () => void;
  /** A single key that does something to the row with the focus, or to what is selected: `s`, `d`, `f`, `o`, `u`. */
  readonly act: (key: string, row: TreeRow | null) => boolean;
}

/**
 * The keys of the tree. `j` and `k` enter it from anywhere on the page; the rest moves, opens and selects where the focus
 * is in it. Single keys pause while a person types or a dialog is open.
 */
export function useTreeKeys(tree: RefObject<HTMLElement | null>, keys: TreeKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (run(event, tree.current, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [tree]);
}

/** Whether the key was taken. */
function run(event: KeyboardEvent, tree: HTMLElement | null, keys: TreeKeys): boolean {
  const focused = focusedRow(tree);
  const row = keys.rows.find(({ id }) => id === focused?.dataset['row']) ?? null;
  if (event.key === 'a' && (event.metaKey || event.ctrlKey) && row !== null) {
    keys.selectAll();
    return true;
  }
  if (isTyping(event)) return false;
  if (event.key === 'j' || event.key === 'k') return step(event.key === 'j' ? 1 : -1, row, keys);
  if (row !== null && event.key === 'x') {
    keys.select(row);
    return true;
  }
  if (row !== null && event.key === 'X') {
    keys.extendTo(row.id);
    return true;
  }
  if (row !== null && event.target === focused && move(event.key, row, keys)) return true;
  return keys.act(event.key, row);
}

function focusedRow(tree: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
  return row !== null && tree?.contains(row) === true ? row : null;
}

function step(by: 1 | -1, row: TreeRow | null, { rows, at, goTo }: TreeKeys): boolean {
  const target = row === null ? (rows.find(({ id }) => id === at) ?? rows[0]) : rows[rows.indexOf(row) + by];
  if (target !== undefined) goTo(target.id);
  return rows.length > 0;
}

/** What only the row itself takes: a button or a link inside it has these keys for its own. */
function move(key: string, row: TreeRow, keys: TreeKeys): boolean {
  switch (key) {
    case 'ArrowDown':
      return step(1, row, keys);
    case 'ArrowUp':
      return step(-1, row, keys);
    case 'Home':
      return goToEnd(keys.rows[0], keys);
    case 'End':
      return goToEnd(keys.rows.at(-1), keys);
    case 'ArrowRight':
      return inwards(row, keys);
    case 'ArrowLeft':
      return outwards(row, keys);
    case 'Enter':
      return enter(row, keys);
    case ' ':
      keys.select(row);
      return true;
    default:
      return false;
  }
}

function goToEnd(row: TreeRow | undefined, { goTo }: TreeKeys): boolean {
  if (row !== undefined) goTo(row.id);
  return true;
}

function inwards(row: TreeRow, keys: TreeKeys): boolean {
  if (row.kind !== 'rule') return false;
  if (row.isOpen) return step(1, row, keys);
  keys.setOpen(row.group.rule.id, true);
  return true;
}

function outwards(row: TreeRow, keys: TreeKeys): boolean {
  if (row.kind !== 'rule') keys.goTo(row.group.rule.id);
  else if (row.isOpen) keys.setOpen(row.group.rule.id, false);
  return true;
}

function enter(row: TreeRow, keys: TreeKeys): boolean {
  if (row.kind === 'rule') keys.setOpen(row.group.rule.id, !row.isOpen);
  else if (row.kind === 'more') keys.showMore(row.group.rule.id);
  else return false;
  return true;
}
