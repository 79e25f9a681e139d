import type { ClientOrder, ClientOrderField, ClientSelection } from '../../domain/clientList.js';
import type { RunwayStatus } from '../../domain/snapshot.js';
import { STATUS_ORDER } from '../../domain/status.js';

/** What a person asked of the list; it lives in the page's address. */
export interface ListQuery {
  readonly search: string;
  readonly needsAttention: boolean;
  readonly syncFailing: boolean;
  readonly stale: boolean;
  /** This week's review is not done, or the runway moved since. */
  readonly notReviewed: boolean;
  readonly status: readonly RunwayStatus[];
  /** Empty until a person sorts. */
  readonly sort: readonly ClientOrder[];
}

export const EVERY_CLIENT: ListQuery = {
  search: '',
  needsAttention: false,
  syncFailing: false,
  stale: false,
  notReviewed: false,
  status: [],
  sort: [],
};

export const ORDER_FIELDS: readonly ClientOrderField[] = [
  'RUNWAY',
  'CHANGE',
  'STATUS',
  'NAME',
  'CASH',
  'SYNCED',
  'BOOKS_THROUGH',
  'ADVISOR',
  'ISSUES',
  'DECISIONS',
  'REVIEWED',
];

/** More keys than columns say nothing. */
const MOST_KEYS = 4;

/** Reads an address; what it does not know it leaves out. */
export function readListQuery(address: string): ListQuery {
  const params = new URLSearchParams(address);
  const wanted = new Set((params.get('status') ?? '').split(','));
  return {
    search: (params.get('q') ?? '').slice(0, 100),
    needsAttention: params.has('attention'),
    syncFailing: params.has('failing'),
    stale: params.has('stale'),
    notReviewed: params.has('unreviewed'),
    status: STATUS_ORDER.filter((status) => wanted.has(status)),
    sort: (params.get('sort') ?? '').split(',').flatMap(readOrder).slice(0, MOST_KEYS),
  };
}

function readOrder(text: string): ClientOrder[] {
  const descending = text.startsWith('-');
  const by = ORDER_FIELDS.find((field) => field === (descending ? text.slice(1) : text));
  return by === undefined ? [] : [{ by, direction: descending ? 'DESC' : 'ASC' }];
}

/** The address of a query, without its question mark; empty for every client. */
export function printListQuery(query: ListQuery): string {
  const params: string[] = [];
  if (query.search !== '') params.push(`q=${encodeURIComponent(query.search)}`);
  if (query.needsAttention) params.push('attention');
  if (query.status.length > 0) params.push(`status=${query.status.join(',')}`);
  if (query.syncFailing) params.push('failing');
  if (query.stale) params.push('stale');
  if (query.notReviewed) params.push('unreviewed');
  if (query.sort.length > 0) {
    params.push(`sort=${query.sort.map(({ by, direction }) => (direction === 'DESC' ? `-${by}` : by)).join(',')}`);
  }
  return params.join('&');
}

/** The query in the domain's terms; whether a review stands depends on the day, and is asked apart. */
export function selectionOf(query: ListQuery): ClientSelection {
  const { search, sort, needsAttention, syncFailing, stale, status } = query;
  return { search, sort, filters: { needsAttention, syncFailing, stale, status } };
}

/** True when something is filtered out; an order filters nothing. */
export function isFiltered(query: ListQuery): boolean {
  return printListQuery({ ...query, sort: [] }) !== '';
}

/** Whether the list is the Monday queue, read by groups: in its own order, and nothing asked but who needs attention. */
export function isGrouped(query: ListQuery): boolean {
  return printListQuery({ ...query, needsAttention: false }) === '';
}

/** What the order is called that a list has until a person sorts. */
export function ownOrderWords(query: ListQuery): string {
  return isGrouped({ ...query, sort: [] }) ? 'Runway × change' : 'Shortest runway';
}

/**
 * Sorts by a column: a first click ascending, a second descending, a third gives the order back. With `add`, behind the
 * keys there are; without, in place of them.
 */
export function sortBy(sort: readonly ClientOrder[], by: ClientOrderField, add: boolean): readonly ClientOrder[] {
  const there = sort.find((order) => order.by === by);
  const next: ClientOrder[] =
    there === undefined ? [{ by, direction: 'ASC' }] : there.direction === 'ASC' ? [{ by, direction: 'DESC' }] : [];
  if (!add) return next;
  const others = sort.filter((order) => order.by !== by);
  return (
    there === undefined ? [...others, ...next] : sort.flatMap((order) => (order.by === by ? next : [order]))
  ).slice(0, MOST_KEYS);
}
