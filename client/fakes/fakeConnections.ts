import type { ConnectionPartsFragment, ConnectionRunsQuery, ConnectionsQuery } from '../../schema/generated/graphql.js';
import type { ListClient } from '../offline/index.js';
import { FAKE_NOW } from './fakeFirm.js';

type FakeConnection = ConnectionPartsFragment;
type FakeRun = NonNullable<ConnectionRunsQuery['connection']>['runs'][number];

const at = (minutesAgo: number): string => new Date(FAKE_NOW - minutesAgo * 60_000).toISOString();

export const FAKE_ALLOWANCE: ConnectionsQuery['callAllowance'] = {
  month: '2026-11-01',
  used: 11_204,
  allowed: 500_000,
  usedUp: false,
};

const FAILURE: FakeConnection['failure'] = {
  at: at(7),
  message: 'QuickBooks did not answer within 30 seconds.',
  nextStep: 'The last good figures stay. It is tried again by itself.',
  reference: '1-6560a3f2-52b4a8c17e1d2f9a4b3c5d6e',
  retryAt: at(-6),
};

const EXPIRED: FakeConnection['failure'] = {
  at: at(1_440 * 3),
  message: 'The sign-in to QuickBooks has expired.',
  nextStep: 'Nothing is read until somebody connects the company again.',
  reference: null,
  retryAt: null,
};

/** The connection that goes with a client of the list. */
export function fakeConnection(client: ListClient, index: number): FakeConnection {
  const { sync } = client;
  const isGone = sync.state === 'NOT_CONNECTED';
  const failure = sync.state === 'FAILING' ? FAILURE : sync.state === 'NEEDS_RECONNECTING' ? EXPIRED : null;
  return {
    clientId: client.id,
    clientName: client.name,
    advisorName: client.advisorName,
    companyName: `${client.name} LLC`,
    sync,
    connectedAt: isGone ? null : '2026-06-02T14:20:00.000Z',
    connectedBy: isGone ? null : client.advisorName,
    noticedAt: index % 3 === 0 ? at(11) : null,
    nextSyncAt: sync.state === 'SYNCED' && !sync.paused ? at(-(4 + index)) : null,
    callsThisMonth: isGone ? 0 : 412 - index * 17,
    callsToday: isGone ? 0 : 31 - index,
    tie:
      sync.lastGoodAt === null
        ? null
        : { tied: index !== 4, checkedAt: at(11), asOf: '2026-11-21', openLines: index === 4 ? 2 : 0 },
    failure,
  };
}

/** Those that need a person first, then by name, as the server orders them. */
export function fakeConnections(clients: readonly ListClient[]): FakeConnection[] {
  const needs = (one: FakeConnection): number => Number(one.failure === null && one.sync.state !== 'NOT_CONNECTED');
  return clients.map(fakeConnection).sort((a, b) => needs(a) - needs(b) || a.clientName.localeCompare(b.clientName));
}

const DONE = { state: 'DONE', tied: true, error: null, reference: null } as const;

/** A history with every kind of run. */
export const FAKE_RUNS: readonly FakeRun[] = [
  {
    id: 'r6',
    kind: 'INCREMENTAL',
    cause: 'NOTICE',
    startedAt: at(11),
    finishedAt: at(10.98),
    calls: 6,
    rowsChanged: 4,
    booksVersion: 214,
    ...DONE,
  },
  {
    id: 'r5',
    kind: 'INCREMENTAL',
    cause: 'SWEEP',
    startedAt: at(71),
    finishedAt: at(70.99),
    calls: 3,
    rowsChanged: 0,
    booksVersion: 213,
    ...DONE,
  },
  {
    ...{ id: 'r4', kind: 'INCREMENTAL', cause: 'NOTICE', startedAt: at(131), finishedAt: at(130.4), calls: 9 },
    ...{ state: 'FAILED', rowsChanged: null, booksVersion: null, tied: null },
    ...{ error: 'QuickBooks did not answer within 30 seconds.', reference: '1-6560a3f2-52b4a8c17e1d2f9a4b3c5d6e' },
  },
  {
    id: 'r3',
    kind: 'INCREMENTAL',
    cause: 'BY_HAND',
    startedAt: at(1_440),
    finishedAt: at(1_439.8),
    calls: 7,
    rowsChanged: 31,
    booksVersion: 212,
    ...DONE,
    tied: false,
  },
  {
    id: 'r2',
    kind: 'FULL',
    cause: 'SWEEP',
    startedAt: at(4_320),
    finishedAt: at(4_317.9),
    calls: 118,
    rowsChanged: 12_480,
    booksVersion: 211,
    ...DONE,
  },
  {
    id: 'r1',
    kind: 'FULL',
    cause: 'CONNECTED',
    startedAt: at(240_000),
    finishedAt: at(239_998),
    calls: 121,
    rowsChanged: 11_904,
    booksVersion: 1,
    ...DONE,
  },
];
