/** The API's POST requests: one entity, an invoice's sending, a batch. */
import { dateInZone } from '../../ledger/calendar.js';
import type { Company } from '../../ledger/company.js';
import { answerBatch } from '../batch/batch.js';
import { entityKind } from '../entities/registry.js';
import { json, type Answer, type Exchange } from '../exchange.js';
import { unsupportedOperation } from '../faults.js';
import { pacific } from '../pacificTime.js';
import { writeEntity } from './entityWrites.js';
import type { Body } from './fields.js';
import { tooLong, unreadableProperty } from './refusals.js';
import { RequestMemory } from './requestMemory.js';
import { sendInvoice } from './sendInvoice.js';
import { isOperation, type Operation, type WriteContext, type Written } from './writeContext.js';
import type { WriteDesk } from './writeDesk.js';

export interface WriteMoment {
  now: Date;
  today?: string;
  writes: WriteDesk;
}

const LONGEST_REQUEST_ID = 50;
const LONGEST_BATCH_REQUEST_ID = 36;

/** The JSON object of a body. Refuses (2010) what is none. */
export function bodyOf(text: string): Body {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadableProperty('body', 'is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadableProperty('body', 'is not an object');
  return value as Body;
}

/** What is to be done: as the parameters say, or by whether the body has an id. `include=void` makes an update a void. */
export function operationOf(operation: string | null, include: readonly string[], body: Body): Operation {
  const asked = (operation ?? '').toLowerCase();
  const known = isOperation(asked) ? asked : undefined;
  if (asked !== '' && known === undefined) throw unsupportedOperation(`operation=${asked}`);
  if (include.includes('void') && (known === undefined || known === 'update')) return 'void';
  return known ?? (body['Id'] === undefined ? 'create' : 'update');
}

/** The ground for writes of one request. */
export const groundOf = (
  company: Company,
  moment: WriteMoment,
  told: WriteContext['told'],
  at: string,
): WriteContext => ({
  company,
  at,
  told,
  today: moment.today ?? dateInZone(moment.now, company.profile.timeZone),
});

function written(path: readonly string[], exchange: Exchange, ground: WriteContext): Written {
  const [name = '', id, action] = path;
  const { searchParams } = exchange.url;
  if (id !== undefined) {
    const kind = entityKind(name);
    if (kind?.name !== 'Invoice' || action !== 'send' || path.length > 3)
      throw unsupportedOperation(`POST ${path.join('/')}`);
    return sendInvoice(kind, id, searchParams.get('sendTo'), ground);
  }
  if (name.toLowerCase() === 'batch') return answerBatch(bodyOf(exchange.body), ground);
  const body = bodyOf(exchange.body);
  const include = (searchParams.get('include') ?? '').toLowerCase().split(',').filter(Boolean);
  return writeEntity(
    name,
    { operation: operationOf(searchParams.get('operation'), include, body), include, body },
    ground,
  );
}

/** The id of the request, if it has one. Refuses (2050) one that is too long. */
function requestIdOf(path: readonly string[], { url }: Exchange): string | undefined {
  const requestId = url.searchParams.get('requestid') ?? url.searchParams.get('requestId');
  if (requestId === null || requestId === '') return undefined;
  const most = path[0]?.toLowerCase() === 'batch' ? LONGEST_BATCH_REQUEST_ID : LONGEST_REQUEST_ID;
  if (requestId.length > most) throw tooLong('requestid', most);
  return requestId;
}

/**
 * Answers a POST. What was accepted is on disk before the answer goes out. A `requestid` met before gets the answer it
 * got then - whatever the body is now - and writes nothing; refusals are not remembered.
 */
export function answerWrite(
  path: readonly string[],
  exchange: Exchange,
  company: Company,
  moment: WriteMoment,
): Answer {
  const requestId = requestIdOf(path, exchange);
  const before = requestId === undefined ? undefined : new RequestMemory(company).find(requestId);
  if (before) return json(before.status, before.body);
  const { now, writes } = moment;
  const text = writes.perform(
    company,
    { via: 'api', now, ...(requestId === undefined ? {} : { requestId }) },
    (told, at) => {
      const answer = written(path, exchange, groundOf(company, moment, told, at));
      return JSON.stringify({ ...answer, time: pacific(now, true) });
    },
    (body) => ({ status: 200, body }),
  );
  return json(200, text);
}
