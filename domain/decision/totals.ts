import { NO_MONEY, sum } from '../money.js';
import type { Cents } from '../units.js';
import { DECISION_KINDS, type DecisionKind } from './decision.js';

/** What is counted of a decision; a draft with its document's figures fits, and a decision as screens show it. */
export interface CountedDecision {
  readonly kind: DecisionKind;
  /** RECORD_PAYMENT: what is recorded. */
  readonly amount: number | null;
  /** Of the document, as it was seen. */
  readonly openBalance: number;
  readonly currency: string;
  readonly accountId: string | null;
}

/** How many decisions of one kind, and what they come to: payments by their amounts, the others by the open balances. */
export interface KindTotal {
  readonly count: number;
  /** Those in home currency. */
  readonly amount: Cents;
  /** Decisions in other currencies, which no sum has. */
  readonly foreign: number;
}

export interface SelectionTotals {
  readonly count: number;
  readonly byKind: Readonly<Record<DecisionKind, KindTotal>>;
  readonly cash: {
    readonly before: Cents;
    /** Before, less what is recorded from accounts that count as cash. */
    readonly after: Cents;
    /** Recorded from accounts that do not count as cash: it leaves cash on hand as it is. */
    readonly fromOthers: Cents;
  };
}

/**
 * What a selection comes to, and cash on hand after it. Only payments take from cash on hand, and only those from accounts
 * that count as cash: plans, reminders and skips leave it as it is.
 */
export function totalsOf(
  decisions: readonly CountedDecision[],
  accounts: readonly { readonly id: string; readonly counted: boolean }[],
  cashOnHand: Cents,
  homeCurrency: string,
): SelectionTotals {
  const counted = new Set(accounts.filter((account) => account.counted).map(({ id }) => id));
  const byKind = Map.groupBy(decisions, ({ kind }) => kind);
  const totals = DECISION_KINDS.map((kind) => [kind, totalOf(byKind.get(kind) ?? [], homeCurrency)]);
  const payments = (byKind.get('RECORD_PAYMENT') ?? []).filter(({ currency }) => currency === homeCurrency);
  const isCounted = ({ accountId }: CountedDecision): boolean => accountId !== null && counted.has(accountId);
  const fromCounted = sum(payments.filter(isCounted).map(amountOf));
  const fromOthers = sum(payments.filter((payment) => !isCounted(payment)).map(amountOf));
  return {
    count: decisions.length,
    byKind: Object.fromEntries(totals) as Record<DecisionKind, KindTotal>,
    cash: { before: cashOnHand, after: sum([cashOnHand, -fromCounted]), fromOthers },
  };
}

function totalOf(decisions: readonly CountedDecision[], homeCurrency: string): KindTotal {
  const home = decisions.filter(({ currency }) => currency === homeCurrency);
  const amount = home.length === 0 ? NO_MONEY : sum(home.map(amountOf));
  return { count: decisions.length, amount, foreign: decisions.length - home.length };
}

function amountOf({ kind, amount, openBalance }: CountedDecision): number {
  return kind === 'RECORD_PAYMENT' ? (amount ?? 0) : openBalance;
}
