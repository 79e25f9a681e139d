import type { Company } from '../../ledger/company.js';
import type { Txn, TxnType } from '../../ledger/types.js';
import { decimal } from '../amount.js';
import { partyChoices } from './changeForms.js';
import type { Choice } from './formFields.js';
import { markup, type Markup } from './markup.js';

export const PAGE_SIZE = 50;

/** Which transactions are listed, from the page's query. */
export interface ListQuery {
  type: string;
  /** `Vendor:12`. */
  party: string;
  /** From 1. */
  page: number;
}

export function listQuery(query: URLSearchParams): ListQuery {
  const page = Number(query.get('page') ?? '1');
  return {
    type: query.get('type') ?? '',
    party: query.get('party') ?? '',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

const newestFirst = (a: Txn, b: Txn): number =>
  a.date === b.date ? Number(b.id) - Number(a.id) : a.date < b.date ? 1 : -1;

function named(txn: Txn, party: string): boolean {
  const is = (ref: Txn['party']): boolean => ref !== undefined && `${ref.kind}:${ref.id}` === party;
  return is(txn.party) || txn.lines.some((line) => is(line.party) || is(line.receivedFrom));
}

/** One page of a company's transactions, newest first, deleted ones left out. */
export function listed(company: Company, { type, party, page }: ListQuery): { rows: readonly Txn[]; found: number } {
  const all = company
    .txns(type === '' ? undefined : (type as TxnType))
    .filter((txn) => !txn.deleted && (party === '' || named(txn, party)))
    .sort(newestFirst);
  return { rows: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), found: all.length };
}

const addressOf = (realmId: string, query: ListQuery, page: number): string =>
  `/books/${realmId}?${new URLSearchParams({ type: query.type, party: query.party, page: String(page) }).toString()}`;

function row(company: Company, txn: Txn): Markup {
  const open = company.openBalance(txn);
  const address = `/books/${company.profile.realmId}/${txn.type}/${txn.id}`;
  const state = txn.voided ? markup`<span class="tag">void</span>` : open > 0 ? markup`${decimal(open)} open` : '';
  return markup`<tr class="${txn.voided ? 'void' : ''}"><td class="date">${txn.date}</td><td><a href="${address}">${txn.type} ${txn.number ?? txn.id}</a></td><td>${txn.party?.name ?? ''}</td><td class="num">${decimal(txn.total)}${txn.currency === company.profile.homeCurrency ? '' : ` ${txn.currency}`}</td><td class="num wide-only">${state}</td></tr>`;
}

const options = (choices: readonly Choice[], value: string): Markup[] =>
  choices.map((choice) =>
    choice.value === value
      ? markup`<option value="${choice.value}" selected>${choice.label}</option>`
      : markup`<option value="${choice.value}">${choice.label}</option>`,
  );

/** The list with its filter and its pages. */
export function transactionList(company: Company, query: ListQuery): Markup {
  const { realmId } = company.profile;
  const { rows, found } = listed(company, query);
  const types = [...new Set(company.txns().map((txn) => txn.type))].toSorted();
  const last = Math.max(1, Math.ceil(found / PAGE_SIZE));
  const typeChoices = types.map((type) => ({ value: type, label: type }));
  return markup`<section class="card wide" aria-labelledby="transactions"><h2 id="transactions">Transactions</h2>
<form class="filter" method="get" action="/books/${realmId}"><label for="filter-type">Type<select id="filter-type" name="type"><option value="">All</option>${options(typeChoices, query.type)}</select></label><label for="filter-party">Customer or vendor<select id="filter-party" name="party"><option value="">All</option>${options(partyChoices(company, undefined, true), query.party)}</select></label><button>Show</button></form>
<p class="soft">${found} found${found > PAGE_SIZE ? `, page ${query.page} of ${last}` : ''}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Transactions, newest first"><table><thead><tr><th scope="col">Date</th><th scope="col">Document</th><th scope="col">Name</th><th scope="col" class="num">Total</th><th scope="col" class="num wide-only">State</th></tr></thead><tbody>${rows.map((txn) => row(company, txn))}</tbody></table></div>
<nav class="row" aria-label="Pages">${query.page > 1 && markup`<a href="${addressOf(realmId, query, query.page - 1)}">Newer</a>`}${query.page < last && markup`<a href="${addressOf(realmId, query, query.page + 1)}">Older</a>`}</nav></section>`;
}
