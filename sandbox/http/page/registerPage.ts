import type { Company } from '../../ledger/company.js';
import type { Account, Entry, Txn } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { clearing } from '../reports/clearing.js';
import { documentAddress } from './appPlaces.js';
import { accountChoices } from './changeForms.js';
import { changeForm, type Field, type Refusal } from './formFields.js';
import { markup, type Markup } from './markup.js';

const SHOWN = 60;

/** An account's register: balance and newest entries, what the bank cleared marked. */
export function registerCards(company: Company, account: Account, today: string): Markup {
  const all: { txn: Txn; entry: Entry }[] = [];
  for (const posted of company.entriesBetween('0000-00-00', '9999-12-31'))
    if (posted.entry.accountId === account.id) all.push(posted);
  const cleared = clearing(company, today);
  const rows = all
    .slice(-SHOWN)
    .toReversed()
    .map(({ txn, entry }) => {
      const address = documentAddress(company, txn) ?? `/books/${company.profile.realmId}/${txn.type}/${txn.id}`;
      return markup`<tr><td class="date">${txn.date}</td><td><a href="${address}">${txn.type} ${txn.number ?? txn.id}</a><br><span class="soft">${entry.memo ?? ''}</span></td><td>${(entry.party ?? txn.party)?.name ?? ''}</td><td>${cleared(txn, account.id) ? 'C' : ''}</td><td class="num">${decimal(entry.debit - entry.credit)}</td></tr>`;
    });
  return markup`<section class="card" aria-labelledby="facts"><h2 id="facts">${account.type}</h2><p>Balance on ${today}: ${decimal(company.balance(account.id, today))} ${company.profile.homeCurrency}, debits positive. ${account.active ? 'Active.' : 'Inactive.'}</p></section><section class="card" aria-labelledby="entries"><h2 id="entries">Register</h2><p class="soft">${all.length} entries${all.length > SHOWN ? `, the newest ${SHOWN} shown` : ''}</p><div class="scroll" tabindex="0" role="group" aria-label="Entries, newest first"><table><thead><tr><th scope="col">Date</th><th scope="col">Document</th><th scope="col">Name</th><th scope="col">Cleared</th><th scope="col" class="num">Amount</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

/** What can be done to an account: bring it to zero by a journal entry, rename it, end it. */
export function registerForms(
  company: Company,
  account: Account,
  today: string,
  action: string,
  refusal: Refusal | undefined,
): Markup {
  const { id } = account;
  const form = (name: string, title: string, kept: Record<string, string>, fields: Field[]): Markup =>
    changeForm(action, name, title, kept, fields, refusal);
  const others = accountChoices(company).filter(({ value }) => value !== id);
  const change = account.active ? 'deactivate' : 'activate';
  return markup`<section class="card" aria-labelledby="edit"><h2 id="edit">Correct it</h2>${
    account.active &&
    form('clearAccount', 'Bring it to zero by a journal entry', { change: 'clearAccount', id }, [
      { name: 'against', label: 'Against', type: 'choice', required: true, choices: others },
      { name: 'date', label: 'Date', type: 'date', required: true, value: today },
    ])
  }${form('rename', 'Save the name', { change: 'rename', kind: 'Account', id }, [{ name: 'name', label: 'Name', type: 'text', required: true, value: account.name }])}${form(change, account.active ? 'Make it inactive' : 'Make it active', { change, kind: 'Account', id }, [])}</section>`;
}
