import { dateInZone } from '../ledger/calendar.js';
import type { Company } from '../ledger/company.js';
import { Books } from './entities/books.js';
import { entityKind } from './entities/registry.js';
import { json, type Answer, type Exchange } from './exchange.js';
import { invalidId, objectNotFound, unparsableQuery, unsupportedOperation } from './faults.js';
import { pacific } from './pacificTime.js';
import { answerQuery } from './query/query.js';
import { answerReport } from './reports/reports.js';
import type { WriteNotice } from './webhooks/writeNotice.js';

/** When a request is answered. */
export interface Moment {
  now: Date;
  /** Fixes the date of every company; each company's own zone decides otherwise. */
  today?: string;
  /** Told of every accepted write. */
  onWrite?: (notice: WriteNotice) => void;
  /** Epoch ms: changes made later are not visible yet in change data capture, nor are new records in queries. */
  visibleUntil?: number;
}

const ID = /^\d{1,19}$/;

function query(exchange: Exchange, company: Company, { now }: Moment): Answer {
  const statement =
    exchange.method === 'POST' && exchange.body.trim() !== '' ? exchange.body : exchange.url.searchParams.get('query');
  if (statement === null || statement.trim() === '')
    throw unparsableQuery('Encountered <EOF>. Was expecting: "select"');
  return json(200, { QueryResponse: answerQuery(statement, company), time: pacific(now, true) });
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
 * Answers below /v3/company/{realm}: queries, reads by id, reports. `path` is what follows the realm.
 * Writes, batch, change data capture and uploads are refused as unsupported operations.
 */
export function answerService(path: readonly string[], exchange: Exchange, company: Company, moment: Moment): Answer {
  const [first = '', second, ...more] = path;
  const name = first.toLowerCase();
  if (name === 'query' && second === undefined && ['GET', 'POST'].includes(exchange.method))
    return query(exchange, company, moment);
  if (exchange.method !== 'GET' || more.length > 0) throw unsupportedOperation(`${exchange.method} ${path.join('/')}`);
  if (name !== 'reports') return read(name, second, company, moment);
  const today = moment.today ?? dateInZone(moment.now, company.profile.timeZone);
  return json(200, answerReport(second ?? '', { company, query: exchange.url.searchParams, today, now: moment.now }));
}
