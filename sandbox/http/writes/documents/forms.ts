import { BILL_FORM, BILL_PAYMENT_FORM, CREDIT_CARD_PAYMENT_FORM, PURCHASE_FORM, VENDOR_CREDIT_FORM } from './buying.js';
import type { DocumentForm } from './documentForm.js';
import { DEPOSIT_FORM, JOURNAL_ENTRY_FORM, TRANSFER_FORM } from './moving.js';
import { CREDIT_MEMO_FORM, INVOICE_FORM, PAYMENT_FORM, REFUND_RECEIPT_FORM, SALES_RECEIPT_FORM } from './selling.js';

const FORMS: readonly DocumentForm[] = [
  BILL_FORM,
  BILL_PAYMENT_FORM,
  VENDOR_CREDIT_FORM,
  INVOICE_FORM,
  PAYMENT_FORM,
  CREDIT_MEMO_FORM,
  SALES_RECEIPT_FORM,
  REFUND_RECEIPT_FORM,
  PURCHASE_FORM,
  CREDIT_CARD_PAYMENT_FORM,
  DEPOSIT_FORM,
  TRANSFER_FORM,
  JOURNAL_ENTRY_FORM,
];

const byType = new Map<string, DocumentForm>(FORMS.map((form) => [form.type, form]));

/** How a kind of document is written; undefined for what the API cannot write (tax payments, payroll). */
export const documentForm = (type: string): DocumentForm | undefined => byType.get(type);
