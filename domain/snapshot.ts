import type { Cents, IsoDate, Weeks } from './units.js';

/** What runway can be: a number of weeks, or a state with its reason. */
export type RunwayState = 'NUMBER' | 'NOT_BURNING' | 'NO_DATA';

/** The status that is shown; NOT_BURNING and NO_DATA are states, not colours. */
export type RunwayStatus = 'RED' | 'YELLOW' | 'GREEN' | 'NOT_BURNING' | 'NO_DATA';

export interface Runway {
  readonly state: RunwayState;
  readonly status: RunwayStatus;
  /** Present only when state is NUMBER; 0.0 to 50.0 (above that: 50.0 and `over`). */
  readonly weeks: Weeks | null;
  /** True when the runway is longer than 50 weeks: shown, sorted and compared as 50.0. */
  readonly over: boolean;
  /** A sentence for what cannot be derived, e.g. "21 days of history; a runway needs 28." Null otherwise. */
  readonly reason: string | null;
}

/** The days that are averaged: `from` and `to` inclusive. */
export interface Window {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly days: number;
}

/** Cash of the window by class; all amounts non-negative, in home currency. */
export interface WindowFlows {
  readonly operatingIn: Cents;
  readonly operatingOut: Cents;
  readonly investingIn: Cents;
  readonly investingOut: Cents;
  readonly financingIn: Cents;
  readonly financingOut: Cents;
  readonly ownTransferIn: Cents;
  readonly ownTransferOut: Cents;
  readonly openingIn: Cents;
  readonly openingOut: Cents;
  /** Set aside by the advisor; in none of the above. */
  readonly oneOffIn: Cents;
  readonly oneOffOut: Cents;
}

export interface AccountBalance {
  readonly accountId: string;
  readonly name: string;
  readonly number: string | null;
  readonly balance: Cents;
  readonly currency: string;
  readonly counted: boolean;
  /** Why it is left out, in words; null when counted. */
  readonly leftOut: string | null;
}

/** An open bill or invoice as of the date. `days`: until due (positive) or late (negative); null without a due date. */
export interface OpenItem {
  readonly type: 'Bill' | 'Invoice';
  readonly id: string;
  readonly number: string | null;
  readonly partyName: string | null;
  readonly date: IsoDate;
  readonly dueDate: IsoDate | null;
  readonly days: number | null;
  readonly total: Cents;
  readonly open: Cents;
  readonly currency: string;
}

export interface OpenTotals {
  readonly amount: Cents;
  readonly count: number;
  readonly items: readonly OpenItem[];
}

/** All figures of a client for (as-of date, books version, settings version). Immutable. */
export interface SnapshotFigures {
  readonly asOf: IsoDate;
  /** The newest posted cash movement on or before the as-of date; null without any. */
  readonly booksThrough: IsoDate | null;
  readonly currency: string;
  readonly runway: Runway;
  /** Null where it cannot be derived: no account is counted as cash, or nothing was posted to one by the date. */
  readonly cashOnHand: Cents | null;
  readonly inTransit: Cents;
  readonly accounts: readonly AccountBalance[];
  readonly window: Window | null;
  /** First movement that is not an opening balance; null without any. */
  readonly historyFrom: IsoDate | null;
  readonly flows: WindowFlows;
  /** Operating inflows and all outflows of the window (domain: "cash in", "cash out"); net burn = out − in. */
  readonly cashIn: Cents;
  readonly cashOut: Cents;
  readonly netBurn: Cents;
  /** × 7 ÷ days, half up, for display; null without a window. */
  readonly weeklyIn: Cents | null;
  readonly weeklyOut: Cents | null;
  readonly weeklyNetBurn: Cents | null;
  /** Movements in the window: how many documents brought cash in, out, and were shown apart. */
  readonly movementCounts: { readonly in: number; readonly out: number; readonly apart: number };
  readonly payablesDue: OpenTotals;
  readonly payablesOverdue: OpenTotals;
  readonly receivablesOverdue: OpenTotals;
  readonly openPayables: Cents;
  readonly openReceivables: Cents;
  readonly unappliedPayables: Cents;
  readonly unappliedReceivables: Cents;
  /** Sentences about what is not counted, e.g. a foreign-currency account. */
  readonly notes: readonly string[];
}
