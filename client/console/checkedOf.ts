import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { CheckedDraft } from './checkedDrafts.js';
import type { OpenDocument } from './console.js';
import { canDecide, standingOf } from './decisionWords.js';

/** Whether all of a view that can be selected is, some of it, or none. */
export function checkedOf(
  rows: readonly OpenDocument[],
  drafts: ReadonlyMap<string, CheckedDraft>,
  decisions: ReadonlyMap<string, DecisionShown>,
  syncedAt: string,
): boolean | 'mixed' {
  if (drafts.size === 0) return false;
  let [some, all] = [false, true];
  for (const { key } of rows) {
    if (drafts.has(key)) some = true;
    else {
      const decision = decisions.get(key) ?? null;
      const standing = standingOf(decision, syncedAt);
      if (standing !== 'BACK' && canDecide(standing, decision)) all = false;
    }
  }
  return some && all ? true : some && 'mixed';
}
