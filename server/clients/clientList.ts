import type { ClientOrder, ClientSelection } from '../../domain/clientList.js';
import type { EntityManager } from '../platform/database.js';
import { writeCursor } from './clientCursor.js';
import { ATTENTION, conditionsOf, DISCONNECTED, FAILING, STALE } from './clientFilter.js';
import { after, orderBy, sortColumns } from './clientOrder.js';
import { ClientRow } from './clientRow.entity.js';
import type { ClientTotals } from './client.types.js';

export interface ClientPage {
  readonly rows: readonly { readonly row: ClientRow; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

export interface PageRequest {
  readonly first: number;
  readonly selection: ClientSelection;
  readonly order: readonly ClientOrder[];
  /** Values of the row to start behind; null for the first page. */
  readonly afterValues: readonly string[] | null;
  readonly now: Date;
}

/** One page of the list in one statement, whatever its length. */
export async function readPage(tx: EntityManager, request: PageRequest): Promise<ClientPage> {
  const columns = sortColumns(request.order);
  const where = conditionsOf(request.selection, request.now);
  const behind = request.afterValues ? after(columns, request.afterValues) : { sql: 'true', params: [] };
  const keys = columns.map(({ expression }) => `(${expression})::text`).join(', ');
  const found = await tx.execute<(Record<string, unknown> & { sort_values: string[] })[]>(
    `select r.*, array[${keys}] as sort_values from client_row r
      where ${where.sql} and ${behind.sql} order by ${orderBy(columns)} limit ?::int`,
    [...where.params, ...behind.params, request.first + 1],
  );
  const rows = found.slice(0, request.first).map(({ sort_values: values, ...data }) => ({
    row: tx.map(ClientRow, data),
    cursor: writeCursor(columns, values),
  }));
  return { rows, hasNextPage: found.length > request.first };
}

/** Counts over everything that matches, in one statement. */
export async function countTotals(tx: EntityManager, selection: ClientSelection, now: Date): Promise<ClientTotals> {
  const where = conditionsOf(selection, now);
  const count = (condition: string): string => `count(*) filter (where ${condition})::int`;
  const status = (value: string): string => count(`r.runway_status = '${value}'`);
  const at = now.toISOString();
  const [totals] = await tx.execute<ClientTotals[]>(
    `select count(*)::int as "count",
      ${status('RED')} as "critical", ${status('YELLOW')} as "tight", ${status('GREEN')} as "clear",
      ${status('NOT_BURNING')} as "notBurning", ${status('NO_DATA')} as "noData",
      ${count(ATTENTION)} as "needsAttention", ${count(STALE)} as "stale",
      ${count(FAILING)} as "syncFailing", ${count(DISCONNECTED)} as "notConnected"
      from client_row r where ${where.sql}`,
    [at, at, ...where.params],
  );
  if (!totals) throw new Error('a count answers one row');
  return totals;
}
