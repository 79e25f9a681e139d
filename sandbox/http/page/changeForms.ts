import type { Company } from '../../ledger/company.js';
import type { Account, AccountType, Party } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { PAID_FROM } from '../control/hand/creating.js';
import { typesFor } from '../control/hand/listChanges.js';
import { changeForm, type Choice, type Field, type Refusal } from './formFields.js';
import { markup, type Markup } from './markup.js';

const SPENT: readonly AccountType[] = [
  'Expense',
  'Cost of Goods Sold',
  'Other Expense',
  'Fixed Asset',
  'Other Current Asset',
  'Other Current Liability',
  'Long Term Liability',
];
const CONTROL: readonly AccountType[] = ['Accounts Receivable', 'Accounts Payable'];
const MOST_CHOICES = 400;

const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label);

/** Active accounts in home currency, of some types where given. */
export function accountChoices(company: Company, types?: readonly AccountType[]): Choice[] {
  const fits = (a: Account): boolean =>
    a.active && a.currency === company.profile.homeCurrency && (types?.includes(a.type) ?? !CONTROL.includes(a.type));
  return company
    .accounts()
    .filter(fits)
    .map((a) => ({ value: a.id, label: `${company.fullName(a)} (${a.type})` }))
    .toSorted(byLabel);
}

/** Customers, vendors or both; inactive ones only where asked. */
export function partyChoices(company: Company, kind?: Party['kind'], inactiveToo = false): Choice[] {
  return company
    .parties(kind)
    .filter((p) => p.mergedInto === undefined && (inactiveToo || p.active))
    .map((p) => ({ value: `${p.kind}:${p.id}`, label: `${p.name} (${p.kind}${p.active ? '' : ', inactive'})` }))
    .toSorted(byLabel);
}

function openChoices(company: Company, type: 'Invoice' | 'Bill'): Choice[] {
  return company
    .openDocuments(type)
    .filter((txn) => txn.currency === company.profile.homeCurrency && company.openBalance(txn) > 0)
    .slice(-MOST_CHOICES)
    .toReversed()
    .map((txn) => ({
      value: txn.id,
      label: `${type} ${txn.number ?? txn.id}, ${txn.party?.name ?? 'nobody'}, due ${txn.dueDate ?? txn.date}, open ${decimal(company.openBalance(txn))}`,
    }));
}

interface FormPlan {
  form: string;
  title: string;
  kept: Record<string, string>;
  fields: readonly Field[];
}

const choice = (name: string, label: string, choices: readonly Choice[], nothing?: string): Field => ({
  name,
  label,
  type: 'choice',
  choices,
  ...(nothing === undefined ? { required: true } : { nothing }),
});

function documentForms(company: Company, today: string): FormPlan[] {
  const date: Field = { name: 'date', label: 'Date', type: 'date', required: true, value: today };
  const dueDate: Field = { name: 'dueDate', label: 'Due date (the date itself when empty)', type: 'date' };
  const amount: Field = {
    name: 'amount',
    label: `Amount, ${company.profile.homeCurrency}`,
    type: 'amount',
    required: true,
  };
  const memo: Field = { name: 'memo', label: 'Memo (may be empty)', type: 'text' };
  const paidFrom = choice('paidFrom', 'Paid from', accountChoices(company, PAID_FROM));
  const spent = choice('account', 'Account', accountChoices(company, SPENT));
  const anyAccount = accountChoices(company);
  const add = (type: string, title: string, fields: readonly Field[]): FormPlan => ({
    form: `create-${type}`,
    title,
    kept: { change: 'create', type },
    fields: [date, ...fields, memo],
  });
  return [
    add('Bill', 'Add a bill', [dueDate, choice('party', 'Vendor', partyChoices(company, 'Vendor')), spent, amount]),
    add('Invoice', 'Add an invoice', [
      dueDate,
      choice('party', 'Customer', partyChoices(company, 'Customer')),
      choice('account', 'Income account', accountChoices(company, ['Income', 'Other Income'])),
      amount,
    ]),
    add('Payment', 'Receive a payment', [
      choice('documentId', 'Invoice it pays', openChoices(company, 'Invoice'), 'None: unapplied'),
      choice('party', 'Customer, where no invoice is chosen', partyChoices(company, 'Customer'), 'As on the invoice'),
      choice('paidFrom', 'Deposit to', accountChoices(company, ['Bank']), 'Undeposited Funds'),
      amount,
    ]),
    add('BillPayment', 'Pay a bill', [
      choice('documentId', 'Bill it pays', openChoices(company, 'Bill')),
      paidFrom,
      amount,
    ]),
    add('Purchase', 'Add an expense', [
      choice('party', 'Paid to', partyChoices(company), 'Nobody named'),
      paidFrom,
      spent,
      amount,
    ]),
    add('Paycheck', 'Add a paycheck', [
      { name: 'party', label: 'Employee', type: 'text' },
      choice('paidFrom', 'Paid from', accountChoices(company, ['Bank'])),
      choice('account', 'Wages account', accountChoices(company, ['Expense', 'Cost of Goods Sold'])),
      { ...amount, label: 'Gross amount' },
    ]),
    add('JournalEntry', 'Add a journal entry', [
      choice('debitAccount', 'Debit', anyAccount),
      choice('creditAccount', 'Credit', anyAccount),
      amount,
    ]),
  ];
}

function listForms(company: Company): FormPlan[] {
  const forKind = (kind: 'Customer' | 'Vendor'): FormPlan => {
    const ids = partyChoices(company, kind, true).map(({ value, label }) => ({
      value: value.split(':')[1] ?? '',
      label,
    }));
    return {
      form: `merge-${kind}`,
      title: `Merge two ${kind.toLowerCase()}s`,
      kept: { change: 'merge', kind },
      fields: [choice('from', 'This one goes', ids), choice('into', 'Into this one', ids)],
    };
  };
  const records: Choice[] = [
    ...partyChoices(company, undefined, true),
    ...company.accounts().map((a) => ({
      value: `Account:${a.id}`,
      label: `${company.fullName(a)} (account${a.active ? '' : ', inactive'})`,
    })),
  ];
  const moved = company.accounts().filter((a) => typesFor(a).length > 0);
  const types = [...new Set(moved.flatMap((a) => typesFor(a)))].toSorted();
  return [
    {
      form: 'addParty',
      title: 'Add a customer or vendor',
      kept: { change: 'addParty' },
      fields: [
        choice('kind', 'Kind', [
          { value: 'Customer', label: 'Customer' },
          { value: 'Vendor', label: 'Vendor' },
        ]),
        { name: 'name', label: 'Name', type: 'text', required: true },
      ],
    },
    forKind('Customer'),
    forKind('Vendor'),
    {
      form: 'rename',
      title: 'Rename',
      kept: { change: 'rename' },
      fields: [
        choice('record', 'Account, customer or vendor', records),
        { name: 'name', label: 'New name', type: 'text', required: true },
      ],
    },
    {
      form: 'activity',
      title: 'Deactivate or activate',
      kept: {},
      fields: [
        choice('record', 'Account, customer or vendor', records),
        choice('change', 'Make it', [
          { value: 'deactivate', label: 'Inactive' },
          { value: 'activate', label: 'Active' },
        ]),
      ],
    },
    {
      form: 'reclassify',
      title: 'Reclassify an account',
      kept: { change: 'reclassify' },
      fields: [
        choice(
          'record',
          'Account',
          moved
            .map((a) => ({ value: `Account:${a.id}`, label: `${company.fullName(a)} (${a.type})` }))
            .toSorted(byLabel),
        ),
        choice(
          'type',
          'New type',
          types.map((type) => ({ value: type, label: type })),
        ),
      ],
    },
  ];
}

function folded(plans: readonly FormPlan[], action: string, refusal: Refusal | undefined): Markup[] {
  return plans.map(({ form, title, kept, fields }) => {
    const inside = changeForm(action, form, title, kept, fields, refusal);
    return refusal?.form === form
      ? markup`<details open><summary>${title}</summary>${inside}</details>`
      : markup`<details><summary>${title}</summary>${inside}</details>`;
  });
}

/** Every form that adds a document or changes a list, folded; the one that was refused is open. */
export function changeForms(company: Company, action: string, today: string, refusal: Refusal | undefined): Markup {
  return markup`<section class="card" aria-labelledby="documents"><h2 id="documents">Add to the books</h2>${folded(documentForms(company, today), action, refusal)}</section><section class="card" aria-labelledby="lists"><h2 id="lists">Change a list</h2>${folded(listForms(company), action, refusal)}</section>`;
}
