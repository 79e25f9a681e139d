import { accountRef, amount } from './entityKind.js';
import {
  appliedLines,
  balances,
  entityRef,
  expenseLines,
  head,
  linkedFrom,
  partyRef,
  total,
  txnKind,
} from './txnParts.js';

export const BILL = txnKind({
  name: 'Bill',
  tellsTotal: true,
  properties: ['DueDate', 'Balance', 'HomeBalance', 'VendorRef', 'APAccountRef', 'SalesTermRef'],
  write: (company, txn) => ({
    // One that has none in the books says none: that is something to find.
    ...(txn.dueDate === undefined ? {} : { DueDate: txn.dueDate }),
    ...balances(company, txn),
    ...head(company, txn),
    LinkedTxn: linkedFrom(company, txn),
    Line: expenseLines(company, txn.lines),
    VendorRef: partyRef(company, txn.party),
    APAccountRef: accountRef(company, txn.accountId),
    ...total(company, txn),
  }),
});

export const VENDOR_CREDIT = txnKind({
  name: 'VendorCredit',
  properties: ['Balance', 'HomeBalance', 'VendorRef', 'APAccountRef'],
  write: (company, txn) => ({
    ...balances(company, txn),
    ...head(company, txn),
    LinkedTxn: linkedFrom(company, txn),
    Line: expenseLines(company, txn.lines),
    VendorRef: partyRef(company, txn.party),
    APAccountRef: accountRef(company, txn.accountId),
    ...total(company, txn),
  }),
});

export const BILL_PAYMENT = txnKind({
  name: 'BillPayment',
  tellsTotal: true,
  properties: ['VendorRef', 'PayType', 'APAccountRef', 'CheckPayment', 'CreditCardPayment'],
  write: (company, txn) => {
    const account = accountRef(company, txn.accountId) ?? null;
    return {
      VendorRef: partyRef(company, txn.party),
      PayType: txn.payType === 'CreditCard' ? 'CreditCard' : 'Check',
      ...(txn.payType === 'CreditCard'
        ? { CreditCardPayment: { CCAccountRef: account } }
        : { CheckPayment: { BankAccountRef: account, PrintStatus: 'NotSet' } }),
      APAccountRef: accountRef(company, txn.toAccountId),
      ...total(company, txn),
      ...head(company, txn),
      Line: appliedLines(txn),
    };
  },
});

export const PURCHASE = txnKind({
  name: 'Purchase',
  properties: ['PaymentType', 'AccountRef', 'EntityRef', 'Credit', 'PrintStatus'],
  write: (company, txn) => ({
    AccountRef: accountRef(company, txn.accountId),
    PaymentType: txn.payType ?? 'Cash',
    EntityRef: entityRef(company, txn.party),
    Credit: txn.credit === true ? true : undefined,
    PrintStatus: txn.payType === 'Check' ? 'NotSet' : undefined,
    ...total(company, txn),
    ...head(company, txn),
    LinkedTxn: linkedFrom(company, txn),
    Line: expenseLines(company, txn.lines),
  }),
});

/** Asked for as CreditCardPayment, answered under CreditCardPaymentTxn. */
export const CREDIT_CARD_PAYMENT = txnKind({
  name: 'CreditCardPayment',
  key: 'CreditCardPaymentTxn',
  properties: ['Amount', 'BankAccountRef', 'CreditCardAccountRef'],
  write: (company, txn) => ({
    CreditCardAccountRef: accountRef(company, txn.toAccountId),
    BankAccountRef: accountRef(company, txn.accountId),
    Amount: amount(txn.total),
    ...head(company, txn),
  }),
});

export const TAX_PAYMENT = txnKind({
  name: 'TaxPayment',
  properties: ['PaymentDate', 'PaymentAmount', 'PaymentAccountRef', 'Description', 'Refund'],
  write: (company, txn) => ({
    PaymentDate: txn.date,
    PaymentAccountRef: accountRef(company, txn.accountId),
    PaymentAmount: amount(txn.total),
    Description: txn.memo,
    Refund: false,
  }),
});
