import type { DocumentType } from './books.js';

/** The labels of the general ledger report, in small letters without blanks and brackets, and the entity behind them. */
const BY_LABEL: ReadonlyMap<string, DocumentType> = new Map(
  Object.entries({
    bill: 'Bill',
    billpayment: 'BillPayment',
    billpaymentcheck: 'BillPayment',
    billpaymentcreditcard: 'BillPayment',
    vendorcredit: 'VendorCredit',
    invoice: 'Invoice',
    payment: 'Payment',
    creditmemo: 'CreditMemo',
    salesreceipt: 'SalesReceipt',
    refund: 'RefundReceipt',
    refundreceipt: 'RefundReceipt',
    expense: 'Purchase',
    check: 'Purchase',
    cheque: 'Purchase',
    cashexpense: 'Purchase',
    cashpurchase: 'Purchase',
    creditcardexpense: 'Purchase',
    creditcardcredit: 'Purchase',
    purchase: 'Purchase',
    creditcardpayment: 'CreditCardPayment',
    taxpayment: 'TaxPayment',
    salestaxpayment: 'TaxPayment',
    deposit: 'Deposit',
    transfer: 'Transfer',
    journalentry: 'JournalEntry',
  }),
);

/** The API entity a ledger label stands for; null for what no entity shows (paychecks, payroll taxes, unknown labels). */
export function documentTypeOf(label: string): DocumentType | null {
  return BY_LABEL.get(label.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? null;
}

/** The key of an API entity: `Bill:264`. */
export function entityKey(type: DocumentType, id: string): string {
  return `${type}:${id}`;
}
