import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fetchPastDigest, refreshDevice } from '../../../client/offline/index.js';
import { watchDigest } from '../../../client/offline/currentDevice.js';
import { Tabs } from '../../../client/offline/tabs.js';
import { FIVE, shown, start, stop } from './deviceGround.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

beforeEach(freshProfile);
afterEach(() => {
  stop();
  jest.restoreAllMocks();
});

describe('the device, while the server answers', () => {
  it('fetches the list and every digest, three at a time', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    expect(shown().list.rows?.map(({ id }) => id)).toEqual(FIVE);
    expect(server.times('digest')).toBe(5);
    expect(server.mostAtOnce).toBe(3);
    expect(shown().device).toMatchObject({ phase: 'ready', offlineSince: null, storageProblem: null });
    expect(shown().device.bytes).toBeGreaterThan(10_000);
  });

  it('fetches again only what changed', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.asked.length = 0;
    await refreshDevice();
    expect(server.asked).toEqual(['overview']);
    server.versions.set('c3', '2');
    await refreshDevice();
    expect(server.asked.slice(1)).toEqual(['overview', 'list', 'digest c3']);
  });

  it('asks for the list again when it could not be fetched, and says nothing of the fault once it is there', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.versions.set('c3', '2');
    server.broken.add('list');
    await refreshDevice();
    expect(shown().device.offlineSince).not.toBeNull();
    server.broken.clear();
    server.failing = 'The server is being repaired.';
    await refreshDevice();
    expect(shown().list.error).toBe('The server is being repaired.');
    server.failing = null;
    server.asked.length = 0;
    await refreshDevice();
    expect(server.asked).toEqual(['overview', 'list', 'digest c3']);
    expect(shown().list.error).toBeNull();
    server.asked.length = 0;
    await refreshDevice();
    expect(server.asked).toEqual(['overview']);
  });

  it('asks for the list itself when the tab that was at it died', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.versions.set('c3', '2');
    // Another tab holds the refresh: this one hears of the new version and leaves the list to it.
    const held = jest.spyOn(Tabs.prototype, 'oneAtATime').mockResolvedValue(false);
    server.asked.length = 0;
    await refreshDevice();
    expect(server.asked).toEqual(['overview']);
    held.mockRestore();
    await refreshDevice();
    expect(server.asked.slice(1)).toEqual(['overview', 'list', 'digest c3']);
  });

  it('is online again at the first answer', async () => {
    const server = new FakeServer(FIVE);
    server.reachable = false;
    await start(server);
    expect(shown().device.offlineSince).not.toBeNull();
    server.reachable = true;
    window.dispatchEvent(new Event('online'));
    await until(() => shown().list.rows?.length === 5);
    expect(shown().device.offlineSince).toBeNull();
  });

  it('says a fault of the server in words and keeps the last good list', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.failing = 'The server is being repaired.';
    await refreshDevice();
    expect(shown().list.error).toBe('The server is being repaired.');
    expect(shown().list.rows).toHaveLength(5);
    expect(shown().device.offlineSince).toBeNull();
  });

  it('drops the digest of a client that is gone', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.versions.delete('c5');
    await refreshDevice();
    server.reachable = false;
    await start(server);
    const leave = watchDigest('c5');
    await until(() => shown().digests.get('c5')?.refreshing === false);
    expect(shown().digests.get('c5')?.digest).toBeNull();
    leave();
  });

  it('fetches a past week, and offline says that it needs a connection', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    await expect(fetchPastDigest('c1', '2026-11-08')).resolves.toMatchObject({ currency: 'USD' });
    expect(server.asked.at(-1)).toBe('digest c1 2026-11-08');
    server.reachable = false;
    await expect(fetchPastDigest('c1', '2026-11-08')).rejects.toThrow('need a connection');
  });
});
