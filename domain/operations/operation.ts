import type { DecisionDraft } from '../decision/decision.js';
import type { RitualRecord, ReviewedVersion } from '../ritual/ritual.js';
import type { IsoDate } from '../units.js';

/**
 * What an advisor does that is queued on the device and reaches the server once. `id` is a UUIDv7 made on the device, the
 * receipt's key on the server. A name, once shipped, is never removed, and its content never changes its meaning.
 */
export type Operation =
  /** `id` is the decision's own. */
  | {
      readonly name: 'SUBMIT_DECISION';
      readonly id: string;
      readonly clientId: string;
      readonly decision: DecisionDraft;
    }
  | { readonly name: 'WITHDRAW_DECISION'; readonly id: string; readonly clientId: string; readonly decisionId: string }
  | {
      readonly name: 'SNOOZE_ISSUES';
      readonly id: string;
      readonly clientId: string;
      readonly issueIds: readonly string[];
      /** Null: until the data changes. */
      readonly until: IsoDate | null;
    }
  | {
      readonly name: 'DISMISS_ISSUES';
      readonly id: string;
      readonly clientId: string;
      readonly issueIds: readonly string[];
      readonly reason: string;
    }
  | {
      readonly name: 'REOPEN_ISSUES';
      readonly id: string;
      readonly clientId: string;
      readonly issueIds: readonly string[];
    }
  | { readonly name: 'RECORD_RITUAL'; readonly id: string; readonly clientId: string; readonly ritual: RitualRecord }
  | {
      readonly name: 'MARK_REVIEWED';
      readonly id: string;
      readonly clientId: string;
      readonly ritual: RitualRecord;
      readonly saw: ReviewedVersion;
    }
  | {
      readonly name: 'UNMARK_REVIEWED';
      readonly id: string;
      readonly clientId: string;
      readonly week: IsoDate;
      /** The `MARK_REVIEWED` that is taken back, and no other; left out: whichever stands, as it was asked for at first. */
      readonly mark?: string;
    };

export type OperationName = Operation['name'];

/** An operation on the device that the server has not answered for good. Kept in the order it was made (`place`). */
export interface QueuedOperation {
  readonly operation: Operation;
  /** Rises by one; the order in which operations were made on this device. */
  readonly place: number;
  /** Milliseconds since 1970 by the device's clock: for "since" alone, nothing is ordered or judged by it. */
  readonly savedAt: number;
  readonly state: 'WAITING' | 'SENDING' | 'REFUSED';
  /** Why it was refused, in words; null unless REFUSED. A refused operation changes nothing and stays until a person lets it go. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
}
