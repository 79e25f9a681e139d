import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isStale, needsAttention } from '../../domain/attention.js';
import { selectClients, totals, type ClientOrder, type ClientRow } from '../../domain/clientList.js';
import type { Runway } from '../../domain/snapshot.js';
import type { SyncState } from '../../domain/syncState.js';
import type { Cents, IsoDate, Weeks } from '../../domain/units.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { addClients, seedPractice, type Practice, type RowDraft } from '../harness/practice.js';

const LIST = `query($first: Int!, $after: String, $filter: ClientFilter, $orderBy: [ClientOrder!]) {
  clients(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    edges { cursor node { id name cashOnHand change stale attention runway { state status weeks over } sync { state lastGoodAt } } }
    pageInfo { hasNextPage endCursor }
    totals { count critical tight clear notBurning noData needsAttention stale syncFailing notConnected }
  }
}`;

interface Listed {
  clients: {
    edges: { cursor: string; node: { id: string; name: string; stale: boolean; attention: string[] } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    totals: Record<string, number>;
  };
}

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const NAMES = [
  'Äpfel & Co',
  'äpfel & co',
  'Zebra',
  'apple',
  'Apple',
  'İzmir Foods',
  'ΣΊΣΥΦΟΣ',
  'straße',
  'STRASSE',
  '100% Pure',
  'under_score',
  "O'Neil \\ Sons",
  '😀 Smile',
  'ﬀ ligature',
  'E\u0301cole',
  'École',
];
const STATES: SyncState[] = [
  'NOT_CONNECTED',
  'WAITING',
  'SYNCING',
  'SYNCED',
  'SYNCED',
  'SYNCED',
  'FAILING',
  'NEEDS_RECONNECTING',
];

function runwayOf(next: () => number): Runway {
  const kind = next();
  if (kind < 0.15) return { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'few days' };
  if (kind < 0.3) return { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false, reason: null };
  const weeks = (Math.floor(next() * 60) / 2) as Weeks;
  return {
    state: 'NUMBER',
    status: weeks < 5 ? 'RED' : weeks < 13 ? 'YELLOW' : 'GREEN',
    weeks,
    over: false,
    reason: null,
  };
}

function drafts(count: number, now: Date): RowDraft[] {
  const next = random(7);
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  return Array.from({ length: count }, (_, index): RowDraft => {
    const runway = runwayOf(next);
    const synced = next() < 0.8;
    return {
      name: `${NAMES[index % NAMES.length]}${next() < 0.5 ? '' : ` ${Math.floor(next() * 9)}`}`,
      advisorName: next() < 0.5 ? 'Daniel Reyes' : 'daniel Ärlig',
      runway,
      cash: next() < 0.2 ? null : Math.floor((next() - 0.3) * 9_000_000_000),
      change: next() < 0.4 ? null : Math.floor((next() - 0.5) * 100) / 10,
      openIssues: Math.floor(next() * 30),
      openDecisions: Math.floor(next() * 4),
      lastReviewedAt: next() < 0.4 ? null : ago(Math.floor(next() * 300)),
      lowerByAWeek: false,
      worseStatus: false,
      lastGoodAt: synced ? ago(Math.floor(next() * 96)) : null,
      connectedAt: next() < 0.5 ? ago(Math.floor(next() * 96)) : null,
      booksThrough: next() < 0.3 ? null : `2026-11-${String(1 + Math.floor(next() * 20)).padStart(2, '0')}`,
      syncState: STATES[Math.floor(next() * STATES.length)] ?? 'SYNCED',
    };
  });
}

function asDomain(id: string, draft: RowDraft, now: Date): ClientRow {
  const runway = draft.runway as Runway;
  const syncState = draft.syncState ?? 'SYNCED';
  const at = (text: string | null | undefined) => (text ? new Date(text) : null);
  const stale = isStale(at(draft.lastGoodAt), now, at(draft.connectedAt));
  return {
    id,
    name: draft.name,
    advisorName: draft.advisorName ?? '',
    currency: 'USD',
    runway,
    cash: (draft.cash ?? null) as Cents | null,
    previousRunway: null,
    change: (draft.change ?? null) as Weeks | null,
    asOf: null,
    booksThrough: (draft.booksThrough ?? null) as IsoDate | null,
    lastGoodSyncAt: draft.lastGoodAt ?? null,
    syncState,
    attention: needsAttention({ status: runway.status, weeks: runway.weeks, previous: null, stale, syncState }),
    openIssues: draft.openIssues ?? 0,
    openDecisions: draft.openDecisions ?? 0,
    lastReviewedAt: draft.lastReviewedAt ?? null,
  };
}

describe('the client list', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let rows: ClientRow[];

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    const made = drafts(120, server.clock.now());
    const ids = await addClients(server.test, people.daniel, made);
    rows = made.map((draft, index) => asDomain(ids[index] ?? '', draft, server.clock.now()));
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
  });
  afterAll(() => server.close());

  const list = async (variables: Record<string, unknown> = {}) => {
    const answer = await daniel.graphql<Listed>(LIST, { first: 200, ...variables });
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data.clients;
  };
  const names = (found: Listed['clients']) => found.edges.map(({ node }) => node.id);

  const orders: ClientOrder[][] = (
    [
      ...['NAME', 'RUNWAY', 'STATUS', 'CASH', 'CHANGE', 'SYNCED'],
      ...['BOOKS_THROUGH', 'ADVISOR', 'ISSUES', 'DECISIONS', 'REVIEWED'],
    ] as ClientOrder['by'][]
  ).flatMap((by) => (['ASC', 'DESC'] as const).map((direction) => [{ by, direction }]));

  it.each(
    [
      [],
      ...orders,
      [
        { by: 'STATUS', direction: 'DESC' },
        { by: 'CASH', direction: 'ASC' },
      ] as ClientOrder[],
    ].map((order) => [JSON.stringify(order), order] as const),
  )('is ordered as a device orders it: %s', async (_name, order) => {
    const expected = selectClients(rows, { sort: order }).map(({ id }) => id);
    expect(names(await list({ orderBy: order }))).toEqual(expected);
    const paged: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const found: Listed['clients'] = await list({ first: 17, after, orderBy: order });
      paged.push(...names(found));
      after = found.pageInfo.endCursor;
      if (!found.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(expected);
  });

  it.each([
    { search: ' äPFEL ' },
    { search: '%' },
    { search: '_' },
    { search: "'" },
    { search: '\\' },
    { search: 'σίσυφος' },
    { search: 'e\u0301cole' },
    { search: 'nothing has this name' },
    { status: ['RED', 'NO_DATA'] },
    { status: [] },
    { needsAttention: true },
    { needsAttention: false },
    { syncFailing: true },
    { stale: true },
    { status: ['GREEN'], needsAttention: true, search: 'a' },
  ])('selects and counts as a device does: %j', async (filter) => {
    const { search, ...filters } = filter as { search?: string };
    const expected = selectClients(rows, { search: search ?? null, filters });
    const found = await list({ filter });
    expect(names(found)).toEqual(expected.map(({ id }) => id));
    const counted = totals(expected);
    expect(found.totals).toEqual({
      count: counted.count,
      critical: counted.byStatus.RED,
      tight: counted.byStatus.YELLOW,
      clear: counted.byStatus.GREEN,
      notBurning: counted.byStatus.NOT_BURNING,
      noData: counted.byStatus.NO_DATA,
      needsAttention: counted.needsAttention,
      stale: counted.stale,
      syncFailing: counted.syncFailing,
      notConnected: counted.notConnected,
    });
  });

  it('says the same of each client as the domain does', async () => {
    const found = await list();
    for (const { node } of found.edges) {
      expect(node.attention).toEqual(rows.find(({ id }) => id === node.id)?.attention);
    }
  });

  it('keeps its place when clients arrive meanwhile', async () => {
    const order = [{ by: 'NAME', direction: 'ASC' }];
    const first = await list({ first: 30, orderBy: order });
    const [early] = await addClients(server.test, people.daniel, [{ name: '!!! first of all' }]);
    const rest = await list({ first: 200, after: first.pageInfo.endCursor, orderBy: order });
    const both = [...names(first), ...names(rest)];
    expect(new Set(both).size).toBe(both.length);
    expect(both).toHaveLength(rows.length);
    await server.test.asOwner('update client_row set name = name where client_id = ?::uuid', [early]);
    await server.test.asOwner('delete from client_row where client_id = ?::uuid', [early]);
    await server.test.asOwner('delete from access where client_id = ?::uuid', [early]);
  });

  it('refuses absurd pages, foreign cursors and endless searches', async () => {
    const refusal = async (variables: Record<string, unknown>) => {
      const { status, errors } = await daniel.graphql(LIST, { first: 5, ...variables });
      return [status, errors[0]?.extensions?.code, errors[0]?.extensions?.field];
    };
    for (const first of [-1, 0, 201, 100_000]) expect(await refusal({ first })).toEqual([200, 'OUT_OF_RANGE', 'first']);
    const other = (await list({ first: 1, orderBy: [{ by: 'CASH', direction: 'ASC' }] })).pageInfo.endCursor;
    const [fingerprint] = JSON.parse(
      Buffer.from((await list({ first: 1 })).pageInfo.endCursor ?? '', 'base64url').toString(),
    ) as string[];
    const forged = Buffer.from(JSON.stringify([fingerprint, '0', "1'; drop table client_row; --", 'x', 'y'])).toString(
      'base64url',
    );
    for (const after of ['', 'garbage', '!!!', other, forged, 'A'.repeat(5000)]) {
      expect(await refusal({ after })).toEqual([200, 'INVALID_INPUT', 'after']);
    }
    expect(await refusal({ filter: { search: 'x'.repeat(101) } })).toEqual([200, 'OUT_OF_RANGE', 'filter.search']);
    expect(await refusal({ orderBy: Array(9).fill({ by: 'NAME' }) })).toEqual([200, 'OUT_OF_RANGE', 'orderBy']);
    expect((await refusal({ first: 3_000_000_000 }))[0]).toBe(400);
  });

  it('answers one client by id, and null for ids that are none or not the viewer’s', async () => {
    const one = (id: string) =>
      daniel.graphql<{ client: { name: string } | null }>('query($id: ID!) { client(id: $id) { name } }', { id });
    const [theirs] = await addClients(server.test, people.priya, [{ name: 'Priya’s own' }]);
    const mine = rows[0];
    expect((await one(mine?.id ?? '')).data.client?.name).toBe(mine?.name);
    expect((await one((mine?.id ?? '').toUpperCase())).data.client?.name).toBe(mine?.name);
    for (const id of [theirs ?? '', 'not-a-uuid', '', "' or true --", '00000000-0000-0000-0000-000000000000']) {
      expect((await one(id)).data).toEqual({ client: null });
    }
  });
});
