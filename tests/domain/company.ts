/** Small books written by hand: accounts with telling ids, documents as lists of signed legs (debit above zero). */
import type {
  Account,
  AccountType,
  BookDocument,
  Books,
  ClientSettings,
  DocumentType,
  Posting,
} from '../../domain/books.js';
import { isoDate } from '../../domain/calendar.js';
import { cents } from '../../domain/money.js';
import type { Cents, IsoDate } from '../../domain/units.js';

export const day = (text: string): IsoDate => isoDate(text);
export const money = (amount: number): Cents => cents(amount);

export function account(id: string, type: AccountType, subType = '', more: Partial<Account> = {}): Account {
  return { id, name: id, fullName: id, type, subType, number: null, currency: 'USD', active: true, ...more };
}

export const CHART: readonly Account[] = [
  account('checking', 'Bank', 'Checking'),
  account('savings', 'Bank', 'Savings'),
  account('Client Trust', 'Bank', 'TrustAccounts'),
  account('undeposited', 'Other Current Asset', 'UndepositedFunds'),
  account('inventory', 'Other Current Asset', 'Inventory'),
  account('receivable', 'Accounts Receivable', 'AccountsReceivable'),
  account('payable', 'Accounts Payable', 'AccountsPayable'),
  account('card', 'Credit Card', 'CreditCard'),
  account('withheld', 'Other Current Liability', 'PayrollTaxPayable'),
  account('payrollClearing', 'Other Current Liability', 'PayrollClearing'),
  account('creditLine', 'Other Current Liability', 'LineOfCredit'),
  account('shortLoan', 'Other Current Liability', 'LoanPayable'),
  account('loan', 'Long Term Liability', 'NotesPayable'),
  account('vehicle', 'Fixed Asset', 'Vehicles'),
  account('deposits', 'Other Asset', 'SecurityDeposits'),
  account('owner', 'Equity', 'OwnersEquity'),
  account('opening', 'Equity', 'OpeningBalanceEquity'),
  account('retained', 'Equity', 'RetainedEarnings'),
  account('sales', 'Income', 'SalesOfProductIncome'),
  account('otherIncome', 'Other Income', 'OtherMiscellaneousIncome'),
  account('goods', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
  account('rent', 'Expense', 'RentOrLeaseOfBuildings'),
  account('wages', 'Expense', 'PayrollExpenses'),
  account('fees', 'Other Expense', 'OtherMiscellaneousExpense'),
];

let counter = 0;

/** Postings of one document; amounts by account, debit above zero. A repeated account is written as `account#2`. */
export function entry(
  type: string,
  date: string,
  legs: Readonly<Record<string, number>>,
  more: Partial<Posting> = {},
): Posting[] {
  counter += 1;
  const id = more.documentId === undefined ? `n${counter}` : more.documentId;
  return Object.entries(legs).map(([leg, amount]) => ({
    documentKey: `${type}:${id ?? counter}`,
    documentType: type,
    documentId: id,
    date: day(date),
    accountId: leg.replace(/#\d+$/, ''),
    debit: cents(Math.max(0, amount)),
    credit: cents(Math.max(0, -amount)),
    number: null,
    name: null,
    memo: null,
    cleared: false,
    ...more,
  }));
}

export function document(type: DocumentType, id: string, date: string, more: Partial<BookDocument> = {}): BookDocument {
  return {
    type,
    id,
    date: day(date),
    dueDate: null,
    number: null,
    partyId: null,
    partyName: null,
    currency: 'USD',
    total: cents(0),
    voided: false,
    applications: [],
    ...more,
  };
}

export function books(
  postings: readonly Posting[],
  documents: readonly BookDocument[] = [],
  more: Partial<Books> = {},
): Books {
  return { homeCurrency: 'USD', fiscalYearStartMonth: 1, accounts: CHART, postings, documents, ...more };
}

export const SETTINGS: ClientSettings = { counted: {}, oneOffs: {}, thresholds: { red: 5, yellow: 13 } };
