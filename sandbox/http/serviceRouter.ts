import { dateInZone } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import { changeDataCapture } from './cdc/changeDataCapture.js';
import { Books } from './entities/books.js';
import { entityKind } from './entities/registry.js';
import { json, type Answer, type Exchange } from './exchange.js';
import { invalidId, objectNotFound, unparsableQuery, unsupportedOperation } from './faults.js';
import { pacific } from './pacificTime.js';
import { answerQuery } from './query/query.js';
import { answerReport } from './reports/reports.js';
import { answerWrite } from './writes/answerWrite.js';
import type { WriteDesk } from './writes/writeDesk.js';

/** When a request is answered. */
export interface Moment {
  now: Date;
  /** Fixes the date of every company; each company's own zone decides otherwise. */
  today?: string;
  /** Where every write passes. */
  writes?: WriteDesk;
  /** Epoch ms: changes made later are not visible yet in change data capture, nor are new records in queries. */
  visibleUntil?: number;
}

const ID = /^\d{1,19}$/;

function query(exchange: Exchange, company: Company, { now, visibleUntil }: Moment): Answer {
  const statement =
    exchange.method === 'POST' && exchange.body.trim() !== '' ? exchange.body : exchange.url.searchParams.get('query');
  if (statement === null || statement.trim() === '')
    throw unparsableQuery('Encountered <EOF>. Was expecting: "select"');
  return json(200, { QueryResponse: answerQuery(statement, company, visibleUntil), time: pacific(now, true) });
}

function read(name: string, id: string | undefined, company: Company, { now }: Moment): Answer {
  const kind = entityKind(name);
  if (!kind || (id === undefined && kind.name !== 'Preferences')) throw unsupportedOperation(name);
  const wanted = id ?? '1';
  if (!ID.test(wanted)) throw invalidId(wanted);
  const record = kind.find(company, wanted);
  if (record === undefined) throw objectNotFound();
  return json(200, { [kind.key]: kind.write(new Books(company), record), time: pacific(now, true) });
}

/**
 * Answers below /v3/company/{realm}: queries, change data capture, reads by id, reports, writes and batches. `path` is
 * what follows the realm. Uploads are refused as unsupported operations.
 */
export function answerService(path: readonly string[], exchange: Exchange, company: Company, moment: Moment): Answer {
  const [first = '', second, ...more] = path;
  const name = first.toLowerCase();
  const { now, today, writes, visibleUntil } = moment;
  if (name === 'query' && second === undefined && ['GET', 'POST'].includes(exchange.method))
    return query(exchange, company, moment);
  if (exchange.method === 'POST' && writes && name !== 'upload' && name !== 'reports')
    return answerWrite(path, exchange, company, { now, today, writes });
  if (exchange.method !== 'GET' || more.length > 0) throw unsupportedOperation(`${exchange.method} ${path.join('/')}`);
  const { searchParams } = exchange.url;
  if (name === 'cdc') {
    const asked = { entities: searchParams.get('entities'), changedSince: searchParams.get('changedSince') };
    return json(200, changeDataCapture({ ...asked, now, visibleUntil }, company));
  }
  if (name !== 'reports') return read(name, second, company, moment);
  const date = today ?? dateInZone(now, company.profile.timeZone);
  return json(200, answerReport(second ?? '', { company, query: searchParams, today: date, now }));
}
