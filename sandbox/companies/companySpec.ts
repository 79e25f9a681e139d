/**
 * What makes one company recognisable, as data. Money is in whole units of its home currency, rates are fractions,
 * days count back from the origin (the day of the stand-in's first start). The simulator does the rest.
 */
import type { AccountKey } from './accounts.js';

/** How often a cost comes. `often`: a small purchase every few weeks, on no fixed day. `asAfforded`: twice a week, as much as money allows. */
export type Cadence = 'often' | 'week' | 'twoWeeks' | 'month' | 'asAfforded';

/** One kind of cost, with one vendor behind it. */
export interface Cost {
  /** What follows the vendor's made-up name: `Roasters`, `Insurance`. */
  role: string;
  account: AccountKey;
  /** Part of all money going out; parts are scaled to sum to one. */
  share: number;
  every: Cadence;
  /** Entered as a bill and paid later, put on the card, or paid from the bank at once. */
  pay: 'bill' | 'card' | 'bank';
  termDays?: number;
  /** Relative variation of each amount, default 0.2. */
  spread?: number;
  /** Does not follow the trend: rent, insurance. */
  fixed?: boolean;
  /** A contractor who gets a 1099. */
  contractor?: boolean;
}

interface Channel {
  /** Part of all money coming in. */
  share: number;
}

/** Sales over the counter: receipts each open day, card takings straight to the bank, cash through undeposited funds. */
export interface CounterSales extends Channel {
  kind: 'counter';
  /** Weekdays open, 0 = Sunday. */
  open: readonly number[];
}
/** Work that is invoiced, and paid when the customer usually pays. */
export interface InvoicedSales extends Channel {
  kind: 'invoices';
  perWeek: number;
  termDays: number;
}
/** The same amount from each member each month; invoiced, or charged to the member's card. */
export interface Memberships extends Channel {
  kind: 'memberships';
  members: number;
  invoiced: boolean;
}
/** Gifts and grants, straight into deposits. */
export interface Gifts extends Channel {
  kind: 'gifts';
  perWeek: number;
}
/** A marketplace's or card processor's weekly payout, net of its fee. */
export interface Payouts extends Channel {
  kind: 'payouts';
  weekday: number;
  feeRate: number;
}
export type SalesChannel = CounterSales | InvoicedSales | Memberships | Gifts | Payouts;

/** A line of business: what companies of it have in common. */
export interface Trade {
  industry: string;
  incomeAccounts: readonly string[];
  items: readonly string[];
  /** Businesses, people or both. */
  customers: 'businesses' | 'people' | 'mixed';
  sales: readonly SalesChannel[];
  salesTax?: number;
  costs: readonly Cost[];
  /** Wages with employer's taxes, as a part of all money going out. */
  payrollShare: number;
}

export type Trend =
  | { kind: 'steady' }
  /** Sales and costs grow to today's level from `from` of it. */
  | { kind: 'growing'; from: number }
  /** Sales fall to today's level from `from` times it; costs stay. */
  | { kind: 'sliding'; from: number }
  /** Sales swing by ± `swing` around the year, highest in `peakMonth`. */
  | { kind: 'seasonal'; peakMonth: number; swing: number };

/** Where the company's cash stands on the origin date; opening balances and the level of costs are calibrated to it. */
export type Target =
  /** Cash for so many weeks at a net burn of `burn` (part of the money going out). */
  | { kind: 'runway'; weeks: number; burn: number }
  /** More comes in than goes out, by `gain` of what goes out; cash for so many weeks of all outflows. */
  | { kind: 'gaining'; gain: number; cashWeeks: number }
  /** Below zero by so many weeks of all outflows. */
  | { kind: 'overdrawn'; burn: number; weeksBelow: number }
  /** Founded too recently to tell. */
  | { kind: 'new'; cashWeeks: number };

/**
 * How a runway moves around its target, again and again: it wavers, slides for `steepWeeks` and recovers for the rest of
 * the period, or surges and settles. `amplitude` is half of the way between lowest and highest, in weeks; `phase` is
 * where in the period the origin lies, from 0 to 1.
 */
export type Course = { amplitude: number; periodWeeks: number; phase: number } & (
  { kind: 'wavers' } | { kind: 'slides' | 'surges'; steepWeeks: number }
);

/** Something that happens once. */
export type SpecialEvent = { daysBefore: number } & (
  | { kind: 'loan'; amount: number }
  | { kind: 'creditLine'; amount: number }
  | { kind: 'ownerInvests'; amount: number }
  | { kind: 'vehicle'; price: number; financed: number }
  | { kind: 'loanAndRent'; loan: number; rent: number }
  | { kind: 'opensAccount'; name: string; amount: number }
  | { kind: 'closesAccount' }
  | { kind: 'futureDated'; amount: number; daysAhead: number }
);

export interface CompanySpec {
  /** 16 digits; also the name of its journal. */
  realmId: string;
  name: string;
  legalName?: string;
  trade: Trade;
  timeZone: string;
  country?: string;
  homeCurrency?: string;
  fiscalYearStartMonth?: number;
  /** Money coming in during a usual week today. */
  weeklyIn: number;
  staff: number;
  customers: number;
  trend: Trend;
  target: Target;
  /** Days of history before the origin, default 548. */
  historyDays?: number;
  /** Relative week-to-week variation of sales, default 0.12. */
  volatility?: number;
  /** Usual days from due date to a customer's payment: [promptest, slowest], default [-6, 18]. */
  customersPayLate?: readonly [number, number];
  /** Days after the due date at which bills are paid, default 0. */
  paysBillsLate?: number;
  /** Books kept in order: nothing late, nothing odd, nothing left open. */
  tidy?: boolean;
  card?: boolean;
  /** Part of the cash that is kept in a savings account, with transfers to and fro. */
  savings?: number;
  /** Part of the burn that owners put in, week by week. */
  ownersBear?: number;
  /** How the runway moves around its target. */
  course?: Course;
  payrollAccount?: boolean;
  /** Client money held in trust. */
  trustAccount?: boolean;
  /** Sets money aside for taxes in an account that is not counted as cash. */
  taxEscrow?: boolean;
  /** Old loan, being paid back monthly. */
  loan?: { balance: number; monthly: number };
  /** Owner's draws as a part of all money going out. */
  ownerDraws?: number;
  creditMemos?: boolean;
  vendorCredits?: boolean;
  partialPayments?: boolean;
  /** Now and then something is voided, deleted, corrected or entered late. */
  corrections?: boolean;
  foreign?: { currency: string; rate: number; bank: string };
  events?: readonly SpecialEvent[];
  /** Kept out of the demo's connections, for a person to connect by hand. */
  unconnected?: boolean;
  /** The books up to this many days before the origin are closed. */
  closedDaysBefore?: number;
}
