import { createHash } from 'node:crypto';
import { jsonbText } from './jsonbText.js';

/** An audit event as an export holds it: every column of `audit_event` as text, null where it is null. */
export interface ExportedEvent {
  readonly id: string;
  readonly firm_id: string;
  readonly client_id: string | null;
  readonly actor_id: string | null;
  readonly actor_kind: string;
  readonly action: string;
  /** `2026-11-22T07:30:00.123456Z`, or as PostgreSQL prints it: a blank for the T, any offset, up to six digits. */
  readonly at: string;
  /** JSON in any spacing and order of keys. */
  readonly before: string | null;
  readonly after: string | null;
  readonly request_id: string | null;
  readonly remote_address: string | null;
}

/** The hash before the first link of a chain: 32 zero bytes, in hex. */
export const BEFORE_FIRST = '00'.repeat(32);

/**
 * The hash of an event's link in hex: SHA-256 over the bytes of the link before and the event's text. The same as
 * `audit_hash` in the database says, written down a second time so that a chain is proved without it.
 */
export function linkHash(previous: string, event: ExportedEvent): string {
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(eventText(event), 'utf8').digest('hex');
}

/** An event as the text that is hashed: a line a column in this order, with the length of each value in UTF-8 bytes. */
export function eventText(event: ExportedEvent): string {
  const json = (text: string | null): string | null => (text === null ? null : jsonbText(text));
  return [
    line('id', event.id),
    line('firm_id', event.firm_id),
    line('client_id', event.client_id),
    line('actor_id', event.actor_id),
    line('actor_kind', event.actor_kind),
    line('action', event.action),
    line('at', instantText(event.at)),
    line('before', json(event.before)),
    line('after', json(event.after)),
    line('request_id', event.request_id),
    line('remote_address', event.remote_address),
  ].join('');
}

function line(name: string, value: string | null): string {
  return value === null ? `${name} -\n` : `${name} ${Buffer.byteLength(value, 'utf8')}:${value}\n`;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}(?::?\d{2})?)$/;

/** In UTC with six digits: a JavaScript Date alone would drop the microseconds. */
function instantText(at: string): string {
  const [, day, time, fraction = '', offset] = INSTANT.exec(at) ?? [];
  if (day === undefined || time === undefined || offset === undefined) throw new SyntaxError(`no instant: ${at}`);
  const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
  return `${new Date(`${day}T${time}${zone}`).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`;
}
