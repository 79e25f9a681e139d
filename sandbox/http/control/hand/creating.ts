import type { AccountType, PostInput, TxnType } from '../../../ledger/types.js';
import { HandRefusal, type HandFields } from './handFields.js';

export const PAID_FROM: readonly AccountType[] = ['Bank', 'Credit Card'];
const SPENT_ON: readonly AccountType[] = [
  'Expense',
  'Cost of Goods Sold',
  'Other Expense',
  'Other Current Asset',
  'Fixed Asset',
  'Other Asset',
  'Other Current Liability',
  'Long Term Liability',
  'Equity',
];
const EARNED_ON: readonly AccountType[] = ['Income', 'Other Income'];
/** Share of a paycheck's gross that is withheld. */
const WITHHELD = 0.22;

type Draft = Omit<PostInput, 'type'>;

const words = (fields: HandFields): Pick<PostInput, 'number' | 'memo'> => ({
  ...(fields.has('number') ? { number: fields.text('number', 21) } : {}),
  ...(fields.has('memo') ? { memo: fields.text('memo', 1000) } : {}),
});

function due(fields: HandFields): { dueDate: string } {
  return { dueDate: fields.has('dueDate') ? fields.date('dueDate') : fields.date('date') };
}

/** An invoice's deposit, and where it went: Undeposited Funds where nothing is said. */
const taken = (fields: HandFields): Pick<PostInput, 'deposit' | 'toAccountId'> => ({
  ...(fields.has('deposit') ? { deposit: fields.cents('deposit') } : {}),
  ...(fields.has('depositTo') ? { toAccountId: fields.account('depositTo', ['Bank', 'Other Current Asset']).id } : {}),
});

/** A payment of one open document, or, without one, money not applied to anything. */
function settling(fields: HandFields, type: 'Invoice' | 'Bill', kind: 'Customer' | 'Vendor'): Draft {
  const total = fields.cents('amount');
  if (!fields.has('documentId'))
    return { date: fields.date('date'), party: fields.party('party', kind), total, links: [] };
  const id = fields.needed('documentId');
  const document = fields.company.txn(type, id);
  if (!document || document.deleted || document.voided) throw new HandRefusal('documentId', `No ${type} ${id}`);
  if (document.currency !== fields.company.profile.homeCurrency)
    throw new HandRefusal('documentId', `${type} ${id} is in ${document.currency}`);
  const open = fields.company.openBalance(document);
  if (open <= 0) throw new HandRefusal('documentId', `${type} ${id} is paid`);
  return {
    date: fields.date('date'),
    total,
    ...(document.party ? { party: document.party } : {}),
    links: [{ type, id, amount: Math.min(total, open) }],
  };
}

function paycheck(fields: HandFields): Draft {
  const gross = fields.cents('amount');
  const held = Math.round(gross * WITHHELD);
  const liability = fields.company.accounts().find((a) => a.subType === 'PayrollTaxPayable');
  const name = fields.text('party', 100) || 'Employee';
  const wages = { accountId: fields.account('account', SPENT_ON).id, amount: gross, side: 'debit' as const };
  return {
    date: fields.date('date'),
    party: { kind: 'Employee', id: '900', name },
    accountId: fields.account('paidFrom', ['Bank']).id,
    lines: liability ? [wages, { accountId: liability.id, amount: held, side: 'credit' }] : [wages],
  };
}

const MAKERS = {
  Bill: (fields) => ({
    date: fields.date('date'),
    party: fields.party('party', 'Vendor'),
    lines: [{ accountId: fields.account('account', SPENT_ON).id, amount: fields.cents('amount') }],
    ...due(fields),
  }),
  Invoice: (fields) => ({
    date: fields.date('date'),
    party: fields.party('party', 'Customer'),
    lines: [{ accountId: fields.account('account', EARNED_ON).id, amount: fields.cents('amount') }],
    ...due(fields),
    ...taken(fields),
  }),
  Payment: (fields) => ({
    ...settling(fields, 'Invoice', 'Customer'),
    ...(fields.has('paidFrom') ? { accountId: fields.account('paidFrom', ['Bank', 'Other Current Asset']).id } : {}),
  }),
  BillPayment: (fields) => {
    const paidFrom = fields.account('paidFrom', PAID_FROM);
    return {
      ...settling(fields, 'Bill', 'Vendor'),
      accountId: paidFrom.id,
      payType: paidFrom.type === 'Bank' ? 'Check' : 'CreditCard',
    };
  },
  Purchase: (fields) => {
    const paidFrom = fields.account('paidFrom', PAID_FROM);
    return {
      date: fields.date('date'),
      ...(fields.has('party') ? { party: fields.party('party') } : {}),
      accountId: paidFrom.id,
      payType: paidFrom.type === 'Bank' ? 'Check' : 'CreditCard',
      lines: [{ accountId: fields.account('account', SPENT_ON).id, amount: fields.cents('amount') }],
    };
  },
  Paycheck: paycheck,
  JournalEntry: (fields) => {
    const [debit, credit] = [fields.account('debitAccount'), fields.account('creditAccount')];
    if (debit.id === credit.id) throw new HandRefusal('creditAccount', 'The two accounts are the same');
    for (const [name, { type }] of [
      ['debitAccount', debit],
      ['creditAccount', credit],
    ] as const)
      if (type === 'Accounts Receivable' || type === 'Accounts Payable')
        throw new HandRefusal(name, 'Receivables and payables change by their documents here');
    const amount = fields.cents('amount');
    return {
      date: fields.date('date'),
      lines: [
        { accountId: debit.id, amount, side: 'debit' },
        { accountId: credit.id, amount, side: 'credit' },
      ],
    };
  },
} as const satisfies Partial<Record<TxnType, (fields: HandFields) => Draft>>;

export type CreatedType = keyof typeof MAKERS;
export const CREATED_TYPES = Object.keys(MAKERS) as CreatedType[];

/** What to post for a new document; the fields each kind needs are listed in sandbox/http/README.md. */
export function newDocument(type: CreatedType, fields: HandFields): PostInput {
  const make: (fields: HandFields) => Draft = MAKERS[type];
  return { type, ...make(fields), ...words(fields) };
}
