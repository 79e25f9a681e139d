import type { Cents, IsoDate } from './units.js';

/** QuickBooks' AccountType values, as its API spells them. */
export type AccountType =
  | 'Bank'
  | 'Accounts Receivable'
  | 'Other Current Asset'
  | 'Fixed Asset'
  | 'Other Asset'
  | 'Accounts Payable'
  | 'Credit Card'
  | 'Other Current Liability'
  | 'Long Term Liability'
  | 'Equity'
  | 'Income'
  | 'Other Income'
  | 'Cost of Goods Sold'
  | 'Expense'
  | 'Other Expense';

export interface Account {
  readonly id: string;
  readonly name: string;
  /** `Parent:Child` for a sub-account, else the name. */
  readonly fullName: string;
  readonly type: AccountType;
  /** QuickBooks' AccountSubType, e.g. `Checking`, `UndepositedFunds`, `LineOfCredit`, `OpeningBalanceEquity`. */
  readonly subType: string;
  readonly number: string | null;
  readonly currency: string;
  readonly active: boolean;
}

/**
 * One leg of one document in QuickBooks' general ledger, in home currency.
 * `documentKey` joins the legs of a document: `<type label>:<id>`, or `<type label>:<number>|<date>|<name>` where
 * QuickBooks gives no id (paychecks, payroll taxes).
 */
export interface Posting {
  readonly documentKey: string;
  readonly documentType: string;
  /** QuickBooks' id, null where the report shows none. */
  readonly documentId: string | null;
  readonly date: IsoDate;
  readonly accountId: string;
  readonly debit: Cents;
  readonly credit: Cents;
  readonly number: string | null;
  readonly name: string | null;
  readonly memo: string | null;
  readonly cleared: boolean;
}

export type DocumentType =
  | 'Bill'
  | 'BillPayment'
  | 'VendorCredit'
  | 'Invoice'
  | 'Payment'
  | 'CreditMemo'
  | 'SalesReceipt'
  | 'RefundReceipt'
  | 'Purchase'
  | 'CreditCardPayment'
  | 'TaxPayment'
  | 'Deposit'
  | 'Transfer'
  | 'JournalEntry';

/** What this document applies to: a payment to an invoice, a bill payment to a bill or a vendor credit, a deposit of a payment. */
export interface Application {
  readonly type: DocumentType;
  readonly id: string;
  readonly amount: Cents;
}

/** A QuickBooks API entity. Amounts are in `currency`. */
export interface BookDocument {
  readonly type: DocumentType;
  readonly id: string;
  readonly date: IsoDate;
  readonly dueDate: IsoDate | null;
  readonly number: string | null;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly currency: string;
  /** Of an invoice less the deposit taken on it: what it put on the receivable, and is open until it is paid. */
  readonly total: Cents;
  readonly voided: boolean;
  /** In the order QuickBooks lists them. */
  readonly applications: readonly Application[];
}

/**
 * A client's books as they stood at one books version. Postings come in any order. Books can be condensed: then some
 * postings are summaries of many documents, and documents that no figure needs are left out.
 */
export interface Books {
  readonly homeCurrency: string;
  /** 1 to 12. */
  readonly fiscalYearStartMonth: number;
  readonly accounts: readonly Account[];
  readonly postings: readonly Posting[];
  readonly documents: readonly BookDocument[];
  /** The first date for which figures can be asked of condensed books; null or absent where the books are whole. */
  readonly condensedBefore?: IsoDate | null;
}

/** What an advisor has set for a client; each change raises the settings version. */
export interface ClientSettings {
  /** Account ids counted or left out by hand; an account not named follows the default (domain: "cash account"). */
  readonly counted: Readonly<Record<string, boolean>>;
  /** Document keys set aside as one-offs, with the reason. */
  readonly oneOffs: Readonly<Record<string, string>>;
  /** Weeks below which a number is RED and YELLOW. Default 5.0 and 13.0. */
  readonly thresholds: { readonly red: number; readonly yellow: number };
}
