import type { Txn, TxnType } from '../../ledger/types.js';

const NAMES: Record<TxnType, string> = {
  Bill: 'Bill',
  BillPayment: 'Bill Payment (Check)',
  VendorCredit: 'Vendor Credit',
  Invoice: 'Invoice',
  Payment: 'Payment',
  CreditMemo: 'Credit Memo',
  SalesReceipt: 'Sales Receipt',
  RefundReceipt: 'Refund',
  Purchase: 'Expense',
  CreditCardPayment: 'Credit Card Payment',
  TaxPayment: 'Sales Tax Payment',
  Deposit: 'Deposit',
  Transfer: 'Transfer',
  JournalEntry: 'Journal Entry',
  Paycheck: 'Payroll Check',
  PayrollTaxPayment: 'Tax Payment',
  PayrollAdjustment: 'Payroll Adjustment',
};

/** What reports call a transaction. */
export function txnName(txn: Txn): string {
  if (txn.type === 'BillPayment' && txn.payType === 'CreditCard') return 'Bill Payment (Credit Card)';
  if (txn.type === 'Purchase' && txn.payType === 'Check') return 'Check';
  if (txn.type === 'Purchase' && txn.credit === true) return 'Credit Card Credit';
  return NAMES[txn.type];
}

const WITHOUT_ENTITY: readonly TxnType[] = ['Paycheck', 'PayrollTaxPayment', 'PayrollAdjustment'];

/** The id a report shows: none for payroll, which has no API entity. */
export const shownTxnId = (txn: Txn): string | undefined => (WITHOUT_ENTITY.includes(txn.type) ? undefined : txn.id);
