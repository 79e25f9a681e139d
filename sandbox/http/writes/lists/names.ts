import { business, duplicateName } from '../refusals.js';
import type { Fields } from '../fields.js';

const SUFFIX = ' (deleted)';

/** A name as kept: what QuickBooks adds to inactive ones is no part of it. */
export const plainName = (name: string): string => (name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name);

interface Named {
  id: string;
  name: string;
  active: boolean;
}

/** Refuses (6240) a name that an active record bears already, in any case. */
export function refuseTakenName(name: string, id: string | undefined, others: Iterable<Named>): void {
  const wanted = name.toLowerCase();
  for (const other of others)
    if (other.id !== id && other.active && other.name.toLowerCase() === wanted) throw duplicateName(name);
}

/** A name: required, at most `most` characters, without a colon. */
export function readName(fields: Fields, property: string, most: number): string {
  const name = plainName(fields.need(property).text(property, most + SUFFIX.length) ?? '').trim();
  if (name.includes(':')) throw business(`${property} cannot hold a colon`);
  return name;
}
