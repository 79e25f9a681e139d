import type { ListClient, OverviewView } from '../offline/index.js';
import { isStale, needsAttention } from '../../domain/attention.js';
import type { RunwayStatus } from '../../domain/snapshot.js';
import { statusOf } from '../../domain/status.js';
import type { Weeks } from '../../domain/units.js';
import { printedDifference } from '../../domain/variance.js';

/** Clients to draw and test with; no server, no clock. Saturday 21 November 2026, 08:09 in Denver. */
export const FAKE_NOW = Date.parse('2026-11-21T15:09:00Z');

const AS_OF = '2026-11-21';
const LAST_SUNDAY = '2026-11-08';

type View = ListClient['runway'];

function runway(weeks: number | 'NOT_BURNING' | 'NO_DATA'): View {
  if (typeof weeks === 'string') {
    const reason = weeks === 'NO_DATA' ? '21 days of history; a runway needs 28.' : null;
    return { state: weeks, status: weeks, weeks: null, over: false, reason };
  }
  const over = weeks > 50;
  const printed = Math.min(50, weeks) as Weeks;
  return { state: 'NUMBER', status: statusOf(printed), weeks: printed, over, reason: null };
}

interface FakeLine {
  readonly name: string;
  readonly weeks: number | 'NOT_BURNING' | 'NO_DATA';
  readonly before: number | 'NOT_BURNING' | 'NO_DATA' | null;
  readonly cash: number;
  readonly advisor?: string;
  readonly currency?: string;
  readonly booksThrough?: string;
  readonly sync?: Partial<ListClient['sync']>;
  readonly issues?: number;
}

const SYNCED: ListClient['sync'] = {
  state: 'SYNCED',
  phase: null,
  percent: null,
  rowsRead: null,
  rowsPerSecond: null,
  paused: false,
  lastGoodAt: '2026-11-21T14:58:00.000Z',
  lastError: null,
  lastErrorAt: null,
};

/** One client as the server would answer it. */
export function fakeClient(line: FakeLine): ListClient {
  const now = runway(line.weeks);
  const then = line.before === null ? null : runway(line.before);
  const sync = { ...SYNCED, ...line.sync };
  const stale = isStale(sync.lastGoodAt === null ? null : Date.parse(sync.lastGoodAt), FAKE_NOW);
  const bothNumbers = now.weeks !== null && then !== null && then.weeks !== null;
  return {
    id: line.name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    name: line.name,
    advisorName: line.advisor ?? 'Daniel Reyes',
    currency: line.currency ?? 'USD',
    timeZone: 'America/Denver',
    runway: now,
    cashOnHand: line.cash,
    previous: then === null ? null : { asOf: LAST_SUNDAY, runway: then },
    change: bothNumbers ? printedDifference(now.weeks as Weeks, then.weeks as Weeks) : null,
    asOf: AS_OF,
    booksThrough: line.booksThrough ?? '2026-11-20',
    booksVersion: 3,
    sync,
    stale,
    attention: needsAttention({
      status: now.status as RunwayStatus,
      weeks: now.weeks as Weeks | null,
      previous: then === null ? null : { status: then.status as RunwayStatus, weeks: then.weeks as Weeks | null },
      stale,
      syncState: sync.state,
    }),
    openIssues: line.issues ?? line.name.length % 9,
    lastReviewedAt: null,
    ritual: null,
  };
}

/** A client whose books have not been read yet. */
export function arrivingClient(name: string, sync: Partial<ListClient['sync']>): ListClient {
  const client = fakeClient({ name, weeks: 'NO_DATA', before: null, cash: 0, sync: { lastGoodAt: null, ...sync } });
  const reason = 'No books yet.';
  const nothing = {
    cashOnHand: null,
    currency: null,
    previous: null,
    asOf: null,
    booksThrough: null,
    booksVersion: 0,
    openIssues: 0,
  };
  return { ...client, ...nothing, runway: { ...client.runway, reason }, attention: [] };
}

const EXPIRED = { state: 'NEEDS_RECONNECTING', lastGoodAt: '2026-11-18T01:04:00.000Z' } as const;
const FAILED = {
  state: 'FAILING',
  lastError: 'QuickBooks did not answer; tried again at 08:15',
  lastErrorAt: '2026-11-21T15:02:00.000Z',
} as const;

/** Sixteen clients, every state the list can show. */
export const FAKE_CLIENTS: readonly ListClient[] = [
  fakeClient({ name: 'Cobalt Ridge Cycles', weeks: 2.8, before: 3.2, cash: 1_821_109 }),
  fakeClient({ name: 'Juniper Veterinary', weeks: 4.1, before: 3.8, cash: 2_788_420 }),
  fakeClient({
    name: 'Larkspur Joinery',
    weeks: 4.6,
    before: 6.1,
    cash: 4_659_756,
    advisor: 'Priya Natarajan',
    issues: 15,
  }),
  fakeClient({ name: 'Halcyon Coffee Roasters', weeks: 0, before: 1.4, cash: -184_000, booksThrough: '2026-11-19' }),
  fakeClient({ name: 'Fennel & Rye Catering', weeks: 5.9, before: 7.2, cash: 3_394_012 }),
  fakeClient({ name: 'Thornbury Print Works', weeks: 9.4, before: 11.6, cash: 8_412_000, sync: FAILED }),
  fakeClient({ name: 'Atlas Court Dental', weeks: 11.8, before: 13.4, cash: 14_290_631 }),
  fakeClient({ name: 'Oakhurst Landscaping', weeks: 8.3, before: 6.4, cash: 5_201_744, advisor: 'Priya Natarajan' }),
  fakeClient({ name: 'Silverline Optics', weeks: 18.4, before: 22.6, cash: 20_355_190 }),
  fakeClient({ name: 'Wren & Daughters Bindery', weeks: 31, before: 'NOT_BURNING', cash: 9_620_418 }),
  fakeClient({ name: 'Copperfield Brewing', weeks: 13.8, before: 12.6, cash: 11_873_002 }),
  fakeClient({
    name: 'Pemberton Glass',
    weeks: 15.2,
    before: 15.2,
    cash: 7_734_560,
    sync: { state: 'SYNCING', phase: 'Reading invoices', percent: 42 },
  }),
  fakeClient({ name: 'Northlight Observatory Trust', weeks: 74, before: 71, cash: 188_200_000 }),
  fakeClient({ name: 'Bellweather Robotics', weeks: 'NOT_BURNING', before: 'NOT_BURNING', cash: 66_120_377 }),
  fakeClient({ name: 'Quill & Anchor Bookshop', weeks: 'NO_DATA', before: null, cash: 1_204_500 }),
  fakeClient({ name: 'Tamarack Physio', weeks: 10.2, before: 10.4, cash: 5_830_027, sync: EXPIRED }),
];

/** Many clients, for speed: the sixteen again and again under numbered names. */
export function manyClients(count: number): ListClient[] {
  return Array.from({ length: count }, (_, index) => {
    const model = FAKE_CLIENTS[index % FAKE_CLIENTS.length] as ListClient;
    return { ...model, id: `client-${index}`, name: `${model.name} ${index + 1}` };
  });
}

/** A first sync in its middle: some with figures, some being read, some waiting. */
export const FIRST_SYNC_CLIENTS: readonly ListClient[] = [
  ...FAKE_CLIENTS.slice(0, 6).map((client) => ({ ...client, previous: null, change: null })),
  arrivingClient('Amber Lane Nursery', { state: 'SYNCING', phase: 'Reading the ledger, March 2026', percent: 64 }),
  arrivingClient('Birchwood Press', { state: 'SYNCING', phase: 'Reading invoices', percent: 18 }),
  arrivingClient('Cinder Cone Brewing', { state: 'WAITING' }),
  arrivingClient('Dovetail Cabinets', { state: 'WAITING' }),
];

/** The overview that goes with a list. `decisionsVersion`: of a client's decisions. */
export function overviewOf(
  clients: readonly ListClient[],
  version = '1',
  decisionsVersion: (clientId: string) => number = () => 0,
): OverviewView {
  const of = (state: ListClient['sync']['state']): number => clients.filter(({ sync }) => sync.state === state).length;
  return {
    version,
    clients: clients.length,
    synced: of('SYNCED'),
    syncing: of('SYNCING'),
    waiting: of('WAITING'),
    failing: of('FAILING'),
    needsReconnecting: of('NEEDS_RECONNECTING'),
    notConnected: of('NOT_CONNECTED'),
    lastGoodAt: SYNCED.lastGoodAt,
    versions: clients.map(({ id, sync }) => ({
      clientId: id,
      version: `${id}-${version}`,
      decisionsVersion: decisionsVersion(id),
      sync,
    })),
  };
}
