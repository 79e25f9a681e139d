import type { DocumentType } from '../books.js';

const EVERY: Readonly<Record<DocumentType, true>> = {
  Bill: true,
  BillPayment: true,
  VendorCredit: true,
  Invoice: true,
  Payment: true,
  CreditMemo: true,
  SalesReceipt: true,
  RefundReceipt: true,
  Purchase: true,
  CreditCardPayment: true,
  TaxPayment: true,
  Deposit: true,
  Transfer: true,
  JournalEntry: true,
};

/** Every type of document; each is a part of the books that changes on its own. */
export const DOCUMENT_TYPES = Object.keys(EVERY) as readonly DocumentType[];
