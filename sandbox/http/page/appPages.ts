/**
 * Stands in for QuickBooks' own pages, where links of the product lead: one document, party or account, and what a
 * bookkeeper does to it there. No part of QuickBooks' API.
 */
import { dateInZone } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import { makeChange } from '../control/hand/handChange.js';
import { HandRefusal } from '../control/hand/handFields.js';
import { html, redirect, type Answer, type Exchange } from '../exchange.js';
import { placeOf, type Place } from './appPlaces.js';
import { isOwnForm, problem, submitted, type BooksDesk } from './booksPages.js';
import { refusedCard } from './companyPage.js';
import { documentForms } from './documentForms.js';
import { documentCards, stateOf } from './documentPage.js';
import type { Refusal } from './formFields.js';
import { layout } from './layout.js';
import { markup, type Markup } from './markup.js';
import { deliveryState, saidCard } from './notices.js';
import { partyCards, partyForms } from './partyPage.js';
import { registerCards, registerForms } from './registerPage.js';

const PATH = /^\/app\/([a-z]+)\/?$/;

export const isAppPath = (path: string): boolean => PATH.test(path);

function titleOf(company: Company, place: Place): string {
  if (place.kind === 'document') return `${place.txn.type} ${place.txn.number ?? place.txn.id}`;
  return place.kind === 'party' ? place.party.name : company.fullName(place.account);
}

function shown(
  company: Company,
  place: Place,
  today: string,
  action: string,
  refusal: Refusal | undefined,
): { cards: Markup; forms: Markup } {
  switch (place.kind) {
    case 'document':
      return {
        cards: documentCards(company, place.txn, today),
        forms: documentForms(company, place.txn, today, action, refusal),
      };
    case 'party':
      return { cards: partyCards(company, place.party), forms: partyForms(company, place.party, action, refusal) };
    case 'account':
      return {
        cards: registerCards(company, place.account, today),
        forms: registerForms(company, place.account, today, action, refusal),
      };
  }
}

async function view(
  company: Company,
  place: Place,
  exchange: Exchange,
  desk: BooksDesk,
  refusal?: Refusal,
): Promise<Answer> {
  const { name, realmId, timeZone } = company.profile;
  const today = desk.today ?? dateInZone(desk.now(), timeZone);
  const done = desk.done.find(exchange.url.searchParams.get('done'), realmId);
  const said = done && saidCard(done, await deliveryState(done, desk.webhooks));
  const title = titleOf(company, place);
  const state = place.kind === 'document' ? markup`<p class="soft">${stateOf(company, place.txn, today)}</p>` : '';
  const { cards, forms } = shown(company, place, today, addressOf(exchange), refusal);
  return html(
    refusal ? 400 : 200,
    layout(
      `${title}, ${name}`,
      markup`<p><a href="/books/${realmId}">${name}</a></p><h1>${title}</h1>${state}`,
      markup`${said ?? ''}${refusedCard(refusal) ?? ''}<div class="two"><div>${cards}</div><div>${forms}</div></div>`,
    ),
  );
}

/** The page's own address, without what was said last. */
function addressOf({ url }: Exchange, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('done');
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return `${url.pathname}?${query.toString()}`;
}

function change(company: Company, place: Place, exchange: Exchange, desk: BooksDesk): Answer | Promise<Answer> {
  if (!isOwnForm(exchange)) return problem(403, 'Not from here', 'This change did not come from a form of this page.');
  const values = submitted(exchange);
  const { form = '', ...body } = values;
  const { realmId } = company.profile;
  try {
    const at = Date.now();
    const writing = { writes: desk.writes, via: 'page' as const, now: desk.now(), today: desk.today };
    const { said, entity } = makeChange(company, body, writing);
    return { ...redirect(addressOf(exchange, { done: desk.done.add({ realmId, said, entity, at }) })), status: 303 };
  } catch (error) {
    if (!(error instanceof HandRefusal)) throw error;
    return view(company, place, exchange, desk, { form, field: error.field, message: error.message, values });
  }
}

/**
 * GET /app/<page>?txnId=…|nameId=…|accountId=…&deeplinkcompanyid=<realmId> shows it; POST there makes a change and comes
 * back. What is not there is said on a page (404).
 */
export async function answerApp(exchange: Exchange, desk: BooksDesk): Promise<Answer> {
  const [, page = ''] = PATH.exec(exchange.url.pathname) ?? [];
  const query = exchange.url.searchParams;
  await desk.store.catchUp?.(desk.today);
  const realmId = query.get('deeplinkcompanyid') ?? '';
  const company = desk.store.company(realmId);
  if (!company) return problem(404, 'Not found', `There is no company with the id “${realmId}”.`);
  const place = placeOf(company, page, query);
  if (typeof place === 'string')
    return problem(404, 'Not found', `${place} It may have been removed, or the link be of another company.`);
  if (exchange.method === 'POST') return change(company, place, exchange, desk);
  if (exchange.method !== 'GET') return problem(405, 'Not possible', 'This page is only read.');
  return view(company, place, exchange, desk);
}
