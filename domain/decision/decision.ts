import type { Cents, IsoDate } from '../units.js';

/**
 * What an advisor can decide of one bill or invoice. RECORD_PAYMENT: a bill payment is recorded in QuickBooks (no money
 * moves). PLAN: expected on a day, in the forecast alone. REMIND: QuickBooks e-mails the invoice. SKIP: looked at, left.
 */
export const DECISION_KINDS = ['RECORD_PAYMENT', 'PLAN', 'REMIND', 'SKIP'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** A decision on the server (domain: Decisions). Before it: draft and queued, which only the device knows. */
export const DECISION_STATES = [
  'ACCEPTED',
  'SUBMITTED',
  'APPLIED',
  'CONFLICTED',
  'FAILED',
  'EXPIRED',
  'WITHDRAWN',
] as const;
export type DecisionState = (typeof DECISION_STATES)[number];

/** The states that nothing leaves. */
export const FINAL_STATES: ReadonlySet<DecisionState> = new Set([
  'APPLIED',
  'CONFLICTED',
  'FAILED',
  'EXPIRED',
  'WITHDRAWN',
]);

/** What the advisor saw when the decision was made; checked against QuickBooks just before it is sent. */
export interface DecisionSaw {
  /** The server's time of the look at QuickBooks that was decided on, ISO 8601: ages are counted from it. */
  readonly syncedAt: string;
  readonly booksVersion: number;
  /** Total less all that is applied, whatever its date: QuickBooks' balance. In `currency`. */
  readonly openBalance: Cents;
  readonly currency: string;
  readonly partyId: string | null;
  readonly name: string;
  readonly number: string | null;
  readonly dueDate: IsoDate | null;
  /** Ids of payments on the document that were decided before and that `openBalance` does not contain yet. Absent: none. */
  readonly after?: readonly string[];
}

/** What a decision may stand on of earlier ones. */
export const MOST_DECIDED_BEFORE = 10;

/** A decision as it is made on a device. Its content never changes after; the id is its key everywhere. */
export interface DecisionDraft {
  /** UUIDv7, made on the device, once. */
  readonly id: string;
  readonly clientId: string;
  readonly kind: DecisionKind;
  /** `Bill:12`, `Invoice:9`. */
  readonly documentKey: string;
  /** RECORD_PAYMENT alone: above zero, in the document's currency. */
  readonly amount: Cents | null;
  /** RECORD_PAYMENT alone: the bank account's id. */
  readonly accountId: string | null;
  /** PLAN alone. */
  readonly plannedFor: IsoDate | null;
  readonly saw: DecisionSaw;
  /** The final decision on the same document that this one takes the place of. */
  readonly replaces: string | null;
}

/** Between acceptance and sending: the time to take a decision back. */
export const UNDO_WINDOW_MS = 10_000;

/** Figures older than this are not decided on any more: the decision expires, and is confirmed anew. */
export const LONGEST_AGE_MS = 7 * 24 * 60 * 60_000;

/** QuickBooks may still be at work on a request this long after it was sent. */
export const QUICKBOOKS_TIMEOUT_MS = 120_000;
