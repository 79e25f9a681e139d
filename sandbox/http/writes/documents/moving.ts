import type { Account, AccountType, CashBack, TxnLine, TxnLink, TxnType } from '../../../ledger/types.js';
import { business, invalidEnumeration, invalidReference } from '../refusals.js';
import type { Fields } from '../fields.js';
import { described, head, someLines, type DocumentForm } from './documentForm.js';

const MONEY: readonly AccountType[] = ['Bank', 'Other Current Asset'];
const DEPOSITABLE: readonly TxnType[] = ['Payment', 'SalesReceipt', 'RefundReceipt'];
const NEEDS_NAME: readonly AccountType[] = ['Accounts Receivable', 'Accounts Payable'];

function depositLink(fields: Fields, linked: Fields): TxnLink {
  const id = linked.need('TxnId').text('TxnId') as string;
  const name = linked.need('TxnType').text('TxnType') as string;
  const type = DEPOSITABLE.find((known) => known === name);
  if (type === undefined) throw invalidEnumeration('TxnType', name);
  const source = fields.company.txn(type, id);
  if (!source || source.deleted || source.voided) throw invalidReference('Txns', id);
  if (fields.company.account(source.accountId ?? '')?.subType !== 'UndepositedFunds')
    throw business(`${type} ${id} is not waiting in Undeposited Funds`);
  return { type, id, amount: source.total };
}

function depositLine(line: Fields): TxnLine {
  const detail = line.need('DepositLineDetail').inner('DepositLineDetail');
  const receivedFrom = detail.anyParty('Entity');
  return {
    accountId: detail.neededAccount('AccountRef').id,
    amount: line.neededAmount('Amount'),
    ...described(line),
    ...(receivedFrom === undefined ? {} : { receivedFrom }),
  };
}

function cashBack(fields: Fields): CashBack | undefined {
  if (!fields.has('CashBack')) return undefined;
  const inner = fields.inner('CashBack');
  const memo = inner.text('Memo');
  return {
    accountId: inner.neededAccount('AccountRef').id,
    amount: inner.neededAmount('Amount'),
    ...(memo === undefined ? {} : { memo }),
  };
}

export const DEPOSIT_FORM: DocumentForm = {
  type: 'Deposit',
  voidable: false,
  properties: ['TxnSource', 'DepartmentRef', 'GlobalTaxCalculation'],
  read: (fields, today) => {
    const account = fields.neededAccount('DepositToAccountRef', MONEY);
    const links: TxnLink[] = [];
    const lines: TxnLine[] = [];
    for (const line of someLines(fields.list('Line'))) {
      const linked = line.list('LinkedTxn')[0];
      if (linked) links.push(depositLink(fields, linked));
      else lines.push(depositLine(line));
    }
    return {
      type: 'Deposit',
      ...head(fields, today, account.currency),
      accountId: account.id,
      links,
      lines,
      cashBack: cashBack(fields),
    };
  },
};

export const TRANSFER_FORM: DocumentForm = {
  type: 'Transfer',
  voidable: true,
  properties: [],
  read: (fields, today) => {
    const from = fields.neededAccount('FromAccountRef');
    const to = fields.neededAccount('ToAccountRef');
    const total = fields.neededAmount('Amount');
    if (from.id === to.id) throw business('A transfer needs two accounts');
    if (total <= 0) throw business('The amount must be greater than zero');
    return {
      type: 'Transfer',
      ...head(fields, today, transferCurrency(fields, from, to)),
      accountId: from.id,
      toAccountId: to.id,
      total,
    };
  },
};

/** The foreign one of two accounts' currencies, as the ledger posts such a transfer. */
const transferCurrency = ({ company }: Fields, from: Account, to: Account): string =>
  from.currency === company.profile.homeCurrency ? to.currency : from.currency;

function journalLine(line: Fields): TxnLine {
  const detail = line.need('JournalEntryLineDetail').inner('JournalEntryLineDetail');
  const account = detail.neededAccount('AccountRef');
  const side = detail.need('PostingType').word('PostingType', ['Debit', 'Credit']);
  const amount = line.neededAmount('Amount');
  if (amount < 0) throw business('Amounts of a journal entry cannot be negative');
  const entity = detail.inner('Entity');
  const party = detail.has('Entity') ? entity.anyParty('EntityRef', entity.text('Type')) : undefined;
  if (NEEDS_NAME.includes(account.type) && !party)
    throw business(`When you use ${account.type}, you must choose a customer or vendor in the Name field`);
  return {
    accountId: account.id,
    amount,
    side: side === 'Credit' ? 'credit' : 'debit',
    ...described(line),
    ...(party === undefined ? {} : { party }),
  };
}

export const JOURNAL_ENTRY_FORM: DocumentForm = {
  type: 'JournalEntry',
  voidable: false,
  properties: ['TxnTaxDetail'],
  read: (fields, today) => {
    const lines = someLines(
      fields.list('Line').filter((line) => line.text('DetailType') === 'JournalEntryLineDetail'),
    ).map(journalLine);
    const net = lines.reduce((sum, { side, amount }) => sum + (side === 'credit' ? -amount : amount), 0);
    if (net !== 0)
      throw business('The transaction is not in balance. Make sure the total debits equal the total credits');
    const currency = fields.ref('CurrencyRef') ?? fields.company.profile.homeCurrency;
    return { type: 'JournalEntry', ...head(fields, today, currency), lines };
  },
};
