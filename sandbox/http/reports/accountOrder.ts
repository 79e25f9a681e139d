import type { AccountType } from '../../ledger/types.js';
import type { ReportAccount } from './ledgerView.js';

const TYPES: readonly AccountType[] = [
  'Bank',
  'Accounts Receivable',
  'Other Current Asset',
  'Fixed Asset',
  'Other Asset',
  'Accounts Payable',
  'Credit Card',
  'Other Current Liability',
  'Long Term Liability',
  'Equity',
  'Income',
  'Cost of Goods Sold',
  'Expense',
  'Other Income',
  'Other Expense',
];

/** The order of the chart of accounts: by type, then by full name. */
export function accountOrder(a: ReportAccount, b: ReportAccount): number {
  const byType = TYPES.indexOf(a.type) - TYPES.indexOf(b.type);
  if (byType !== 0) return byType;
  return a.fullName < b.fullName ? -1 : a.fullName > b.fullName ? 1 : 0;
}
