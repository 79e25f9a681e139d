import type { Company } from '../../ledger/company.js';
import type { Txn } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { partyKindOf } from '../control/hand/editing.js';
import { partyChoices } from './changeForms.js';
import { refusedCard } from './companyPage.js';
import { changeForm, type Field, type Refusal } from './formFields.js';
import { layout } from './layout.js';
import { markup, type Markup } from './markup.js';

export interface TransactionView {
  company: Company;
  txn: Txn;
  refusal: Refusal | undefined;
  said: Markup | undefined;
}

/** What a document posts, as a card. */
export function entries(company: Company, txn: Txn): Markup {
  const rows = company.entries(txn).map(({ accountId, debit, credit, memo }) => {
    const account = company.account(accountId);
    return markup`<tr><td>${account ? company.fullName(account) : accountId}${memo === undefined ? '' : markup`<br><span class="soft">${memo}</span>`}</td><td class="num">${debit > 0 && decimal(debit)}</td><td class="num">${credit > 0 && decimal(credit)}</td></tr>`;
  });
  return markup`<section class="card" aria-labelledby="entries"><h2 id="entries">What it posts, ${company.profile.homeCurrency}</h2><div class="scroll" tabindex="0" role="group" aria-label="Debits and credits"><table><thead><tr><th scope="col">Account</th><th scope="col" class="num">Debit</th><th scope="col" class="num">Credit</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** What a document is applied to, and what to it; nothing when there is none. */
export function applications(company: Company, txn: Txn): Markup | undefined {
  const line = (type: string, id: string, amount: number): Markup =>
    markup`<li><a href="/books/${company.profile.realmId}/${type}/${id}">${type} ${id}</a>, ${decimal(amount)} ${txn.currency}</li>`;
  const to = txn.links.map(({ type, id, amount }) => line(type, id, amount));
  const by = company.appliedTo(txn).map(({ from, link }) => line(from.type, from.id, link.amount));
  if (to.length + by.length === 0) return undefined;
  return markup`<section class="card" aria-labelledby="links"><h2 id="links">Linked</h2><ul>${to}${by}</ul></section>`;
}

function editFields(company: Company, txn: Txn): Field[] {
  const kind = partyKindOf(txn.type);
  const party = txn.party && txn.party.kind !== 'Employee' ? `${txn.party.kind}:${txn.party.id}` : '';
  const choices = partyChoices(company, kind === 'Customer' || kind === 'Vendor' ? kind : undefined);
  const known = party === '' || choices.some(({ value }) => value === party);
  return [
    { name: 'date', label: 'Date', type: 'date', required: true, value: txn.date },
    ...(txn.dueDate === undefined
      ? []
      : [{ name: 'dueDate', label: 'Due date', type: 'date' as const, value: txn.dueDate }]),
    ...(txn.total === 0
      ? []
      : [{ name: 'amount', label: `Amount, ${txn.currency}`, type: 'amount' as const, value: decimal(txn.total) }]),
    ...(kind === null
      ? []
      : [
          {
            name: 'party',
            label: kind ?? 'Paid to',
            type: 'choice' as const,
            value: party,
            choices: known ? choices : [{ value: party, label: txn.party?.name ?? party }, ...choices],
            ...(party === '' ? { nothing: 'Nobody named' } : {}),
          },
        ]),
    { name: 'memo', label: 'Memo', type: 'text', value: txn.memo },
  ];
}

/** One document: what it posts, what it is linked to, and the forms that change or end it. */
export function transactionPage({ company, txn, refusal, said }: TransactionView): string {
  const { realmId, name } = company.profile;
  const title = `${txn.type} ${txn.number ?? txn.id}`;
  const action = `/books/${realmId}`;
  const kept = { type: txn.type, id: txn.id };
  const open = company.openBalance(txn);
  const state = txn.deleted ? 'deleted' : txn.voided ? 'void' : open > 0 ? `${decimal(open)} open` : '';
  const form = (change: string, button: string, fields: readonly Field[] = []): Markup =>
    changeForm(action, change, button, { ...kept, change }, fields, refusal);
  const forms = markup`<section class="card" aria-labelledby="edit"><h2 id="edit">Change it</h2>${!txn.voided && form('update', 'Save the change', editFields(company, txn))}${!txn.voided && form('void', 'Void it')}${form('delete', 'Delete it')}</section>`;
  return layout(
    `${title}, ${name}`,
    markup`<p><a href="${action}">${name}</a></p><h1>${title}</h1><p class="soft">${txn.date} · ${txn.party?.name ?? 'nobody named'} · ${decimal(txn.total)} ${txn.currency}${state === '' ? '' : ` · ${state}`} · id ${txn.id}, version ${txn.syncToken}, changed ${txn.updatedAt}</p>`,
    markup`${said ?? ''}${refusedCard(refusal) ?? ''}<div class="two"><div>${entries(company, txn)}${applications(company, txn) ?? ''}</div>${txn.deleted ? '' : forms}</div>`,
  );
}
