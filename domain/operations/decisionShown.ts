import type { DecisionKind, DecisionState } from '../decision/decision.js';
import type { DecisionDifference, ReceiptSource } from '../decision/difference.js';

/** Proof that QuickBooks has it, as the contract gives it. Amounts in minor units of the document's currency. */
export interface KnownReceipt {
  /** `BillPayment:3127`, `Invoice:9`; null where nothing is in QuickBooks. */
  readonly documentKey: string | null;
  readonly number: string | null;
  readonly url: string | null;
  readonly amount: number | null;
  readonly requestId: string;
  readonly appliedAt: string;
  readonly foundBy: ReceiptSource;
  readonly openBalanceAfter: number | null;
  readonly auditEntry: number | null;
}

/** A decision as the server knows it: the contract's `Decision`. Instants in ISO 8601 by the server's clock. */
export interface KnownDecision {
  readonly id: string;
  readonly clientId: string;
  readonly kind: DecisionKind;
  readonly state: DecisionState;
  readonly documentKey: string;
  readonly name: string;
  readonly number: string | null;
  readonly dueDate: string | null;
  /** As the advisor saw it, in minor units of `currency`. */
  readonly openBalance: number;
  readonly currency: string;
  readonly amount: number | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly plannedFor: string | null;
  readonly byName: string;
  readonly acceptedAt: string;
  readonly sendsAt: string | null;
  readonly submittedAt: string | null;
  readonly settledAt: string | null;
  readonly waitingFor: string | null;
  readonly note: string | null;
  readonly differences: readonly DecisionDifference[];
  readonly openBalanceNow: number | null;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly receipt: KnownReceipt | null;
}

/**
 * Where a decision stands on a screen. QUEUED: on this device. WITHDRAWING: taken back here, which the server has not
 * answered. REFUSED: it never came to be; the reason stays until a person lets it go. Else the server's state.
 */
export type ShownState = 'QUEUED' | 'WITHDRAWING' | 'REFUSED' | DecisionState;

/** One decision as every screen shows it: what the server knows of it, folded with what this device has queued. */
export interface DecisionShown extends Omit<KnownDecision, 'state' | 'acceptedAt' | 'byName'> {
  readonly state: ShownState;
  /** Milliseconds since 1970 by the device's clock; null where it was not made here, or the server has it. */
  readonly savedAt: number | null;
  /** Null: the server has not taken it over. */
  readonly acceptedAt: string | null;
  /** Null: made on this device, not on the server yet. */
  readonly byName: string | null;
  /** Why it, or taking it back, was refused; null where it was not. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
  /** Whether it can be taken back without a trace in QuickBooks: queued, or accepted and waiting to be sent. */
  readonly canWithdraw: boolean;
}
