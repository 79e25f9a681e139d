import type { Company } from '../../ledger/company.js';
import type { AccountType, Txn } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { PAID_FROM } from '../control/hand/creating.js';
import { partyKindOf } from '../control/hand/editing.js';
import { isUndeposited, openFor } from '../control/hand/settling.js';
import { accountChoices, partyChoices } from './changeForms.js';
import { changeForm, type Choice, type Field, type Refusal } from './formFields.js';
import { markup, type Markup } from './markup.js';

/** Documents whose lines carry a category. */
const CATEGORISED = [
  'Bill',
  'VendorCredit',
  'Purchase',
  'Deposit',
  'JournalEntry',
  'Invoice',
  'SalesReceipt',
  'CreditMemo',
  'RefundReceipt',
];
const MOST_LINES = 12;

interface Asked {
  form: string;
  title: string;
  kept: Record<string, string>;
  fields: Field[];
}

const pick = (name: string, label: string, choices: readonly Choice[], value?: string): Field => ({
  name,
  label,
  type: 'choice',
  required: true,
  choices,
  value,
});

function moneyForms(company: Company, txn: Txn, today: string): Asked[] {
  const found: Asked[] = [];
  const named = { type: txn.type, id: txn.id };
  const date: Field = {
    name: 'date',
    label: 'Date',
    type: 'date',
    required: true,
    value: today > txn.date ? today : txn.date,
  };
  const bank = (types: readonly AccountType[]): Choice[] => accountChoices(company, types);
  if (isUndeposited(company, txn))
    found.push({
      form: 'deposit',
      title: 'Deposit it',
      kept: { change: 'deposit', ...named },
      fields: [pick('into', 'Bank account', bank(['Bank'])), date],
    });
  const open = openFor(company, txn);
  if (open.length > 0) {
    const choices = open.map((document) => ({
      value: document.id,
      label: `${document.type} ${document.number ?? document.id} of ${document.date}, open ${decimal(company.openBalance(document))}`,
    }));
    found.push({
      form: 'apply',
      title: 'Apply it',
      kept: { change: 'apply', ...named },
      fields: [pick('documentId', `Apply ${decimal(company.openBalance(txn))} to`, choices)],
    });
  }
  const owed = company.openBalance(txn);
  if ((txn.type === 'Invoice' || txn.type === 'Bill') && owed > 0 && txn.currency === company.profile.homeCurrency) {
    const isBill = txn.type === 'Bill';
    const amount: Field = {
      name: 'amount',
      label: `Amount, ${txn.currency}`,
      type: 'amount',
      required: true,
      value: decimal(owed),
    };
    found.push({
      form: 'pay',
      title: isBill ? 'Record a payment' : 'Receive a payment',
      kept: { change: 'create', type: isBill ? 'BillPayment' : 'Payment', documentId: txn.id },
      fields: [
        date,
        pick('paidFrom', isBill ? 'Paid from' : 'Deposit to', bank(isBill ? PAID_FROM : ['Bank'])),
        amount,
      ],
    });
  }
  return found;
}

function lineForms(company: Company, txn: Txn): Asked[] {
  if (!CATEGORISED.includes(txn.type)) return [];
  const choices = accountChoices(company);
  return txn.lines.slice(0, MOST_LINES).flatMap((line, index) => {
    const account = company.account(line.accountId);
    if (line.tax === true || !choices.some(({ value }) => value === account?.id)) return [];
    const label = `Category of line ${index + 1}, ${decimal(line.amount)}`;
    return [
      {
        form: `categorise-${index + 1}`,
        title: 'Save the category',
        kept: { change: 'categorise', type: txn.type, id: txn.id, line: String(index + 1) },
        fields: [pick('account', label, choices, line.accountId)],
      },
    ];
  });
}

function detailForms(company: Company, txn: Txn): Asked[] {
  const kept = { change: 'update', type: txn.type, id: txn.id };
  const kind = partyKindOf(txn.type);
  const found: Asked[] = [];
  const add = (form: string, title: string, field: Field): number => found.push({ form, title, kept, fields: [field] });
  if (txn.type === 'Bill' || txn.type === 'Invoice')
    add('dueDate', 'Save the due date', {
      name: 'dueDate',
      label: 'Due date',
      type: 'date',
      required: true,
      value: txn.dueDate,
    });
  if (txn.total > 0)
    add('amount', 'Save the amount', {
      name: 'amount',
      label: `Amount, ${txn.currency}`,
      type: 'amount',
      required: true,
      value: decimal(txn.total),
    });
  if (kind !== null) {
    const choices = partyChoices(company, kind === 'Customer' || kind === 'Vendor' ? kind : undefined);
    const value = txn.party && txn.party.kind !== 'Employee' ? `${txn.party.kind}:${txn.party.id}` : '';
    const nobody = value === '' ? { nothing: 'Nobody named' } : {};
    add('party', 'Save the name', { ...pick('party', kind ?? 'Payee', choices, value), ...nobody });
  }
  add('date', 'Save the date', { name: 'date', label: 'Date', type: 'date', required: true, value: txn.date });
  return found;
}

/** What can be done to a document, as a bookkeeper does it: one form each. Nothing for a deleted one. */
export function documentForms(
  company: Company,
  txn: Txn,
  today: string,
  action: string,
  refusal: Refusal | undefined,
): Markup {
  if (txn.deleted) return markup``;
  const shown = (asked: readonly Asked[]): Markup[] =>
    asked.map(({ form, title, kept, fields }) => changeForm(action, form, title, kept, fields, refusal));
  const card = (id: string, title: string, forms: readonly Asked[]): Markup =>
    forms.length === 0
      ? markup``
      : markup`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${shown(forms)}</section>`;
  const kept = { type: txn.type, id: txn.id };
  const ends: Asked[] = [
    ...(txn.voided ? [] : [{ form: 'void', title: 'Void it', kept: { change: 'void', ...kept }, fields: [] }]),
    { form: 'delete', title: 'Delete it', kept: { change: 'delete', ...kept }, fields: [] },
  ];
  if (txn.voided) return card('end', 'End it', ends);
  const file: Field = {
    name: 'fileName',
    label: 'File name',
    type: 'text',
    required: true,
    value: `receipt-${txn.date}.pdf`,
  };
  return markup`${card('money', 'Settle it', moneyForms(company, txn, today))}${card('details', 'Correct it', [...detailForms(company, txn), ...lineForms(company, txn)])}${card('files', 'Attach a receipt', [{ form: 'attach', title: 'Attach it', kept: { change: 'attach', ...kept }, fields: [file] }])}${card('end', 'End it', ends)}`;
}
