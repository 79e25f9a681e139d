import type { Account } from './books.js';
import type { CashClass } from './cashMovement.js';

/** Current liabilities that are borrowings, by QuickBooks' AccountSubType (domain: "financing"). */
const BORROWINGS = new Set([
  'LineOfCredit',
  'LoanPayable',
  'NotesPayable',
  'ShareholderNotesPayable',
  'ShortTermBorrowings',
  'BankLoans',
  'BankOverdraft',
  'CurrentPortionOfObligationsUnderFinanceLeases',
]);

/** Undeposited funds: customers' money on its way to the bank. Shown as in transit, never counted. */
export function isUndepositedFunds(account: Account | undefined): boolean {
  return account?.subType === 'UndepositedFunds';
}

/** Whether the account is QuickBooks' own Opening Balance Equity: a leg on it makes a movement an opening balance. */
export function isOpeningBalanceEquity(account: Account | undefined): boolean {
  return account?.subType === 'OpeningBalanceEquity';
}

/** Balance-sheet accounts carry their balance on; the others begin at zero each fiscal year. */
export function isProfitAndLoss(account: Account): boolean {
  return ['Income', 'Other Income', 'Cost of Goods Sold', 'Expense', 'Other Expense'].includes(account.type);
}

/**
 * Class of a cash movement's part by the account on its other side (domain: "Cash movements"). An account the books do
 * not list is operating, so that every part has a class.
 */
export function classOfAccount(account: Account | undefined): CashClass {
  switch (account?.type) {
    case 'Bank':
      return 'OWN_TRANSFER';
    case 'Equity':
    case 'Long Term Liability':
      return 'FINANCING';
    case 'Fixed Asset':
    case 'Other Asset':
      return 'INVESTING';
    case 'Other Current Liability':
      return BORROWINGS.has(account.subType) ? 'FINANCING' : 'OPERATING';
    default:
      return 'OPERATING';
  }
}
