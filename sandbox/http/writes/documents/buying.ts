import type { AccountType } from '../../../ledger/types.js';
import { business } from '../refusals.js';
import type { Fields } from '../fields.js';
import { applications, currencyOf, dueDate, expenseLines, head, type DocumentForm } from './documentForm.js';

const BANK: readonly AccountType[] = ['Bank'];
const CARD: readonly AccountType[] = ['Credit Card'];
const PAYABLE: readonly AccountType[] = ['Accounts Payable'];

function vendorDocument(fields: Fields, today: string) {
  const party = fields.neededParty('VendorRef', 'Vendor');
  const top = head(fields, today, currencyOf(fields, party));
  return { ...top, party, accountId: fields.account('APAccountRef', PAYABLE)?.id, lines: expenseLines(fields) };
}

export const BILL_FORM: DocumentForm = {
  type: 'Bill',
  voidable: false,
  properties: ['DepartmentRef', 'GlobalTaxCalculation'],
  read: (fields, today) => {
    const read = vendorDocument(fields, today);
    return { type: 'Bill', ...read, dueDate: dueDate(fields, read.date, read.party) };
  },
};

export const VENDOR_CREDIT_FORM: DocumentForm = {
  type: 'VendorCredit',
  voidable: false,
  properties: ['DepartmentRef', 'GlobalTaxCalculation'],
  read: (fields, today) => ({ type: 'VendorCredit', ...vendorDocument(fields, today) }),
};

export const BILL_PAYMENT_FORM: DocumentForm = {
  type: 'BillPayment',
  voidable: true,
  properties: ['ProcessBillPayment'],
  read: (fields, today) => {
    const party = fields.neededParty('VendorRef', 'Vendor');
    const payType = fields.need('PayType').word('PayType', ['Check', 'CreditCard']) as 'Check' | 'CreditCard';
    const account =
      payType === 'Check'
        ? fields.need('CheckPayment').inner('CheckPayment').neededAccount('BankAccountRef', BANK)
        : fields.need('CreditCardPayment').inner('CreditCardPayment').neededAccount('CCAccountRef', CARD);
    const total = fields.neededAmount('TotalAmt');
    if (total < 0) throw business('The total amount cannot be negative');
    return {
      type: 'BillPayment',
      ...head(fields, today, currencyOf(fields, party)),
      party,
      payType,
      accountId: account.id,
      toAccountId: fields.account('APAccountRef', PAYABLE)?.id,
      total,
      links: applications(fields, ['Bill', 'VendorCredit'], party),
    };
  },
};

export const PURCHASE_FORM: DocumentForm = {
  type: 'Purchase',
  voidable: true,
  properties: ['PaymentMethodRef', 'DepartmentRef', 'GlobalTaxCalculation', 'PurchaseEx'],
  read: (fields, today) => {
    const payType = fields.need('PaymentType').word('PaymentType', ['Cash', 'Check', 'CreditCard']);
    const account = fields.neededAccount(
      'AccountRef',
      payType === 'CreditCard' ? CARD : [...BANK, 'Other Current Asset'],
    );
    const credit = fields.flag('Credit') === true;
    if (credit && payType !== 'CreditCard') throw business('Only a credit card gives a refund');
    return {
      type: 'Purchase',
      ...head(fields, today, account.currency),
      payType,
      accountId: account.id,
      credit: credit ? true : undefined,
      party: fields.anyParty('EntityRef'),
      lines: expenseLines(fields),
    };
  },
};

export const CREDIT_CARD_PAYMENT_FORM: DocumentForm = {
  type: 'CreditCardPayment',
  voidable: false,
  properties: ['Memo', 'CheckNum'],
  read: (fields, today) => {
    const from = fields.neededAccount('BankAccountRef', BANK);
    const to = fields.neededAccount('CreditCardAccountRef', CARD);
    const total = fields.neededAmount('Amount');
    if (total <= 0) throw business('The amount must be greater than zero');
    return {
      type: 'CreditCardPayment',
      ...head(fields, today, from.currency),
      accountId: from.id,
      toAccountId: to.id,
      total,
    };
  },
};
