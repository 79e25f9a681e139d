import type { Company } from '../../ledger/company.js';
import type { Party, Txn } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { documentAddress } from './appPlaces.js';
import { partyChoices } from './changeForms.js';
import { changeForm, type Field, type Refusal } from './formFields.js';
import { markup, type Markup } from './markup.js';

const SHOWN = 50;

function documents(company: Company, party: Party): Markup {
  const found = company
    .txns()
    .filter((txn) => !txn.deleted && txn.party?.kind === party.kind && txn.party.id === party.id)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const row = (txn: Txn): Markup => {
    const address = documentAddress(company, txn) ?? `/books/${company.profile.realmId}/${txn.type}/${txn.id}`;
    const open = company.openBalance(txn);
    return markup`<tr><td class="date">${txn.date}</td><td><a href="${address}">${txn.type} ${txn.number ?? txn.id}</a></td><td class="num">${decimal(txn.total)}</td><td class="num">${txn.voided ? 'void' : open > 0 ? `${decimal(open)} open` : ''}</td></tr>`;
  };
  return markup`<section class="card" aria-labelledby="documents"><h2 id="documents">Documents</h2><p class="soft">${found.length} in all${found.length > SHOWN ? `, the newest ${SHOWN} shown` : ''}</p><div class="scroll" tabindex="0" role="group" aria-label="Documents, newest first"><table><thead><tr><th scope="col">Date</th><th scope="col">Document</th><th scope="col" class="num">Total</th><th scope="col" class="num">State</th></tr></thead><tbody>${found.slice(0, SHOWN).map(row)}</tbody></table></div></section>`;
}

/** A customer or vendor with the newest documents. */
export function partyCards(company: Company, party: Party): Markup {
  const tax = party.taxIdentifier === undefined ? 'none' : `ends in ${party.taxIdentifier.slice(-4)}`;
  const more =
    party.kind === 'Vendor'
      ? `, tax id ${tax}${party.vendor1099 === true ? ', payments tracked for form 1099' : ''}`
      : '';
  return markup`<section class="card" aria-labelledby="facts"><h2 id="facts">${party.kind}</h2><p>${party.active ? 'Active' : 'Inactive'}${party.email === undefined ? '' : `, ${party.email}`}${more}</p></section>${documents(company, party)}`;
}

/** What can be done to a customer or vendor: a tax id, a name, an end, a merger. */
export function partyForms(company: Company, party: Party, action: string, refusal: Refusal | undefined): Markup {
  const { kind, id } = party;
  const form = (name: string, title: string, kept: Record<string, string>, fields: Field[]): Markup =>
    changeForm(action, name, title, kept, fields, refusal);
  const others = partyChoices(company, kind)
    .map(({ value, label }) => ({ value: value.split(':')[1] ?? '', label }))
    .filter(({ value }) => value !== id);
  const change = party.active ? 'deactivate' : 'activate';
  return markup`<section class="card" aria-labelledby="edit"><h2 id="edit">Correct it</h2>${kind === 'Vendor' && form('setTaxId', 'Save the tax id', { change: 'setTaxId', id }, [{ name: 'taxIdentifier', label: 'Tax id, like 12-3456789', type: 'text', required: true }])}${form('rename', 'Save the name', { change: 'rename', kind, id }, [{ name: 'name', label: 'Name', type: 'text', required: true, value: party.name }])}${form('merge', 'Merge', { change: 'merge', kind, from: id }, [{ name: 'into', label: 'Merge it into', type: 'choice', required: true, choices: others }])}${form(change, party.active ? 'Make it inactive' : 'Make it active', { change, kind, id }, [])}</section>`;
}
