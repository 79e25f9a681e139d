import type { KeyboardEvent } from 'react';
import type { DecisionKind } from '../../domain/decision/decision.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { kindOf, type DocumentKind } from './console.js';
import { KINDS } from './draftDefaults.js';
import type { RowActs } from './rowActs.js';

const KEYS: Readonly<Record<string, DecisionKind>> = { p: 'RECORD_PAYMENT', d: 'PLAN', m: 'REMIND', s: 'SKIP' };

export interface KeyedRow {
  readonly kind: DocumentKind;
  readonly key: string;
  readonly acts: RowActs;
  readonly drafts: ReadonlyMap<string, CheckedDraft>;
  readonly onAll: () => void;
}

/** Whether keys are text there. */
export function isField(target: EventTarget): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/**
 * Keys that do something to the row with the focus: `x` and the space bar select, `⇧x` selects up to here, `⌘a` all,
 * `p` `d` `m` `s` decide; with Shift, of all that is selected in the table. Whether the key was taken.
 */
export function keyAct(event: KeyboardEvent, row: KeyedRow): boolean {
  const { kind, key, acts, drafts, onAll } = row;
  if (event.key === 'a' && (event.metaKey || event.ctrlKey)) {
    onAll();
    return true;
  }
  if (event.metaKey || event.ctrlKey || event.altKey) return false;
  const isOnRow = event.target === (event.target as HTMLElement).closest('[data-document]');
  if (event.key === 'x' || (event.key === ' ' && isOnRow)) {
    acts.toggle(kind, key);
    return true;
  }
  if (event.key === 'X') {
    acts.extendTo(kind, key);
    return true;
  }
  if (event.key === 'Enter' && isOnRow) {
    if (!drafts.has(key)) acts.toggle(kind, key);
    acts.open(key);
    return true;
  }
  if (event.key === 'Escape') {
    acts.open(null);
    return true;
  }
  return decide(event.key, row);
}

function decide(pressed: string, { kind, key, acts, drafts }: KeyedRow): boolean {
  const decision = KEYS[pressed.toLowerCase()];
  if (decision === undefined || !KINDS[kind].includes(decision)) return false;
  if (pressed !== pressed.toLowerCase()) return decideAll(decision, kind, acts, drafts);
  acts.decide(kind, [key], decision);
  if (decision === 'PLAN') acts.open(key, 'day');
  return true;
}

/** Of all that is selected in the row's own table; a day is asked for once. */
function decideAll(decision: DecisionKind, kind: DocumentKind, acts: RowActs, drafts: KeyedRow['drafts']): boolean {
  const selected = [...drafts.keys()].filter((key) => kindOf(key) === kind);
  if (selected.length === 0) return false;
  if (decision === 'PLAN' && selected.length > 1) acts.planMany(kind, selected);
  else acts.decide(kind, selected, decision);
  return true;
}
