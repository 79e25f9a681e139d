import type { Cents, IsoDate } from '../units.js';
import type { IssueState } from './issueState.js';

/** What is kept of an issue beside its finding: where it stands, since when, and who said so. Plain data. */
export interface IssueStanding {
  readonly state: IssueState;
  /** Names the data its finding was last made of: the same name, the same data in QuickBooks. */
  readonly data: string;
  /** What is at stake in that data, in home currency. */
  readonly money: Cents;
  /** As-of date at which it was first found. */
  readonly foundOn: IsoDate;
  /** As-of date at which it was found again after it was settled, or came back from a snooze; null when never. */
  readonly reopenedOn: IsoDate | null;
  /** As-of date at which it was gone; null unless settled. */
  readonly settledOn: IsoDate | null;
  /** What it was before it was gone; null unless settled. */
  readonly settledFrom: Exclude<IssueState, 'SETTLED'> | null;
  /**
   * Snoozed until this day in the client's zone, which is the first one it is open again. Remembered through being settled
   * and through being dismissed, so that both can be taken back.
   */
  readonly snoozedUntil: IsoDate | null;
  /** Snoozed until its data is no longer this. Remembered likewise. */
  readonly snoozedData: string | null;
  /** Why it was dismissed. */
  readonly reason: string | null;
  /** The data it had when it was dismissed, and what was at stake then: what the person judged. */
  readonly dismissedData: string | null;
  readonly dismissedMoney: Cents | null;
  /** Who snoozed or dismissed it, and when (ISO 8601 in UTC). */
  readonly byId: string | null;
  readonly at: string | null;
}

/** A person, and the instant (ISO 8601 in UTC) at which they act. */
export interface Actor {
  readonly id: string;
  readonly at: string;
}

/** What happens to an issue. FOUND and GONE come from a sync, DAY from the clock, the others from a person. */
export type IssueEvent =
  | { readonly kind: 'FOUND'; readonly asOf: IsoDate; readonly data: string; readonly money: Cents }
  | { readonly kind: 'GONE'; readonly asOf: IsoDate }
  /** A day has begun in the client's zone. */
  | { readonly kind: 'DAY'; readonly today: IsoDate }
  /** Until a day, or with null until its data changes. */
  | { readonly kind: 'SNOOZE'; readonly until: IsoDate | null; readonly by: Actor }
  | { readonly kind: 'DISMISS'; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'REOPEN'; readonly by: Actor };

/**
 * A change of state, as the audit trail names it. WOKEN: a snooze ended by itself. REOPENED: found again after it was
 * settled, or with more at stake than when it was dismissed, or by a person. DISMISSED_AGAIN, SNOOZED_AGAIN: found again,
 * after it was gone, with the data it was set aside with.
 */
export type IssueTransition =
  'OPENED' | 'SETTLED' | 'REOPENED' | 'DISMISSED_AGAIN' | 'SNOOZED_AGAIN' | 'WOKEN' | 'SNOOZED' | 'DISMISSED';
