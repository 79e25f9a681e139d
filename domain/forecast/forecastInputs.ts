import type { Cents, IsoDate } from '../units.js';

/**
 * Where an expected cash event comes from. INVOICE, BILL, CREDIT: open in the books. POSTED: entered with a date in the
 * future. RECURRING: found in history. ADDED: entered by an advisor for the forecast alone.
 */
export type ForecastKind = 'INVOICE' | 'BILL' | 'CREDIT' | 'POSTED' | 'RECURRING' | 'ADDED';

/** One dated cash event that is expected after the as-of date. */
export interface ForecastItem {
  /**
   * Stable between syncs: `Invoice:12`, `Bill:9`, `VendorCredit:4`, `Posted:<ledger key>`,
   * `Recurring:<series>:<number of the occurrence's nominal date>`, `Added:<id>:<nominal date>`.
   */
  readonly key: string;
  readonly kind: ForecastKind;
  readonly direction: 'IN' | 'OUT';
  /** Above zero, in home currency. A CREDIT is an OUT that does not happen: it is an IN of the credit's amount. */
  readonly amount: Cents;
  /** When it is expected; after the as-of date. */
  readonly date: IsoDate;
  readonly name: string;
  readonly number: string | null;
  /** The entity's key (`Bill:9`); null for what is no document. */
  readonly documentKey: string | null;
  readonly dueDate: IsoDate | null;
  /** The key of its series; null unless RECURRING or ADDED. */
  readonly series: string | null;
  /** Why this day and this amount, in a sentence: "Due 24 Nov; usual delay 12 days." */
  readonly basis: string;
  /**
   * Of a CREDIT: the key of the bill or invoice it is set against, whose way it goes: moved or left out with it. Absent in
   * inputs kept before it was told.
   */
  readonly against?: string | null;
}

export type Interval = 'WEEKLY' | 'EVERY_TWO_WEEKS' | 'TWICE_A_MONTH' | 'MONTHLY' | 'QUARTERLY';

/** A movement that came back in a regular interval at least three times. */
export interface RecurringSeries {
  readonly key: string;
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  readonly interval: Interval;
  /** What an occurrence is expected to be. */
  readonly amount: Cents;
  readonly lastDate: IsoDate;
  readonly nextDate: IsoDate;
  /** How often it was seen. */
  readonly seen: number;
  /** How it was told, in a sentence. */
  readonly basis: string;
}

/** How late a customer pays, as a rule. */
export interface PayerDelay {
  readonly partyId: string;
  readonly name: string;
  /** Median days past due of the last ten paid invoices; below zero: before they are due. */
  readonly days: number;
  /** Of how many invoices. */
  readonly of: number;
}

/** Weekly means, above zero or zero. */
export interface WeeklyFlow {
  readonly in: Cents;
  readonly out: Cents;
}

/** The last payment to a payee, or receipt from one, that stands in the books as of the date. */
export interface LastPaid {
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  readonly date: IsoDate;
  /** Above zero, in home currency. */
  readonly amount: Cents;
}

/** What a forecast is made of, from the books alone. Plain data: kept by the server, sent to the device. */
export interface ForecastInputs {
  readonly asOf: IsoDate;
  readonly currency: string;
  /** Cash on hand at the end of the as-of date. */
  readonly cashOnHand: Cents;
  /** Undeposited funds: taken as cash of the first day. */
  readonly inTransit: Cents;
  /** By date, then key. */
  readonly items: readonly ForecastItem[];
  /** Open invoices overdue beyond their usual delay, and credits set against them: in view, in neither edge of the band. */
  readonly inView: readonly ForecastItem[];
  /** Operating movements that settle no invoice or bill and belong to no series (domain: "residual run-rate"). */
  readonly runRate: WeeklyFlow;
  /** Weekly mean collections (in) and bill payments (out); each week's open items fill them first. */
  readonly newBusiness: WeeklyFlow;
  readonly series: readonly RecurringSeries[];
  readonly payers: readonly PayerDelay[];
  /** The client's median delay in days, for customers without paid invoices; null without any. */
  readonly usualDelay: number | null;
  /** What was assumed and what could not be told, a sentence each. */
  readonly assumptions: readonly string[];
  /**
   * Why there is no forecast, in a sentence: "4 days of history; a forecast needs 28." The items stand; balances, weeks,
   * headline and prices would be made up. Null or absent: there is one.
   */
  readonly missing?: string | null;
  /** By name, then direction; what was paid lately fills an occurrence that an advisor added. Absent in older inputs. */
  readonly lastPaid?: readonly LastPaid[];
}

/** A change of what a forecast is made of: an advisor's, a decision's, or an issue's way of turning out. */
export type ForecastChange =
  /**
   * The event does not happen. A series' key removes all its occurrences; a credit's key, all its parts. What is set against
   * it goes with it. Unknown keys change nothing.
   */
  | { readonly kind: 'REMOVE'; readonly key: string }
  /** The event happens on another day, with what is set against it; null: it stays in view without a date. */
  | { readonly kind: 'MOVE'; readonly key: string; readonly date: IsoDate | null }
  | { readonly kind: 'AMOUNT'; readonly key: string; readonly amount: Cents }
  | { readonly kind: 'ADD'; readonly item: ForecastItem }
  /**
   * Cash on hand differs by this, signed. `of`: the entity's or the ledger's key of the document it is about; among changes
   * of one document only the largest counts, for its money is one.
   */
  | { readonly kind: 'CASH'; readonly amount: Cents; readonly of?: string | null }
  /** The weekly run-rate differs by this, signed. `of` as for CASH. */
  | { readonly kind: 'RUN_RATE'; readonly in: Cents; readonly out: Cents; readonly of?: string | null };
