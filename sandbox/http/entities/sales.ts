import type { Company } from '../../ledger/company.js';
import type { Txn } from '../../ledger/types.js';
import { toHome } from '../amount.js';
import { pacific } from '../pacificTime.js';
import { accountRef, amount, type Json } from './entityKind.js';
import { balances, head, linkedFrom, partyRef, salesLines, total, txnKind } from './txnParts.js';

const SALES_PROPERTIES = [
  'CustomerRef',
  'BillEmail',
  'EmailStatus',
  'PrintStatus',
  'Balance',
  'HomeBalance',
  'CustomerMemo',
];

function form(company: Company, txn: Txn): Json {
  return {
    ...head(company, txn),
    LinkedTxn: linkedFrom(company, txn),
    ...salesLines(company, txn),
    CustomerRef: partyRef(company, txn.party),
    ...total(company, txn),
    ApplyTaxAfterDiscount: false,
    PrintStatus: 'NeedToPrint',
    EmailStatus: txn.emailStatus ?? 'NotSet',
    BillEmail: txn.billEmail === undefined ? undefined : { Address: txn.billEmail },
    DeliveryInfo:
      txn.deliveryTime === undefined ? undefined : { DeliveryType: 'Email', DeliveryTime: pacific(txn.deliveryTime) },
  };
}

export const INVOICE = txnKind({
  name: 'Invoice',
  tellsTotal: true,
  properties: [...SALES_PROPERTIES, 'DueDate', 'Deposit', 'DepositToAccountRef', 'SalesTermRef', 'DeliveryInfo'],
  write: (company, txn) => ({
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    ...form(company, txn),
    DueDate: txn.dueDate ?? txn.date,
    ...(txn.deposit === undefined
      ? {}
      : { Deposit: amount(txn.deposit), DepositToAccountRef: accountRef(company, txn.toAccountId) }),
    ...balances(company, txn),
  }),
});

export const CREDIT_MEMO = txnKind({
  name: 'CreditMemo',
  properties: [...SALES_PROPERTIES, 'RemainingCredit'],
  write: (company, txn) => ({
    RemainingCredit: amount(company.openBalance(txn)),
    ...form(company, txn),
    ...balances(company, txn),
  }),
});

export const SALES_RECEIPT = txnKind({
  name: 'SalesReceipt',
  properties: [...SALES_PROPERTIES, 'DepositToAccountRef', 'PaymentRefNum'],
  write: (company, txn) => ({
    ...form(company, txn),
    Balance: amount(0),
    DepositToAccountRef: accountRef(company, txn.accountId),
  }),
});

export const REFUND_RECEIPT = txnKind({
  name: 'RefundReceipt',
  properties: [...SALES_PROPERTIES, 'DepositToAccountRef', 'PaymentRefNum'],
  write: (company, txn) => ({
    ...form(company, txn),
    Balance: amount(0),
    DepositToAccountRef: accountRef(company, txn.accountId),
  }),
});

function named(Name: string, Value: string): Json {
  return {
    name: '{http://schema.intuit.com/finance/v3}NameValue',
    declaredType: 'com.intuit.schema.finance.v3.NameValue',
    scope: 'javax.xml.bind.JAXBElement$GlobalScope',
    value: { Name, Value },
    nil: false,
    globalScope: true,
    typeSubstituted: false,
  };
}

function paymentLine(company: Company, link: Txn['links'][number]): Json {
  const target = company.txn(link.type, link.id);
  const extras = [
    named('txnId', link.id),
    named('txnOpenBalance', ((target?.total ?? 0) / 100).toFixed(2)),
    ...(target?.number === undefined ? [] : [named('txnReferenceNumber', target.number)]),
  ];
  return {
    Amount: amount(link.amount),
    LinkedTxn: [{ TxnId: link.id, TxnType: link.type }],
    LineEx: { any: extras },
  };
}

/** A zero-amount one links credits to charges. */
export const PAYMENT = txnKind({
  name: 'Payment',
  properties: [
    'CustomerRef',
    'DepositToAccountRef',
    'UnappliedAmt',
    'PaymentRefNum',
    'PaymentMethodRef',
    'ProcessPayment',
  ],
  write: (company, txn) => {
    const open = company.openBalance(txn);
    const { DocNumber, ...rest } = head(company, txn);
    return {
      CustomerRef: partyRef(company, txn.party),
      DepositToAccountRef: accountRef(company, txn.accountId),
      PaymentRefNum: DocNumber,
      ...total(company, txn),
      UnappliedAmt: amount(open),
      HomeUnappliedAmt: company.profile.multiCurrency ? amount(toHome(open, txn.rate)) : undefined,
      ProcessPayment: false,
      ...rest,
      LinkedTxn: linkedFrom(company, txn),
      Line: txn.links.map((link) => paymentLine(company, link)),
    };
  },
});
