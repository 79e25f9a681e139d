import { isIsoDate } from '../../domain/calendar.js';
import { refused } from '../refusals.js';
import { orderFingerprint, type SortColumn } from './clientOrder.js';

const LONGEST_CURSOR = 2000;

const READABLE: Readonly<Record<SortColumn['type'], (value: string) => boolean>> = {
  int: (value) => /^-?\d{1,9}$/.test(value),
  bigint: (value) => /^-?\d{1,18}$/.test(value),
  numeric: (value) => /^-?\d{1,9}(\.\d{1,9})?$/.test(value),
  text: (value) => !value.includes('\0'),
  date: (value) => isIsoDate(value),
  uuid: (value) => isUuid(value),
};

/** Whether the text is a UUID, in capitals or not. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/**
 * A UUID as PostgreSQL prints it; null for any other text. Tools print them in capitals, too: what is named by one from
 * outside is named by this from there on, since a text in capitals finds no row in a map and opens nothing that was sealed.
 */
export function uuidOf(text: string): string | null {
  return isUuid(text) ? text.toLowerCase() : null;
}

/** Where a row stands in its order: the values it sorts by, so that rows inserted meanwhile move nothing. */
export function writeCursor(columns: readonly SortColumn[], values: readonly string[]): string {
  return Buffer.from(JSON.stringify([orderFingerprint(columns), ...values])).toString('base64url');
}

/** The values in a cursor of this order. Refuses INVALID_INPUT for anything else. */
export function readCursor(columns: readonly SortColumn[], cursor: string): string[] {
  const [fingerprint, ...values] = cursor.length <= LONGEST_CURSOR ? parse(cursor) : [];
  const fits =
    fingerprint === orderFingerprint(columns) &&
    values.length === columns.length &&
    columns.every(({ type }, index) => READABLE[type](values[index] ?? '\0'));
  if (!fits) throw refused('INVALID_INPUT', 'after', 'This cursor cannot be read. Start again from the first page.');
  return values;
}

function parse(cursor: string): string[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) && read.every((value) => typeof value === 'string') ? (read as string[]) : [];
  } catch {
    // Not a cursor of ours; the caller refuses it.
    return [];
  }
}
