/** The page that looks into a company's books and changes them by hand. No part of QuickBooks; for people who watch the app follow. */
import { dateInZone } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import type { TxnType } from '../../ledger/types.js';
import type { CompanySource } from '../companySource.js';
import { makeChange } from '../control/hand/handChange.js';
import { HandRefusal } from '../control/hand/handFields.js';
import { html, redirect, type Answer, type Exchange } from '../exchange.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import type { WriteDesk } from '../writes/writeDesk.js';
import { companiesPage, companyPage } from './companyPage.js';
import type { Refusal } from './formFields.js';
import { layout } from './layout.js';
import { markup } from './markup.js';
import { deliveryState, endpointLine, saidCard, type DoneChanges } from './notices.js';
import { listQuery } from './transactionList.js';
import { transactionPage } from './transactionPage.js';

export interface BooksDesk {
  store: CompanySource;
  writes: WriteDesk;
  webhooks: Webhooks;
  done: DoneChanges;
  now: () => Date;
  today: string | undefined;
}

const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const PATH = /^\/books(?:\/([^/]+)(?:\/([A-Za-z]+)\/(\d+))?)?\/?$/;

/** A form of this page itself: another site's page, or a name made to point here, cannot make changes. */
export function isOwnForm(exchange: Exchange): boolean {
  const { host = '', origin, 'sec-fetch-site': site, 'content-type': type = '' } = exchange.headers;
  const own = site === undefined ? origin === `http://${host}` : site === 'same-origin';
  return LOCAL.test(host) && own && type.startsWith('application/x-www-form-urlencoded');
}

/** A page that says what is not there. */
export const problem = (status: number, title: string, why: string): Answer =>
  html(
    status,
    layout(
      title,
      markup`<h1>${title}</h1>`,
      markup`<div class="card"><p role="alert">${why}</p><p><a href="/books">All companies</a></p></div>`,
    ),
  );

/** The form's fields; a record chosen as `Vendor:12` becomes its kind and id. */
export function submitted(exchange: Exchange): Record<string, string> {
  const fields = Object.fromEntries(new URLSearchParams(exchange.body));
  const { record } = fields;
  if (record === undefined) return fields;
  const [kind = '', id = ''] = record.split(':');
  return { ...fields, kind, id };
}

async function view(
  company: Company,
  exchange: Exchange,
  desk: BooksDesk,
  refusal?: Refusal,
  document?: { type: string; id: string },
): Promise<Answer> {
  const { realmId, timeZone } = company.profile;
  const done = desk.done.find(exchange.url.searchParams.get('done'), realmId);
  const said = done && saidCard(done, await deliveryState(done, desk.webhooks));
  const status = refusal ? 400 : 200;
  const txn = document && company.txn(document.type as TxnType, document.id);
  if (document && !txn) return problem(404, 'Not found', `There is no ${document.type} ${document.id} in these books.`);
  if (txn) return html(status, transactionPage({ company, txn, refusal, said }));
  const today = desk.today ?? dateInZone(desk.now(), timeZone);
  const endpoint = endpointLine(realmId, desk.webhooks);
  return html(
    status,
    companyPage({ company, today, query: listQuery(exchange.url.searchParams), refusal, said, endpoint }),
  );
}

async function change(company: Company, exchange: Exchange, desk: BooksDesk): Promise<Answer> {
  if (!isOwnForm(exchange)) return problem(403, 'Not from here', 'This change did not come from a form of this page.');
  const values = submitted(exchange);
  const { form = '', record, ...body } = values;
  const { realmId } = company.profile;
  try {
    const at = Date.now();
    const { said, entity, id } = makeChange(company, body, {
      writes: desk.writes,
      via: 'page',
      now: desk.now(),
      today: desk.today,
    });
    const number = desk.done.add({ realmId, said, entity, at });
    const document = company.txn(entity as TxnType, id) ? `/${entity}/${id}` : '';
    return { ...redirect(`/books/${realmId}${document}?done=${number}`), status: 303 };
  } catch (error) {
    if (!(error instanceof HandRefusal)) throw error;
    const field = record !== undefined && (error.field === 'id' || error.field === 'kind') ? 'record' : error.field;
    const ofDocument =
      ['update', 'void', 'delete'].includes(form) && body['type'] !== undefined && body['id'] !== undefined;
    const document = ofDocument ? { type: body['type'] ?? '', id: body['id'] ?? '' } : undefined;
    return view(company, exchange, desk, { form, field, message: error.message, values }, document);
  }
}

export const isBooksPath = (path: string): boolean => PATH.test(path);

/** GET /books, /books/<realmId>, /books/<realmId>/<type>/<id>; POST /books/<realmId> makes a change. */
export async function answerBooks(exchange: Exchange, desk: BooksDesk): Promise<Answer> {
  const [, realmId, type, id] = PATH.exec(exchange.url.pathname) ?? [];
  await desk.store.catchUp?.(desk.today);
  if (realmId === undefined)
    return html(
      200,
      companiesPage(desk.store.companies(), (realm) => desk.webhooks.isConnected(realm)),
    );
  const company = desk.store.company(realmId);
  if (!company) return problem(404, 'Not found', `There is no company ${realmId}.`);
  if (exchange.method === 'POST' && type === undefined) return change(company, exchange, desk);
  if (exchange.method !== 'GET') return problem(405, 'Not possible', 'This page is only read.');
  return view(company, exchange, desk, undefined, type !== undefined && id !== undefined ? { type, id } : undefined);
}
