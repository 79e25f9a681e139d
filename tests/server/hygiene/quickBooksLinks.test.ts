import { describe, expect, it } from '@jest/globals';
import type { QuickBooksPlace } from '../../../domain/hygiene/rule.js';
import { quickBooksLink } from '../../../server/hygiene/quickBooksLinks.js';

const APP = { url: 'https://app.qbo.intuit.com/', realmId: '9130' };

describe('a link to QuickBooks', () => {
  it.each<[QuickBooksPlace['kind'], string]>([
    ['Bill', 'bill?txnId=12'],
    ['BillPayment', 'billpayment?txnId=12'],
    ['VendorCredit', 'vendorcredit?txnId=12'],
    ['Invoice', 'invoice?txnId=12'],
    ['Payment', 'recvpayment?txnId=12'],
    ['CreditMemo', 'creditmemo?txnId=12'],
    ['SalesReceipt', 'salesreceipt?txnId=12'],
    ['RefundReceipt', 'refundreceipt?txnId=12'],
    ['Purchase', 'expense?txnId=12'],
    ['CreditCardPayment', 'creditcardpayment?txnId=12'],
    ['Deposit', 'deposit?txnId=12'],
    ['Transfer', 'transfer?txnId=12'],
    ['JournalEntry', 'journal?txnId=12'],
    ['Account', 'register?accountId=12'],
    ['Vendor', 'vendordetail?nameId=12'],
    ['Customer', 'customerdetail?nameId=12'],
  ])('leads to the page of a %s, in the company’s own books', (kind, page) => {
    expect(quickBooksLink(APP, { kind, id: '12' })).toBe(
      `https://app.qbo.intuit.com/app/${page}&deeplinkcompanyid=9130`,
    );
  });

  it('is none for what has no page', () => {
    expect(quickBooksLink(APP, null)).toBeNull();
    expect(quickBooksLink(APP, { kind: 'TaxPayment', id: '12' })).toBeNull();
  });

  it('keeps an id within its parameter', () => {
    expect(quickBooksLink({ url: 'http://127.0.0.1:4100', realmId: 'a&b' }, { kind: 'Bill', id: '1&x=/../' })).toBe(
      'http://127.0.0.1:4100/app/bill?txnId=1%26x%3D%2F..%2F&deeplinkcompanyid=a%26b',
    );
  });
});
