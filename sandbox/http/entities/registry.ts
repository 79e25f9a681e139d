import { ATTACHABLE } from './attachable.js';
import type { EntityKind } from './entityKind.js';
import { ACCOUNT, CUSTOMER, ITEM, VENDOR } from './lists.js';
import { DEPOSIT, JOURNAL_ENTRY, TRANSFER } from './banking.js';
import { COMPANY_CURRENCY, COMPANY_INFO, PREFERENCES } from './company.js';
import { BILL, BILL_PAYMENT, CREDIT_CARD_PAYMENT, PURCHASE, TAX_PAYMENT, VENDOR_CREDIT } from './purchases.js';
import { CREDIT_MEMO, INVOICE, PAYMENT, REFUND_RECEIPT, SALES_RECEIPT } from './sales.js';

/** Kinds whose records the caller need not know: each record comes from and goes back to the same kind. */
export type AnyKind = EntityKind<unknown>;

const KINDS = [
  ACCOUNT,
  CUSTOMER,
  VENDOR,
  ITEM,
  BILL,
  BILL_PAYMENT,
  VENDOR_CREDIT,
  INVOICE,
  PAYMENT,
  CREDIT_MEMO,
  SALES_RECEIPT,
  REFUND_RECEIPT,
  PURCHASE,
  CREDIT_CARD_PAYMENT,
  TAX_PAYMENT,
  DEPOSIT,
  TRANSFER,
  JOURNAL_ENTRY,
  PREFERENCES,
  COMPANY_INFO,
  COMPANY_CURRENCY,
  ATTACHABLE,
] as unknown as readonly AnyKind[];

const byName = new Map(KINDS.map((kind) => [kind.name.toLowerCase(), kind]));
byName.set('creditcardpaymenttxn', CREDIT_CARD_PAYMENT as unknown as AnyKind);

/** Entities QuickBooks has and these companies do not use: queries answer no rows. */
const UNUSED = new Set(
  'budget class department employee estimate exchangerate journalcode paymentmethod purchaseorder reimbursecharge taxagency taxcode taxrate term timeactivity'.split(
    ' ',
  ),
);

/** By name in any case; undefined when it is no entity that these companies have. */
export const entityKind = (name: string): AnyKind | undefined => byName.get(name.toLowerCase());

export const isUnusedEntity = (name: string): boolean => UNUSED.has(name.toLowerCase());
