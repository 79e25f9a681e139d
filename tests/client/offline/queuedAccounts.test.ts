import { describe, expect, it } from '@jest/globals';
import { QueuedAccounts } from '../../../client/offline/queuedAccounts.js';
import type { QueuedOperation } from '../../../domain/operations/operation.js';
import { paying, snoozing } from './queueing.js';

type Accounts = readonly { readonly id: string; readonly name: string }[];

const CHECKING: Accounts = [{ id: '35', name: 'Checking' }];
const SAVINGS: Accounts = [{ id: '36', name: 'Savings' }];

const queued = (operation: QueuedOperation['operation']): QueuedOperation => ({
  ...{ operation, place: 1, savedAt: 1, state: 'WAITING', refusal: null },
});
const payment = (clientId: string): QueuedOperation => queued(paying('Bill:1', { clientId }));

function ground(kept: Map<string, Accounts>, shown: Map<string, Accounts> = new Map()) {
  const read: string[] = [];
  const told = { more: 0 };
  const accounts = new QueuedAccounts({
    shownOf: (clientId) => shown.get(clientId) ?? null,
    keptOf: (clientId) => {
      read.push(clientId);
      return Promise.resolve(kept.get(clientId) ?? null);
    },
    onMore: () => (told.more += 1),
  });
  return { accounts, read, told };
}

describe('names of the accounts of queued payments', () => {
  it('of a client nobody looks at come from the device, once a client', async () => {
    const { accounts, read, told } = ground(new Map([['c1', CHECKING]]));
    expect(accounts.of('c1')).toEqual([]);
    await accounts.need([payment('c1'), payment('c1')]);
    await accounts.need([payment('c1')]);
    expect(accounts.of('c1')).toBe(CHECKING);
    expect(read).toEqual(['c1']);
    expect(told.more).toBe(1);
  });

  it('of a client that is looked at are those on the screen', async () => {
    const { accounts, read } = ground(new Map([['c1', CHECKING]]), new Map([['c1', SAVINGS]]));
    await accounts.need([payment('c1')]);
    expect(accounts.of('c1')).toBe(SAVINGS);
    expect(read).toEqual([]);
  });

  it('are looked for again where the device had none yet, and for payments alone', async () => {
    const kept = new Map<string, Accounts>();
    const { accounts, read } = ground(kept);
    await accounts.need([payment('c1'), queued(snoozing('i1'))]);
    kept.set('c1', CHECKING);
    await accounts.need([payment('c1')]);
    expect(accounts.of('c1')).toBe(CHECKING);
    expect(read).toEqual(['c1', 'c1']);
  });
});
