import { addDays } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import type { Account, AccountType } from '../../ledger/types.js';
import { fiscalYearStart } from './period.js';

const PROFIT_TYPES: readonly AccountType[] = [
  'Income',
  'Cost of Goods Sold',
  'Expense',
  'Other Income',
  'Other Expense',
];

export const isProfitAccount = (account: Pick<Account, 'type'>): boolean => PROFIT_TYPES.includes(account.type);

/** Types whose balance shows positive on the debit side. */
export const isDebitNatural = (type: AccountType): boolean =>
  [
    'Bank',
    'Accounts Receivable',
    'Other Current Asset',
    'Fixed Asset',
    'Other Asset',
    'Cost of Goods Sold',
    'Expense',
    'Other Expense',
  ].includes(type);

/** An account as a report sees it; `id` is absent where QuickBooks makes the line up. */
export interface ReportAccount {
  key: string;
  id?: string;
  name: string;
  fullName: string;
  type: AccountType;
  subType: string;
  parentKey?: string;
}

/** What balance sheet, profit and loss and trial balance are made from: entries on an accrual or a cash basis. */
export interface LedgerView {
  accounts(): readonly ReportAccount[];
  /** Debit-positive home minor units of entries dated `asOf` or before. */
  balance(key: string, asOf: string): number;
}

function reportAccount(company: Company, account: Account): ReportAccount {
  const suffix = account.active || account.name.endsWith(' (deleted)') ? '' : ' (deleted)';
  return {
    key: account.id,
    id: account.id,
    name: account.name + suffix,
    fullName: company.fullName(account) + suffix,
    type: account.type,
    subType: account.subType,
    ...(account.parentId === undefined ? {} : { parentKey: account.parentId }),
  };
}

/** The entries as posted. */
export function accrualView(company: Company): LedgerView {
  const accounts = company.accounts().map((account) => reportAccount(company, account));
  return { accounts: () => accounts, balance: (key, asOf) => company.balance(key, asOf) };
}

/** Profit, credit-positive, of everything dated `asOf` or before. */
export function profitThrough(view: LedgerView, asOf: string): number {
  return -view
    .accounts()
    .reduce((sum, account) => (isProfitAccount(account) ? sum + view.balance(account.key, asOf) : sum), 0);
}

const RETAINED = 'RetainedEarnings';

/** The retained-earnings account; a line without an id when the company's chart has none. */
export function retainedEarnings(view: LedgerView): ReportAccount {
  return (
    view.accounts().find((a) => a.subType === RETAINED) ?? {
      key: RETAINED,
      name: 'Retained Earnings',
      fullName: 'Retained Earnings',
      type: 'Equity',
      subType: RETAINED,
    }
  );
}

/** Profit of the fiscal years before the one `asOf` is in: rolled into retained earnings without a posting. Credit-positive. */
export function earlierProfit(view: LedgerView, asOf: string, startMonth: number): number {
  return profitThrough(view, addDays(fiscalYearStart(asOf, startMonth), -1));
}
