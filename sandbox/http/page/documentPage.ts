import { daysBetween } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import type { Txn } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { isUndeposited } from '../control/hand/settling.js';
import { ATTACHABLE } from '../entities/attachable.js';
import { partyAddress, registerAddress } from './appPlaces.js';
import { markup, type Markup } from './markup.js';
import { applications, entries } from './transactionPage.js';

/** What of it is still to be done, in words. */
export function stateOf(company: Company, txn: Txn, today: string): string {
  if (txn.deleted) return 'Deleted';
  if (txn.voided) return 'Void';
  if (isUndeposited(company, txn)) return `In undeposited funds for ${daysBetween(txn.date, today)} days`;
  const open = company.openBalance(txn);
  if (txn.type === 'Bill' || txn.type === 'Invoice') {
    if (open <= 0) return 'Paid';
    const late = txn.dueDate === undefined ? 0 : daysBetween(txn.dueDate, today);
    return `${decimal(open)} open${late > 0 ? `, ${late} days past due` : ''}`;
  }
  return open > 0 ? `${decimal(open)} not applied` : 'In the books';
}

const fact = (name: string, value: string | Markup): Markup =>
  markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;

function facts(company: Company, txn: Txn, today: string): Markup {
  const { party, dueDate, memo, number } = txn;
  const partyName = (): string | Markup => {
    if (!party) return 'Nobody named';
    if (party.kind === 'Employee') return party.name;
    const name = company.party(party.id, party.kind)?.name ?? party.name;
    return markup`<a href="${partyAddress(company, party.kind, party.id)}">${name}</a>`;
  };
  const account = txn.accountId === undefined ? undefined : company.account(txn.accountId);
  return markup`<section class="card" aria-labelledby="facts"><h2 id="facts">The document</h2><div class="scroll"><table><tbody>${fact('Name', partyName())}${fact('Date', txn.date)}${txn.type === 'Bill' || txn.type === 'Invoice' ? fact('Due date', dueDate ?? 'None') : ''}${fact('Total', `${decimal(txn.total)} ${txn.currency}`)}${fact('State', stateOf(company, txn, today))}${number === undefined ? '' : fact('Number', number)}${memo === undefined ? '' : fact('Memo', memo)}${account ? fact('Account', markup`<a href="${registerAddress(company, account.id)}">${company.fullName(account)}</a>`) : ''}${fact('Entered', txn.createdAt.slice(0, 10))}</tbody></table></div></section>`;
}

function lines(company: Company, txn: Txn): Markup {
  if (txn.lines.length === 0) return markup``;
  const rows = txn.lines.map((line, at) => {
    const account = company.account(line.accountId);
    return markup`<tr><td>${at + 1}</td><td>${account ? company.fullName(account) : ''}</td><td>${line.description ?? ''}</td><td class="num">${decimal(line.amount)}${line.side === 'credit' ? ' Cr' : ''}</td></tr>`;
  });
  return markup`<section class="card" aria-labelledby="lines"><h2 id="lines">Lines</h2><div class="scroll" tabindex="0" role="group" aria-label="Lines"><table><thead><tr><th scope="col">Line</th><th scope="col">Category</th><th scope="col">Description</th><th scope="col" class="num">Amount, ${txn.currency}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function files(company: Company, txn: Txn): Markup {
  const names = ATTACHABLE.records(company)
    .filter(({ attachedTo }) => attachedTo.some(({ type, id }) => type === txn.type && id === txn.id))
    .map(({ fileName, note }) => markup`<li>${fileName ?? note ?? 'A file'}</li>`);
  const list = names.length === 0 ? markup`<p class="soft">None.</p>` : markup`<ul>${names}</ul>`;
  return markup`<section class="card" aria-labelledby="attached"><h2 id="attached">Files attached</h2>${list}</section>`;
}

/** Everything a document says: parties, dates, state, lines, postings, applications, files. */
export const documentCards = (company: Company, txn: Txn, today: string): Markup =>
  markup`${facts(company, txn, today)}${lines(company, txn)}${entries(company, txn)}${applications(company, txn) ?? ''}${files(company, txn)}`;
