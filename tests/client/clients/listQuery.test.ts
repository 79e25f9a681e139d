import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdOrder } from '../../../client/ui/heldOrder.js';
import {
  EVERY_CLIENT,
  isFiltered,
  ORDER_FIELDS,
  printListQuery,
  readListQuery,
  sortBy,
  type ListQuery,
} from '../../../client/clients/listQuery.js';
import { STATUS_ORDER } from '../../../domain/status.js';

const anyQuery: fc.Arbitrary<ListQuery> = fc.record({
  search: fc.string({ maxLength: 100, unit: 'grapheme-ascii' }),
  needsAttention: fc.boolean(),
  syncFailing: fc.boolean(),
  stale: fc.boolean(),
  notReviewed: fc.boolean(),
  status: fc.subarray([...STATUS_ORDER]),
  sort: fc.uniqueArray(
    fc.record({ by: fc.constantFrom(...ORDER_FIELDS), direction: fc.constantFrom('ASC' as const, 'DESC' as const) }),
    { maxLength: 4, selector: ({ by }) => by },
  ),
});

describe('the query in the address', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(anyQuery, (query) => expect(readListQuery(printListQuery(query))).toEqual(query)));
  });

  it('leaves out what it does not know', () => {
    expect(readListQuery('status=PURPLE,RED&sort=-AGE,NAME&color=red')).toEqual({
      ...EVERY_CLIENT,
      status: ['RED'],
      sort: [{ by: 'NAME', direction: 'ASC' }],
    });
  });

  it('is not a filter when it only orders', () => {
    expect(isFiltered({ ...EVERY_CLIENT, sort: [{ by: 'CASH', direction: 'DESC' }] })).toBe(false);
    expect(isFiltered({ ...EVERY_CLIENT, stale: true })).toBe(true);
  });
});

describe('sorting by a head', () => {
  it('goes up, down, and back to the order there was', () => {
    const up = sortBy([], 'CASH', false);
    const down = sortBy(up, 'CASH', false);
    expect(up).toEqual([{ by: 'CASH', direction: 'ASC' }]);
    expect(down).toEqual([{ by: 'CASH', direction: 'DESC' }]);
    expect(sortBy(down, 'CASH', false)).toEqual([]);
  });

  it('adds behind what is there with Shift, and turns a key round in its place', () => {
    const two = sortBy(sortBy([], 'STATUS', false), 'CASH', true);
    expect(two.map(({ by }) => by)).toEqual(['STATUS', 'CASH']);
    expect(sortBy(two, 'STATUS', true)).toEqual([
      { by: 'STATUS', direction: 'DESC' },
      { by: 'CASH', direction: 'ASC' },
    ]);
  });
});

describe('the order that is held', () => {
  it('keeps what is read in place and says how many would move', () => {
    expect(holdOrder(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toEqual({ ids: ['a', 'b', 'c', 'd'], moved: 1 });
    expect(holdOrder(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual({ ids: ['a', 'b', 'c'], moved: 0 });
  });

  it('puts new clients last and lets gone ones leave', () => {
    expect(holdOrder(['a', 'b', 'c'], ['n', 'a', 'c'])).toEqual({ ids: ['a', 'c', 'n'], moved: 1 });
  });

  it('always shows exactly the fresh clients', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 30 });
    fc.assert(
      fc.property(ids, ids, (held, fresh) => {
        const { ids: shown, moved } = holdOrder(held, fresh);
        expect([...shown].sort()).toEqual([...fresh].sort());
        expect(moved === 0).toBe(shown.join() === fresh.join());
      }),
    );
  });
});
