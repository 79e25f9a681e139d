import type { QuickBooksPlace } from '../../domain/hygiene/rule.js';

/** Where QuickBooks' own app shows a company: its address, and the company's realm. */
export interface QuickBooksApp {
  readonly url: string;
  readonly realmId: string;
}

/**
 * The page of QuickBooks' app for each kind, and the parameter that names what it shows. As the app is known to link to
 * itself; Intuit documents none of them, and they were not checked against the live site. Tax payments have no page of
 * their own.
 */
const PAGES: Readonly<Partial<Record<QuickBooksPlace['kind'], readonly [page: string, parameter: string]>>> = {
  Bill: ['bill', 'txnId'],
  BillPayment: ['billpayment', 'txnId'],
  VendorCredit: ['vendorcredit', 'txnId'],
  Invoice: ['invoice', 'txnId'],
  Payment: ['recvpayment', 'txnId'],
  CreditMemo: ['creditmemo', 'txnId'],
  SalesReceipt: ['salesreceipt', 'txnId'],
  RefundReceipt: ['refundreceipt', 'txnId'],
  Purchase: ['expense', 'txnId'],
  CreditCardPayment: ['creditcardpayment', 'txnId'],
  Deposit: ['deposit', 'txnId'],
  Transfer: ['transfer', 'txnId'],
  JournalEntry: ['journal', 'txnId'],
  Account: ['register', 'accountId'],
  Vendor: ['vendordetail', 'nameId'],
  Customer: ['customerdetail', 'nameId'],
};

/** The address of a place in QuickBooks' app, in the company's own books; null where it has no page. */
export function quickBooksLink({ url, realmId }: QuickBooksApp, place: QuickBooksPlace | null): string | null {
  const page = place && PAGES[place.kind];
  if (!page) return null;
  const [name, parameter] = page;
  const query = new URLSearchParams({ [parameter]: place.id, deeplinkcompanyid: realmId });
  return `${url.replace(/\/+$/, '')}/app/${name}?${query}`;
}
