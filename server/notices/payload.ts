import { createHash } from 'node:crypto';
import type { Notice, ReadPost } from './notice.js';

type Entry = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 200;
const SECOND_MS = 1_000;
/** Intuit sends again after ten seconds at the soonest. */
const SOONEST_REPEAT_MS = 10 * SECOND_MS;

/** A map, not an object: what QuickBooks writes must not find what every object inherits. */
const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['create', 'CREATED'],
  ['created', 'CREATED'],
  ['update', 'UPDATED'],
  ['updated', 'UPDATED'],
  ['delete', 'DELETED'],
  ['deleted', 'DELETED'],
  ['merge', 'MERGED'],
  ['merged', 'MERGED'],
  ['void', 'VOIDED'],
  ['voided', 'VOIDED'],
  ['email', 'EMAILED'],
  ['emailed', 'EMAILED'],
]);

/**
 * Reads the body of a post in either of Intuit's formats: a list of CloudEvents, or `eventNotifications` (webhooks/
 * data-objects). An entry whose company can be read counts, whatever else it lacks: an entity or an operation we do not
 * know still is a change. Null when the body is neither format. `receivedAt` is our own time.
 */
export function readPost(body: string, receivedAt: Date): ReadPost | null {
  const posted = parsed(body);
  if (Array.isArray(posted)) return gather(posted.map((entry) => cloudEvent(entry, receivedAt)));
  const companies = entryOf(posted)?.['eventNotifications'];
  return Array.isArray(companies) ? gather(companies.flatMap((entry) => legacyEvents(entry, receivedAt))) : null;
}

function gather(read: readonly (Notice | null)[]): ReadPost {
  const notices = read.filter((notice) => notice !== null);
  return { notices, unreadable: read.length - notices.length };
}

function cloudEvent(posted: unknown, receivedAt: Date): Notice | null {
  const event = entryOf(posted);
  const realmId = realmOf(event?.['intuitaccountid']);
  if (!event || !realmId) return null;
  // `qbo.billpayment.created.v1`
  const [, entity, operation] = (textOf(event['type']) ?? '').split('.');
  const entityId = shortId(event['intuitentityid']);
  const rest = {
    entity: entity || 'unknown',
    entityId,
    operation: operationOf(operation),
    deletedId: shortId(entryOf(event['data'])?.['deletedid']),
    happenedAt: timeOf(event['time']),
  };
  const id = textOf(event['id']);
  return { realmId, id: id ?? idOf({ realmId, ...rest }, receivedAt), ...rest };
}

function legacyEvents(posted: unknown, receivedAt: Date): (Notice | null)[] {
  const company = entryOf(posted);
  const realmId = realmOf(company?.['realmId']);
  const entities = entryOf(company?.['dataChangeEvent'])?.['entities'];
  if (!realmId || !Array.isArray(entities)) return [null];
  return entities.map((entity) => legacyEvent(realmId, entryOf(entity) ?? {}, receivedAt));
}

function legacyEvent(realmId: string, entry: Entry, receivedAt: Date): Notice {
  const rest = {
    entity: textOf(entry['name']) ?? 'unknown',
    entityId: shortId(entry['id']),
    operation: operationOf(textOf(entry['operation'])),
    deletedId: shortId(entry['deletedId'] ?? entry['deletedid']),
    happenedAt: timeOf(entry['lastUpdated']),
  };
  return { realmId, id: idOf({ realmId, ...rest }, receivedAt), ...rest };
}

/**
 * An id for a notice that brings none. Its time has whole seconds, which do not tell two changes within one second apart:
 * one that comes before Intuit could have sent it again, or without a time, is taken for a new one.
 */
function idOf(notice: Omit<Notice, 'id'>, receivedAt: Date): string {
  const { realmId, entity, entityId, operation, happenedAt } = notice;
  const isFresh = !happenedAt || Math.abs(receivedAt.getTime() - happenedAt.getTime()) < SOONEST_REPEAT_MS;
  const parts = [realmId, entity, entityId, operation, happenedAt?.getTime(), isFresh ? receivedAt.getTime() : ''];
  return `sha256:${createHash('sha256').update(parts.join('|')).digest('base64url')}`;
}

function operationOf(written: string | undefined | null): string {
  return OPERATIONS.get(written?.toLowerCase() ?? '') ?? (written || 'unknown');
}

/** `4de1…-Customer-123` and `123` are the same customer. */
function shortId(given: unknown): string | null {
  const text = typeof given === 'number' ? String(given) : textOf(given);
  return text?.match(/^[0-9a-f-]{36}-[A-Za-z]+-(.+)$/)?.[1] ?? text;
}

function realmOf(given: unknown): string | null {
  const text = typeof given === 'number' ? String(given) : textOf(given);
  return text !== null && /^\d{1,30}$/.test(text) ? text : null;
}

/** A short text that a database can keep; null for anything else. */
function textOf(given: unknown): string | null {
  if (typeof given !== 'string' || given === '' || given.length > LONGEST_TEXT) return null;
  return given.isWellFormed() && !/\p{Cc}/u.test(given) ? given : null;
}

/** `2025-09-10T21:31:25.179Z`, with or without milliseconds, and `2015-10-05T14:42:19-0700`. */
function timeOf(given: unknown): Date | null {
  const [, moment, hours, minutes] =
    (textOf(given) ?? '').match(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d):?(\d\d)?$/) ?? [];
  if (!moment || !hours) return null;
  const time = new Date(`${moment}${hours === 'Z' ? 'Z' : `${hours}:${minutes ?? '00'}`}`);
  return Number.isNaN(time.getTime()) ? null : time;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON is neither format, which is what the caller says.
    return null;
  }
}

function entryOf(given: unknown): Entry | null {
  return typeof given === 'object' && given !== null && !Array.isArray(given) ? { ...given } : null;
}
