import type { IsoDate } from '../../domain/units.js';
import type { ReviewView } from '../offline/index.js';

/** What of a client is open and can be decided. */
export type ConsoleView = NonNullable<ReviewView['console']>;
export type OpenDocument = ConsoleView['bills'][number];
export type PayingAccount = ConsoleView['accounts'][number];

/** The two tables of the console. */
export type DocumentKind = 'BILL' | 'INVOICE';

/** The same of both. */
export type ByKind<Value> = Readonly<Record<DocumentKind, Value>>;

/** Which table a document stands in. */
export function kindOf(documentKey: string): DocumentKind {
  return documentKey.startsWith('Bill:') ? 'BILL' : 'INVOICE';
}

/** `?`: an open issue rests on the document. */
export interface IssueMark {
  readonly id: string;
  readonly reason: string;
}

/** Days past due as of the console's date; null without a due date, zero or less when it is not late. */
export function daysLate(document: Pick<OpenDocument, 'dueDate'>, asOf: string): number | null {
  if (document.dueDate === null) return null;
  return Math.round((Date.parse(asOf) - Date.parse(document.dueDate as IsoDate)) / 86_400_000);
}

/** `Cascade Hardwoods B-20418`. */
export function nameOf({ name, number }: Pick<OpenDocument, 'name' | 'number'>): string {
  return number === null ? name : `${name} ${number}`;
}
