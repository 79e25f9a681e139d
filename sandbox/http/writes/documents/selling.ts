import type { AccountType, PostInput, TxnLine, TxnType } from '../../../ledger/types.js';
import { business, invalidEnumeration, invalidReference } from '../refusals.js';
import type { Fields } from '../fields.js';
import {
  applications,
  currencyOf,
  described,
  dueDate,
  head,
  LONGEST_NUMBER,
  someLines,
  type DocumentForm,
} from './documentForm.js';

const HOLDS_MONEY: readonly AccountType[] = ['Bank', 'Other Current Asset'];
const PASSED_OVER = ['SubTotalLineDetail', 'DescriptionOnly'];

/** An item's own income account, unless the line names one. An item that is not there will do where the line says the account. */
function itemLine(line: Fields): TxnLine {
  const detail = line.inner('SalesItemLineDetail');
  const item = detail.item('ItemRef');
  const account = detail.account('ItemAccountRef');
  const accountId = account?.id ?? item?.incomeAccountId;
  if (accountId === undefined) throw invalidReference('Items', detail.ref('ItemRef') ?? '');
  const known = item !== undefined && (account === undefined || detail.inner('ItemRef').text('name') === item.name);
  return {
    accountId,
    amount: line.neededAmount('Amount'),
    ...described(line),
    ...(known ? { itemId: item.id } : {}),
  };
}

function salesLines(fields: Fields): TxnLine[] {
  return someLines(
    fields.list('Line').flatMap((line) => {
      const type = line.need('DetailType').text('DetailType') ?? '';
      if (PASSED_OVER.includes(type)) return [];
      if (type !== 'SalesItemLineDetail') throw invalidEnumeration('DetailType', type);
      return [itemLine(line.need(type))];
    }),
  );
}

/** Sales tax is one line of the ledger, on the account that collects it. */
function taxLine(fields: Fields): TxnLine[] {
  const amount = fields.inner('TxnTaxDetail').amount('TotalTax') ?? 0;
  if (amount === 0) return [];
  const account = fields.company.accounts().find(({ subType }) => subType === 'SalesTaxPayable');
  if (!account) throw business('Sales tax is not set up');
  return [{ accountId: account.id, amount, tax: true }];
}

function salesForm(fields: Fields, today: string) {
  const party = fields.neededParty('CustomerRef', 'Customer');
  return {
    ...head(fields, today, currencyOf(fields, party)),
    party,
    lines: [...salesLines(fields), ...taxLine(fields)],
    billEmail: fields.inner('BillEmail').text('Address', 100),
    emailStatus: fields.word('EmailStatus', ['NotSet', 'NeedToSend', 'EmailSent']),
  };
}

const SALES_PROPERTIES = [
  'TxnTaxDetail',
  'ApplyTaxAfterDiscount',
  'AllowIPNPayment',
  'AllowOnlinePayment',
  'AllowOnlineACHPayment',
  'AllowOnlineCreditCardPayment',
  'DeliveryInfo',
  'BillAddr',
  'ShipAddr',
  'BillEmailCc',
  'BillEmailBcc',
  'CustomField',
  'GlobalTaxCalculation',
  'DepartmentRef',
  'ClassRef',
  'PaymentMethodRef',
  'PaymentType',
];

/** What was taken at once, and where it went; a deposit of nothing is none. */
function depositOf(fields: Fields): Pick<PostInput, 'deposit' | 'toAccountId'> {
  const deposit = fields.amount('Deposit') || undefined;
  const account = fields.account('DepositToAccountRef', HOLDS_MONEY);
  return { deposit, toAccountId: deposit === undefined ? undefined : account?.id };
}

export const INVOICE_FORM: DocumentForm = {
  type: 'Invoice',
  voidable: true,
  properties: SALES_PROPERTIES,
  read: (fields, today) => {
    const read = salesForm(fields, today);
    return { type: 'Invoice', ...read, ...depositOf(fields), dueDate: dueDate(fields, read.date, read.party) };
  },
};

export const CREDIT_MEMO_FORM: DocumentForm = {
  type: 'CreditMemo',
  voidable: true,
  properties: SALES_PROPERTIES,
  read: (fields, today) => ({ type: 'CreditMemo', ...salesForm(fields, today) }),
};

export const SALES_RECEIPT_FORM: DocumentForm = {
  type: 'SalesReceipt',
  voidable: true,
  properties: SALES_PROPERTIES,
  read: (fields, today) => ({
    type: 'SalesReceipt',
    ...salesForm(fields, today),
    accountId: fields.account('DepositToAccountRef', HOLDS_MONEY)?.id,
  }),
};

export const REFUND_RECEIPT_FORM: DocumentForm = {
  type: 'RefundReceipt',
  voidable: true,
  properties: SALES_PROPERTIES,
  read: (fields, today) => ({
    type: 'RefundReceipt',
    ...salesForm(fields, today),
    accountId: fields.neededAccount('DepositToAccountRef', HOLDS_MONEY).id,
  }),
};

const APPLIES_TO: readonly TxnType[] = ['Invoice', 'CreditMemo'];

export const PAYMENT_FORM: DocumentForm = {
  type: 'Payment',
  voidable: true,
  properties: ['HomeUnappliedAmt', 'ARAccountRef', 'CreditCardPayment', 'TxnSource'],
  read: (fields, today) => {
    const party = fields.neededParty('CustomerRef', 'Customer');
    const total = fields.neededAmount('TotalAmt');
    if (total < 0) throw business('The total amount cannot be negative');
    return {
      type: 'Payment',
      ...head(fields, today, currencyOf(fields, party)),
      number: fields.text('PaymentRefNum', LONGEST_NUMBER),
      party,
      total,
      accountId: fields.account('DepositToAccountRef', HOLDS_MONEY)?.id,
      links: applications(fields, APPLIES_TO, party),
    };
  },
};
