/**
 * What the stand-in QuickBooks is made of: companies, their lists, and transactions that post balanced
 * entries. Everything the HTTP side answers (entities, balances, reports) is derived from these.
 * Amounts are integers in minor units of the stated currency; dates are `YYYY-MM-DD`; instants ISO 8601 UTC.
 * Shares nothing with the product, so that it can serve as an independent oracle.
 */

/** QuickBooks' AccountType values that the stand-in knows. */
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

/** Every kind of transaction. `Paycheck`, `PayrollTaxPayment` and `PayrollAdjustment` have no API entity: only reports show them. */
export type TxnType =
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
  | 'JournalEntry'
  | 'Paycheck'
  | 'PayrollTaxPayment'
  | 'PayrollAdjustment';

interface ListRecord {
  readonly id: string;
  name: string;
  active: boolean;
  syncToken: number;
  createdAt: string;
  updatedAt: string;
}

export interface Account extends ListRecord {
  type: AccountType;
  /** QuickBooks' AccountSubType, e.g. Checking, Savings, UndepositedFunds, LineOfCredit, OpeningBalanceEquity. */
  subType: string;
  /** Parent account's id; a sub-account's full name is `Parent:Child`. */
  parentId?: string;
  number?: string;
  currency: string;
}

export interface Party extends ListRecord {
  kind: 'Customer' | 'Vendor';
  email?: string;
  termDays?: number;
  currency: string;
  /** Vendor only. */
  vendor1099?: boolean;
  taxIdentifier?: string;
  /** Customer only: a job under another customer. */
  parentId?: string;
  /** Merged into another of its kind: gone from the lists, its documents are the other's. */
  mergedInto?: string;
}

export interface Item extends ListRecord {
  kind: 'Service' | 'NonInventory';
  incomeAccountId: string;
  unitPrice: number;
}

export interface PartyRef {
  kind: 'Customer' | 'Vendor' | 'Employee';
  id: string;
  name: string;
}

/** A line that is neither a link nor the balancing side: what was bought, sold, paid or posted. */
export interface TxnLine {
  accountId: string;
  amount: number;
  description?: string;
  itemId?: string;
  /** Sales documents: this line is sales tax (posts to the tax liability; QuickBooks shows it as TxnTaxDetail, not as a Line). */
  tax?: boolean;
  /** Journal entries, paychecks and payroll taxes only: the side this line posts to. */
  side?: 'debit' | 'credit';
  /** Journal lines on receivables or payables name their customer or vendor. */
  party?: PartyRef;
  /** Deposit lines: money received from someone straight into the deposit. */
  receivedFrom?: PartyRef;
}

/** An application of this transaction to another: a payment to an invoice, a bill payment to a bill or vendor credit, a deposit of a payment. */
export interface TxnLink {
  type: TxnType;
  id: string;
  amount: number;
}

/** Deposit: cash kept back from it, and where it went. */
export interface CashBack {
  accountId: string;
  amount: number;
  memo?: string;
}

/**
 * A transaction as kept. `total` and line amounts are in `currency`; entries post `total × rate` in home currency.
 * Voided: kept with all amounts 0 and memo "Voided". Deleted: gone from queries and reports, known to CDC.
 */
export interface Txn {
  readonly id: string;
  readonly type: TxnType;
  syncToken: number;
  date: string;
  number?: string;
  memo?: string;
  createdAt: string;
  updatedAt: string;
  voided: boolean;
  deleted: boolean;
  party?: PartyRef;
  currency: string;
  /** Home currency units for one unit of `currency`; 1 at home. */
  rate: number;
  total: number;
  dueDate?: string;
  /** The balance-sheet account on the other side: bank or card that pays, account that is deposited to, A/R or A/P. Transfers: from. */
  accountId?: string;
  /** Transfers: to. Credit-card payments: the card. Payments: A/R or A/P. Invoices: where their deposit went. */
  toAccountId?: string;
  /** Invoice: what was taken on it at once, part of its total; above zero. */
  deposit?: number;
  payType?: 'Check' | 'CreditCard' | 'Cash';
  /** Purchase: a card refund. */
  credit?: boolean;
  cashBack?: CashBack;
  emailStatus?: 'NotSet' | 'NeedToSend' | 'EmailSent';
  deliveryTime?: string;
  billEmail?: string;
  lines: TxnLine[];
  links: TxnLink[];
}

/** What a caller gives to post a transaction; accounts, currency, rate and total are filled in where they follow from the rest. */
export interface PostInput {
  type: TxnType;
  date: string;
  number?: string;
  memo?: string;
  party?: PartyRef;
  currency?: string;
  rate?: number;
  total?: number;
  dueDate?: string;
  accountId?: string;
  toAccountId?: string;
  deposit?: number;
  payType?: 'Check' | 'CreditCard' | 'Cash';
  credit?: boolean;
  cashBack?: CashBack;
  emailStatus?: 'NotSet' | 'NeedToSend' | 'EmailSent';
  deliveryTime?: string;
  billEmail?: string;
  lines?: TxnLine[];
  links?: TxnLink[];
}

/** What an update may change; the rest of the transaction stays. */
export type TxnPatch = Partial<Omit<PostInput, 'type'>>;

/** One leg of one transaction, in home currency; per transaction Σ debit = Σ credit. `foreign` holds the account's own currency where it differs. */
export interface Entry {
  accountId: string;
  debit: number;
  credit: number;
  memo?: string;
  party?: PartyRef;
  cleared: boolean;
  foreign?: { currency: string; debit: number; credit: number };
}

export interface CompanyProfile {
  /** 16 digits, as QuickBooks' realm ids look. */
  readonly realmId: string;
  readonly name: string;
  readonly legalName: string;
  readonly industry: string;
  readonly country: string;
  readonly homeCurrency: string;
  readonly multiCurrency: boolean;
  readonly fiscalYearStartMonth: number;
  /** The company's date in this IANA zone decides which day is being posted. */
  readonly timeZone: string;
  /** CompanyStartDate as QuickBooks reports it. */
  readonly startDate: string;
  readonly email: string;
  readonly bookCloseDate?: string;
  /** The preference that warns of a number used twice: the API then refuses it. */
  readonly refusesDuplicateNumbers?: boolean;
}

/** The documents a planted hygiene problem consists of, recorded when it is planted. */
export interface PlantedRef {
  kind: TxnType | 'Account' | 'Customer' | 'Vendor';
  id: string;
}

/** A note of a file attached to a record; its content is not kept. */
export interface Attachment {
  readonly id: string;
  syncToken: number;
  createdAt: string;
  updatedAt: string;
  deleted: boolean;
  fileName?: string;
  contentType?: string;
  size?: number;
  note?: string;
  attachedTo: { type: string; id: string }[];
}

/** One write that was accepted over the API or by hand: a line of `writes.jsonl`. */
export interface AcceptedWrite {
  /** Counts over all companies, from 1. */
  seq: number;
  at: string;
  realmId: string;
  via: 'api' | 'page' | 'control';
  requestId?: string;
  operation: 'Create' | 'Update' | 'Delete' | 'Merge' | 'Void' | 'Emailed';
  /** As the API names it; paychecks and the like, which have no API entity, by the ledger's name. */
  entity: string;
  id: string;
  syncToken: number;
  /** Documents: date, total in minor units of its own currency, party, what it is applied to. */
  date?: string;
  total?: number;
  party?: { kind: string; id: string };
  links?: { type: string; id: string; amount: number }[];
  /** Merge: the party that is gone. */
  deletedId?: string;
}
