import { needsAttention, isStale } from '../../domain/attention.js';
import type { ClientOrder, ClientSelection } from '../../domain/clientList.js';
import type { Cents, Weeks } from '../../domain/units.js';
import type { Clock } from '../platform/clock.js';
import type { EntityManager } from '../platform/database.js';
import { refused } from '../refusals.js';
import { syncStatus } from '../sync/syncStatus.js';
import type { ClientConnection, ClientFilter, ClientTotals, ClientType } from './client.types.js';
import { readCursor, uuidOf } from './clientCursor.js';
import { countTotals, readPage } from './clientList.js';
import { LONGEST_ORDER, sortColumns } from './clientOrder.js';
import type { ClientRow } from './clientRow.entity.js';

const LARGEST_PAGE = 200;
const LONGEST_SEARCH = 100;

export interface ListRequest {
  readonly first: number;
  readonly after: string | null;
  readonly filter: ClientFilter | null;
  readonly orderBy: readonly ClientOrder[] | null;
}

/** The part of a request's loaders that reads a client's row. */
export interface RowLoaders {
  readonly clients: { readonly rowById: { load(id: string): Promise<ClientRow | null> } };
}

/** Reads the clients that row-level security shows; never decides who sees what. */
export interface ClientsService {
  /** One page. Refuses OUT_OF_RANGE (page size, search, order) and INVALID_INPUT (cursor). */
  list(tx: EntityManager, request: ListRequest): Promise<ClientConnection>;
  /** Over the whole filter. */
  totals(tx: EntityManager, filter: ClientFilter | null): Promise<ClientTotals>;
  /** A client as the contract shows it. */
  present(row: ClientRow): ClientType;
  /** One client through the request's loader; null when there is none of that id in the reader's scope. */
  find(id: string, load: (id: string) => Promise<ClientRow | null>): Promise<ClientType | null>;
  /** The same by a request's loaders: what the payload of a change carries, after the change has committed. */
  read(id: string, loaders: RowLoaders): Promise<ClientType | null>;
}

/** The clock says what is stale now. */
export function createClientsService({ clock }: { readonly clock: Clock }): ClientsService {
  const present = (row: ClientRow): ClientType => presentClient(row, clock.now());
  const find: ClientsService['find'] = async (id, load) => {
    const known = uuidOf(id);
    if (known === null) return null;
    const row = await load(known);
    return row && present(row);
  };
  return {
    list: async (tx, { first, after, filter, orderBy }) => {
      if (first < 1 || first > LARGEST_PAGE) {
        throw refused('OUT_OF_RANGE', 'first', `A page holds 1 to ${LARGEST_PAGE} clients.`);
      }
      const order = orderBy ?? [];
      if (order.length > LONGEST_ORDER) {
        throw refused('OUT_OF_RANGE', 'orderBy', `The list is ordered by at most ${LONGEST_ORDER} keys.`);
      }
      const afterValues = after === null ? null : readCursor(sortColumns(order), after);
      const selection = selectionOf(filter);
      const page = await readPage(tx, { first, selection, order, afterValues, now: clock.now() });
      return {
        edges: page.rows.map(({ row, cursor }) => ({ cursor, node: present(row) })),
        pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.rows.at(-1)?.cursor ?? null },
        filter: filter ?? {},
      };
    },
    totals: (tx, filter) => countTotals(tx, selectionOf(filter), clock.now()),
    present,
    find,
    read: (id, { clients }) => find(id, (key) => clients.rowById.load(key)),
  };
}

function selectionOf(filter: ClientFilter | null): ClientSelection {
  const { search, ...filters } = filter ?? {};
  if ((search ?? '').length > LONGEST_SEARCH) {
    throw refused('OUT_OF_RANGE', 'filter.search', `A search has at most ${LONGEST_SEARCH} characters.`);
  }
  // PostgreSQL's text cannot hold it, so no name does.
  if (search?.includes('\0')) throw refused('INVALID_INPUT', 'filter.search');
  return { search: search ?? null, filters };
}

function presentClient(row: ClientRow, now: Date): ClientType {
  const weeks = decimal(row.runwayWeeks);
  const stale = isStale(row.lastGoodAt, now, row.connectedAt);
  const previous = row.previousRunway;
  return {
    id: row.clientId,
    name: row.name,
    advisorName: row.advisorName,
    currency: row.currency,
    timeZone: row.timeZone,
    runway: {
      state: row.runwayState,
      status: row.runwayStatus,
      weeks,
      over: row.runwayOver,
      reason: row.runwayReason,
    },
    cashOnHand: row.cashOnHand === null ? null : (Number(row.cashOnHand) as Cents),
    previous: previous && row.previousAsOf ? { asOf: row.previousAsOf, runway: { ...previous } } : null,
    change: decimal(row.change),
    asOf: row.asOf,
    booksThrough: row.booksThrough,
    booksVersion: row.booksVersion,
    sync: syncStatus({
      state: row.syncState,
      phase: row.syncPhase,
      percent: row.syncPercent,
      rowsRead: row.syncRowsRead,
      rowsPerSecond: row.syncRowsPerSecond,
      paused: row.paused,
      lastGoodAt: row.lastGoodAt,
      lastError: row.lastError,
      lastErrorAt: row.lastErrorAt,
    }),
    stale,
    attention: needsAttention({ status: row.runwayStatus, weeks, previous, stale, syncState: row.syncState }),
    tier: row.tier,
    openIssues: row.openIssues,
    hygieneScore: row.hygieneScore,
    openDecisions: row.openDecisions,
    lastReviewedAt: row.lastReviewedAt,
  };
}

function decimal(text: string | null): Weeks | null {
  return text === null ? null : (Number(text) as Weeks);
}
