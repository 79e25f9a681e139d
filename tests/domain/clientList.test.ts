import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ATTENTION_REASONS } from '../../domain/attention.js';
import {
  nameKey,
  selectClients,
  totals,
  type ClientOrderField,
  type ClientRow,
  type ClientSelection,
} from '../../domain/clientList.js';
import type { RitualShown } from '../../domain/operations/foldRitual.js';
import type { Runway } from '../../domain/snapshot.js';
import { STATUS_ORDER, statusOf } from '../../domain/status.js';
import { SYNC_STATES } from '../../domain/syncState.js';
import type { IsoDate, Weeks } from '../../domain/units.js';
import { money } from './company.js';

const number = (weeks: number): Runway => ({
  state: 'NUMBER',
  status: statusOf(weeks as Weeks),
  weeks: weeks as Weeks,
  over: false,
  reason: null,
});
const NOT_BURNING: Runway = { state: 'NOT_BURNING', status: 'NOT_BURNING', weeks: null, over: false, reason: null };
const NO_DATA: Runway = { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'none' };

function row(id: string, more: Partial<ClientRow> = {}): ClientRow {
  return {
    id,
    name: id,
    advisorName: 'Ada',
    currency: 'USD',
    runway: number(20),
    cash: money(0),
    previousRunway: null,
    change: null,
    asOf: null,
    booksThrough: null,
    lastGoodSyncAt: null,
    syncState: 'SYNCED',
    attention: [],
    openIssues: 0,
    ...more,
  };
}

const ids = (rows: readonly ClientRow[], selection: ClientSelection = {}): string =>
  selectClients(rows, selection)
    .map(({ id }) => id)
    .join(' ');

const ROWS = [
  row('none', { runway: NO_DATA }),
  row('calm', { runway: NOT_BURNING }),
  row('long', { runway: number(50) }),
  row('short', { runway: number(2) }),
  row('also short', { runway: number(2) }),
];

describe('the order of clients', () => {
  it('is by runway: numbers, not burning, no data; then name', () => {
    expect(ids(ROWS)).toBe('also short short long calm none');
    expect(ids(ROWS, { sort: [] })).toBe(ids(ROWS));
  });

  it('keeps states last in both directions', () => {
    expect(ids(ROWS, { sort: [{ by: 'RUNWAY', direction: 'DESC' }] })).toBe('long also short short calm none');
  });

  it('breaks ties by name, then id, upwards in either direction', () => {
    const same = [row('b', { name: 'Same' }), row('a', { name: 'same' }), row('c', { name: 'Early' })];
    expect(ids(same, { sort: [{ by: 'CASH', direction: 'DESC' }] })).toBe('c a b');
  });

  it('compares names by code points of their small letters', () => {
    const names = [
      row('1', { name: 'éclair' }),
      row('2', { name: 'Zebra' }),
      row('3', { name: 'apple' }),
      row('4', { name: '\u{1F600}' }),
      row('5', { name: '\uFB01' }),
    ];
    expect(ids(names, { sort: [{ by: 'NAME', direction: 'ASC' }] })).toBe('3 2 1 5 4');
    expect(nameKey('E\u0301A')).toBe('éa');
    expect(ids([row('1', { name: 'ab' }), row('2', { name: 'a' })])).toBe('2 1');
  });

  it('what is not known is last in either direction', () => {
    const rows = [row('x', { cash: null }), row('y', { cash: money(-5) }), row('z', { cash: money(5) })];
    expect(ids(rows, { sort: [{ by: 'CASH', direction: 'ASC' }] })).toBe('y z x');
    expect(ids(rows, { sort: [{ by: 'CASH', direction: 'DESC' }] })).toBe('z y x');
  });

  it.each<[ClientOrderField, string]>([
    ['NAME', 'a b'],
    ['RUNWAY', 'b a'],
    ['STATUS', 'b a'],
    ['CASH', 'b a'],
    ['CHANGE', 'b a'],
    ['SYNCED', 'b a'],
    ['BOOKS_THROUGH', 'b a'],
    ['ADVISOR', 'b a'],
    ['ISSUES', 'b a'],
    ['DECISIONS', 'b a'],
    ['REVIEWED', 'b a'],
  ])('sorts by %s', (by, expected) => {
    const rows = [
      row('a', {
        advisorName: 'Zoe',
        runway: number(9),
        cash: money(9),
        change: 2 as Weeks,
        lastGoodSyncAt: '2026-11-02T00:00:00Z',
        booksThrough: '2026-11-02' as IsoDate,
        openIssues: 4,
        openDecisions: 2,
        lastReviewedAt: '2026-11-20T08:00:00Z',
      }),
      row('b', {
        advisorName: 'ada',
        runway: number(1),
        cash: money(1),
        change: -2 as Weeks,
        lastGoodSyncAt: '2026-11-01T00:00:00Z',
        booksThrough: '2026-11-01' as IsoDate,
        openIssues: 3,
        openDecisions: 1,
        lastReviewedAt: '2026-11-13T08:00:00Z',
      }),
    ];
    expect(ids(rows, { sort: [{ by, direction: 'ASC' }] })).toBe(expected);
    expect(ids(rows, { sort: [{ by, direction: 'DESC' }] })).toBe(expected.split(' ').reverse().join(' '));
  });

  it('by the last review, never is longest ago; last week’s mark that came late counts though this week has begun', () => {
    const begun: RitualShown = {
      ...{ week: '2026-11-16', state: 'STARTED', startedAt: '2026-11-16T07:00:00Z' },
      ...{ seconds: 0, tabs: [], decisions: 0, reviewedAt: null, reviewedByName: null },
      ...{ reviewedAsOf: null, reviewedBooksVersion: null, reviewedWeeks: null },
    };
    const rows = [
      row('late', { lastReviewedAt: '2026-11-16T08:00:00Z', ritual: begun }),
      row('begun', { lastReviewedAt: '2026-11-10T09:00:00Z', ritual: begun }),
      row('earlier', { lastReviewedAt: '2026-11-11T09:00:00Z', ritual: null }),
      row('never'),
    ];
    expect(ids(rows, { sort: [{ by: 'REVIEWED', direction: 'ASC' }] })).toBe('never begun earlier late');
  });

  it('takes several keys, the first first', () => {
    const rows = [
      row('a', { advisorName: 'B', cash: money(1) }),
      row('b', { advisorName: 'A', cash: money(2) }),
      row('c', { advisorName: 'A', cash: money(3) }),
    ];
    expect(
      ids(rows, {
        sort: [
          { by: 'ADVISOR', direction: 'ASC' },
          { by: 'CASH', direction: 'DESC' },
        ],
      }),
    ).toBe('c b a');
  });
});

describe('search and filters', () => {
  it('search is part of the name, in any case', () => {
    expect(ids(ROWS, { search: ' SHORT ' })).toBe('also short short');
    expect(ids(ROWS, { search: '' })).toBe(ids(ROWS));
    expect(ids(ROWS, { search: '.*' })).toBe('');
  });

  it('all conditions must hold', () => {
    const rows = [
      row('red', { runway: number(1), attention: ['RED'] }),
      row('redStale', { runway: number(1), attention: ['RED', 'STALE'], syncState: 'FAILING' }),
      row('lost', { attention: ['NOT_CONNECTED'], syncState: 'NEEDS_RECONNECTING' }),
      row('new', { attention: ['NOT_CONNECTED'], syncState: 'NOT_CONNECTED', runway: NO_DATA }),
      row('fine'),
    ];
    expect(ids(rows, { filters: { status: ['RED'] } })).toBe('red redStale');
    expect(ids(rows, { filters: { status: ['RED', 'NO_DATA'] } })).toBe('red redStale new');
    expect(ids(rows, { filters: { status: [], needsAttention: false } })).toBe('red redStale fine lost new');
    expect(ids(rows, { filters: { needsAttention: true, status: ['GREEN'] } })).toBe('lost');
    expect(ids(rows, { filters: { syncFailing: true } })).toBe('redStale lost');
    expect(ids(rows, { filters: { stale: true } })).toBe('redStale');
    expect(totals(rows)).toEqual({
      count: 5,
      byStatus: { RED: 2, YELLOW: 0, GREEN: 2, NOT_BURNING: 0, NO_DATA: 1 },
      needsAttention: 4,
      stale: 1,
      syncFailing: 2,
      notConnected: 2,
    });
  });
});

describe('properties of the list', () => {
  const runway = fc.oneof(
    fc.integer({ min: 0, max: 500 }).map((tenths) => number(tenths / 10)),
    fc.constantFrom(NOT_BURNING, NO_DATA),
  );
  const rows = fc
    .array(
      fc.record({
        name: fc.oneof(
          fc.constantFrom('Acme', 'acme', 'Zeta', 'Éclair'),
          fc.string({ unit: 'grapheme', maxLength: 6 }),
        ),
        runway,
        cash: fc.option(fc.integer({ min: -3, max: 3 }).map(money), { nil: null }),
        change: fc.option(
          fc.integer({ min: -9, max: 9 }).map((tenths) => (tenths / 10) as Weeks),
          { nil: null },
        ),
        syncState: fc.constantFrom(...SYNC_STATES),
        attention: fc.subarray([...ATTENTION_REASONS]),
      }),
      { maxLength: 30 },
    )
    .map((list) => list.map((more, position) => row(`id${position}`, more)));
  const selection = fc.record({
    search: fc.constantFrom(undefined, 'a', 'ACME'),
    filters: fc.record({
      status: fc.option(fc.subarray([...STATUS_ORDER])),
      needsAttention: fc.option(fc.boolean()),
      syncFailing: fc.option(fc.boolean()),
      stale: fc.option(fc.boolean()),
    }),
    sort: fc.array(
      fc.record({
        by: fc.constantFrom<ClientOrderField>('NAME', 'RUNWAY', 'STATUS', 'CASH', 'CHANGE'),
        direction: fc.constantFrom('ASC' as const, 'DESC' as const),
      }),
      { maxLength: 3 },
    ),
  });

  it('a selection is a subset, without repetition; without conditions a permutation', () => {
    fc.assert(
      fc.property(rows, selection, (all, chosen) => {
        const picked = selectClients(all, chosen);
        expect(new Set(picked).size).toBe(picked.length);
        expect(picked.every((one) => all.includes(one))).toBe(true);
        expect(selectClients(all, { sort: chosen.sort })).toHaveLength(all.length);
      }),
    );
  });

  it('selecting again changes nothing, and neither does the order the rows came in', () => {
    fc.assert(
      fc.property(rows, selection, (all, chosen) => {
        const picked = selectClients(all, chosen);
        expect(selectClients(picked, chosen)).toEqual(picked);
        expect(selectClients([...all].reverse(), chosen)).toEqual(picked);
      }),
    );
  });

  it('totals count every row in one status', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { byStatus, count } = totals(all);
        expect(Object.values(byStatus).reduce((total, size) => total + size, 0)).toBe(count);
      }),
    );
  });
});
