import { DECISION_KINDS, type DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { comingPayments } from './comingDecisions.js';
import type { PayingAccount } from './console.js';

/** What is ready in the selection of one kind: how many, and how much by currency, in minor units. */
export interface KindTotal {
  readonly kind: DecisionKind;
  readonly count: number;
  /** Empty for what is skipped. */
  readonly sums: readonly { readonly currency: string; readonly amount: number }[];
}

/** What is going to be queued, by kind; kinds without any are left out. A draft that is not ready is in no sum, as in no other figure. */
export function totalsOf(drafts: Iterable<CheckedDraft>): readonly KindTotal[] {
  const byKind = new Map<DecisionKind, { count: number; sums: Map<string, number> }>();
  for (const { draft, document, amount, problem } of drafts) {
    if (problem !== null) continue;
    const total = byKind.get(draft.kind) ?? { count: 0, sums: new Map<string, number>() };
    byKind.set(draft.kind, total);
    total.count += 1;
    if (draft.kind === 'SKIP') continue;
    const value = draft.kind === 'RECORD_PAYMENT' ? (amount ?? 0) : document.openBalance;
    total.sums.set(document.currency, (total.sums.get(document.currency) ?? 0) + value);
  }
  return DECISION_KINDS.flatMap((kind) => {
    const total = byKind.get(kind);
    if (total === undefined) return [];
    return [{ kind, count: total.count, sums: [...total.sums].map(([currency, amount]) => ({ currency, amount })) }];
  });
}

/**
 * Cash on hand once what is coming and the payments are recorded: less those from accounts that count. `coming`: see
 * `comingOf`. Minor units of the home currency.
 */
export function cashAfter(
  cash: number,
  drafts: Iterable<CheckedDraft>,
  coming: readonly DecisionShown[],
  accounts: readonly PayingAccount[],
): number {
  let after = cash - comingPayments(coming, accounts);
  for (const { draft, account, amount, problem } of drafts) {
    if (draft.kind === 'RECORD_PAYMENT' && problem === null && account?.counted === true) after -= amount ?? 0;
  }
  return after;
}
