import { Amount } from '../amount.js';
import { Books } from '../entities/books.js';
import type { Json, JsonValue } from '../entities/entityKind.js';
import type { AnyKind } from '../entities/registry.js';
import { invalidQuery } from '../faults.js';
import { instantOf } from '../pacificTime.js';
import type { Condition } from './statement.js';

/** Reads a property (`TxnDate`, `MetaData.LastUpdatedTime`, `VendorRef`) of a record in lower case; undefined when empty. */
export type Reader = (record: unknown, property: string) => JsonValue | undefined;

/** A reference compares by its value. */
function plain(value: JsonValue | undefined): JsonValue | undefined {
  return value !== null &&
    typeof value === 'object' &&
    !(value instanceof Amount) &&
    !Array.isArray(value) &&
    'value' in value
    ? value['value']
    : value;
}

function dig(json: Json, path: string): JsonValue | undefined {
  let at: JsonValue | undefined = json;
  for (const part of path.split('.')) {
    if (at === null || typeof at !== 'object' || at instanceof Amount || Array.isArray(at)) return undefined;
    const key: string | undefined = Object.keys(at).find((k) => k.toLowerCase() === part);
    at = key === undefined ? undefined : (at as Json)[key];
  }
  return plain(at);
}

/** A reader that writes a record out only when a quick look does not do, and then once. */
export function readerOf(kind: AnyKind, books: Books): Reader {
  const written = new Map<unknown, Json>();
  return (record, property) => {
    const quick = kind.glance?.(record, property);
    if (quick !== undefined) return quick;
    let json = written.get(record);
    if (!json) written.set(record, (json = kind.write(books, record)));
    return dig(json, property);
  };
}

/** Refuses a property that the entity does not have. */
export function knownProperty(kind: AnyKind, property: string): string {
  const wanted = property.toLowerCase();
  const top = wanted.split('.')[0];
  const known = kind.properties.some((p) => p.toLowerCase() === wanted || p.toLowerCase() === top);
  if (!known) throw invalidQuery(`Property ${property} not found for Entity ${kind.name}`);
  return wanted;
}

const isTime = (property: string): boolean => property.startsWith('metadata.');

function compare(value: JsonValue, literal: string, property: string): number {
  if (value instanceof Amount) return value.minor / 100 - Number(literal);
  if (typeof value === 'number') return value - Number(literal);
  if (isTime(property)) return Date.parse(String(value)) - instantOf(literal);
  if (property === 'id') return Number(value) - Number(literal);
  const [a, b] = [String(value).toLowerCase(), literal.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function like(pattern: string): RegExp {
  const parts = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

/** The test of one condition. `' '` is null: it equals what is empty. */
export function tester(condition: Condition, property: string, read: Reader): (record: unknown) => boolean {
  const { operator, values } = condition;
  const first = values[0] ?? '';
  const pattern = operator === 'LIKE' ? like(first) : undefined;
  const equals = (value: JsonValue | undefined, literal: string): boolean =>
    literal === ' '
      ? value === undefined || value === null
      : value !== undefined && value !== null && compare(value, literal, property) === 0;
  return (record) => {
    const value = read(record, property);
    if (operator === '=') return equals(value, first);
    if (operator === 'IN') return values.some((literal) => equals(value, literal));
    if (value === undefined || value === null) return false;
    if (pattern) return pattern.test(String(value));
    const difference = compare(value, first, property);
    if (operator === '<') return difference < 0;
    if (operator === '>') return difference > 0;
    return operator === '<=' ? difference <= 0 : difference >= 0;
  };
}

/** Orders two values of one property; what is empty comes first. */
export function ordering(a: JsonValue | undefined, b: JsonValue | undefined, property: string): number {
  if (a === undefined || a === null) return b === undefined || b === null ? 0 : -1;
  if (b === undefined || b === null) return 1;
  const text =
    b instanceof Amount ? String(b.minor / 100) : isTime(property) ? new Date(String(b)).toISOString() : String(b);
  return compare(a, text, property);
}
