import { createHash } from 'node:crypto';
import { DEFAULT_ORDER, type ClientOrder, type ClientOrderField } from '../../domain/clientList.js';
import { STATUS_ORDER } from '../../domain/status.js';

/** One key of the list's order as SQL. Text and names compare by code point, as the domain does. */
export interface SortColumn {
  /** Never null. */
  readonly expression: string;
  readonly type: 'int' | 'bigint' | 'numeric' | 'text' | 'date' | 'uuid';
  readonly direction: 'asc' | 'desc';
}

const SMALLEST_DATE = "'0001-01-01'::date";
const statusIndex = `case r.runway_status ${STATUS_ORDER.map((status, index) => `when '${status}' then ${index}`).join(' ')} end`;

/** Ranks above 0 have a state instead of a value; they come last, by rank, in either direction. */
const KEYS: Readonly<Record<ClientOrderField, { rank?: string; value: string; type: SortColumn['type'] }>> = {
  NAME: { value: 'r.name_key', type: 'text' },
  ADVISOR: { value: 'r.advisor_key', type: 'text' },
  RUNWAY: {
    rank: "case when r.runway_state = 'NUMBER' and r.runway_weeks is not null then 0 when r.runway_state = 'NOT_BURNING' then 1 else 2 end",
    value: "case when r.runway_state = 'NUMBER' then coalesce(r.runway_weeks, 0) else 0 end",
    type: 'numeric',
  },
  STATUS: { value: statusIndex, type: 'int' },
  CASH: { rank: nullRank('r.cash_on_hand'), value: 'coalesce(r.cash_on_hand, 0)', type: 'bigint' },
  CHANGE: { rank: nullRank('r.change'), value: 'coalesce(r.change, 0)', type: 'numeric' },
  SYNCED: {
    rank: nullRank('r.last_good_at'),
    value: milliseconds('r.last_good_at'),
    type: 'bigint',
  },
  BOOKS_THROUGH: {
    rank: nullRank('r.books_through'),
    value: `coalesce(r.books_through, ${SMALLEST_DATE})`,
    type: 'date',
  },
  ISSUES: { value: 'r.open_issues', type: 'int' },
  DECISIONS: { value: 'r.open_decisions', type: 'int' },
  REVIEWED: { value: milliseconds('r.last_reviewed_at'), type: 'bigint' },
};

/** At most this many keys; more say nothing that name and id do not. */
export const LONGEST_ORDER = 8;

/** The columns of an order: the given keys (the domain's default when none), then name, then id. */
export function sortColumns(order: readonly ClientOrder[]): SortColumn[] {
  const keys = order.length > 0 ? order : DEFAULT_ORDER;
  const columns = keys.flatMap(({ by, direction }): SortColumn[] => {
    const { rank, value, type } = KEYS[by];
    const valued: SortColumn = { expression: value, type, direction: direction === 'DESC' ? 'desc' : 'asc' };
    return rank === undefined ? [valued] : [{ expression: rank, type: 'int', direction: 'asc' }, valued];
  });
  return [
    ...columns,
    { expression: 'r.name_key', type: 'text', direction: 'asc' },
    { expression: 'r.client_id', type: 'uuid', direction: 'asc' },
  ];
}

/** A short name of an order, so that a cursor of another one is noticed. */
export function orderFingerprint(columns: readonly SortColumn[]): string {
  const text = columns.map(({ expression, direction }) => `${expression} ${direction}`).join();
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** `order by` of the columns. */
export function orderBy(columns: readonly SortColumn[]): string {
  return columns.map(({ expression, direction }) => `${expression} ${direction}`).join(', ');
}

/** Rows after the one with these values: (a > A) or (a = A and (b > B or …)), nested so that each value stands twice at most. */
export function after(columns: readonly SortColumn[], values: readonly string[]): { sql: string; params: string[] } {
  const [column, ...rest] = columns;
  const [value, ...others] = values;
  if (!column || value === undefined) return { sql: 'false', params: [] };
  const beyond = `${column.expression} ${column.direction === 'asc' ? '>' : '<'} ?::${column.type}`;
  if (rest.length === 0) return { sql: beyond, params: [value] };
  const inner = after(rest, others);
  return {
    sql: `(${beyond} or (${column.expression} = ?::${column.type} and ${inner.sql}))`,
    params: [value, value, ...inner.params],
  };
}

/** Milliseconds: what the contract prints and a device sorts by. Null is the earliest. */
function milliseconds(column: string): string {
  return `coalesce(floor(extract(epoch from ${column}) * 1000), 0)::bigint`;
}

function nullRank(column: string): string {
  return `case when ${column} is null then 1 else 0 end`;
}
