import type { ByKind, DocumentKind, OpenDocument } from './console.js';
import { daysLate } from './console.js';

/** The heads a table can be sorted by. */
export type SortBy = 'name' | 'usual' | 'due' | 'balance' | 'sent';

/** Those of each table, in the order of its columns. */
export const SORTS: ByKind<readonly SortBy[]> = {
  BILL: ['name', 'due', 'balance'],
  INVOICE: ['name', 'usual', 'due', 'balance', 'sent'],
};

/** Where there is no room for all columns, as the styles have it; and the heads that are left there. */
export const NARROW = 'screen and (max-width: 900px)';
export const SORTS_IF_NARROW: readonly SortBy[] = ['name', 'balance'];

/** Which rows of a table are shown, and in what order. */
export interface TableView {
  /** Bills: due as of the date or late. Invoices: overdue. */
  readonly late: boolean;
  /** A vendor's or customer's name; null: all. */
  readonly party: string | null;
  readonly by: SortBy;
  readonly descending: boolean;
}

export const PLAIN_VIEW: TableView = { late: false, party: null, by: 'due', descending: false };

/** The rows of a view. Equal ones stay in the order of the books: due date, then key. */
export function rowsOf(
  documents: readonly OpenDocument[],
  kind: DocumentKind,
  view: TableView,
  asOf: string,
): readonly OpenDocument[] {
  const least = kind === 'BILL' ? 0 : 1;
  const kept = documents.filter((document) => {
    if (view.party !== null && document.name !== view.party) return false;
    return !view.late || (daysLate(document, asOf) ?? -1) >= least;
  });
  return kept.sort((a, b) => compare(valueOf(a, view.by), valueOf(b, view.by), view.descending ? -1 : 1));
}

/** The next view when a head is pressed: by it, or the other way round. */
export function sortedBy(view: TableView, by: SortBy): TableView {
  return view.by === by ? { ...view, descending: !view.descending } : { ...view, by, descending: false };
}

/** The view with every row, in the same order. */
export function unfiltered(view: TableView): TableView {
  return { ...view, late: false, party: null };
}

/** How many of these documents, by their keys, the rows of no table have. */
export function outOfView(keys: Iterable<string>, shown: ByKind<readonly OpenDocument[]>): number {
  const inView = new Set([...shown.BILL, ...shown.INVOICE].map(({ key }) => key));
  let hidden = 0;
  for (const key of keys) hidden += Number(!inView.has(key));
  return hidden;
}

type Value = string | number | null;

function valueOf(document: OpenDocument, by: SortBy): Value {
  switch (by) {
    case 'name':
      return document.name.toLowerCase();
    case 'usual':
      return document.usualDelay;
    case 'due':
      return document.dueDate;
    case 'balance':
      return document.openBalance;
    case 'sent':
      return document.lastSentAt;
  }
}

/** What has no value comes after all that have one, whichever way. */
function compare(a: Value, b: Value, sign: 1 | -1 = 1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -sign : sign * Number(a > b);
}

/** The parties of a table with how many documents each has, the most first, then by name. */
export function partiesOf(documents: readonly OpenDocument[]): readonly { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { name } of documents) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || compare(a.name, b.name));
}

/** Sums by currency, the client's own first; in minor units. */
export function sumsOf(
  documents: readonly OpenDocument[],
  home: string,
): readonly { readonly currency: string; readonly amount: number }[] {
  const sums = new Map<string, number>([[home, 0]]);
  for (const { currency, openBalance } of documents) sums.set(currency, (sums.get(currency) ?? 0) + openBalance);
  return [...sums].flatMap(([currency, amount]) =>
    currency === home && amount === 0 && sums.size > 1 ? [] : [{ currency, amount }],
  );
}
