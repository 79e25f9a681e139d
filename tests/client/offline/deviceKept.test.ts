import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { keepViewer, keptViewer, refreshDevice, wipeDevice } from '../../../client/offline/index.js';
import { watchDigest } from '../../../client/offline/currentDevice.js';
import { ShownStore } from '../../../client/offline/deviceState.js';
import { QueueStore } from '../../../client/offline/outboxState.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { FIVE, shown, start, stop } from './deviceGround.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

const DAY = 86_400_000;
const VIEWER = {
  id: 'advisor-1',
  name: 'Daniel Reyes',
  email: 'daniel@foundry.example',
  role: 'ADVISOR',
  timeZone: 'America/New_York',
  locale: 'en-US',
  firm: { id: 'firm-1', name: 'Foundry Street Advisory' },
} as const;

beforeEach(freshProfile);
afterEach(() => {
  stop();
  jest.restoreAllMocks();
});

/** A device that has room for every row but one. */
function noRoomFor(id: string) {
  const put = IDBObjectStore.prototype.put;
  return jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    row: { readonly id?: string },
  ) {
    if (row.id === id) throw new DOMException('No room', 'QuotaExceededError');
    return put.call(this, row);
  });
}

describe('what the device keeps', () => {
  it('shows the digest the server has where the disk kept only an older one', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    server.versions.set('c1', '2');
    server.digests.set('c1', { ...larkspurDigest(), currency: 'EUR' });
    await refreshDevice();
    server.asked.length = 0;
    await refreshDevice();
    expect(server.asked).toEqual(['overview']);
    const leave = watchDigest('c1');
    await until(() => shown().digests.get('c1')?.digest?.currency === 'EUR');
    full.mockRestore();
    leave();
  });

  it('says that there is no room while there is none, and no longer', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    server.versions.set('c1', '2');
    await refreshDevice();
    expect(shown().device.storageProblem).toContain('no room left');
    full.mockRestore();
    server.versions.set('c2', '2');
    await refreshDevice();
    // The newest review of the first client is still not there.
    expect(shown().device.storageProblem).toContain('no room left');
    server.versions.set('c1', '3');
    await refreshDevice();
    expect(shown().device.storageProblem).toBeNull();
  });

  it('says that one review had no room, whatever else had', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const full = noRoomFor('c1');
    for (const id of FIVE) server.versions.set(id, '2');
    await refreshDevice();
    expect(shown().device.storageProblem).toContain('no room left');
    full.mockRestore();
    server.versions.set('c1', '3');
    await refreshDevice();
    expect(shown().device.storageProblem).toBeNull();
  });

  it('says that the list had no room though the overview has, and fetches the list at the next start', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const full = noRoomFor('list');
    server.versions.set('c1', '2');
    server.rows.set('c1', { openIssues: 7 });
    await refreshDevice();
    expect(shown().list.rows?.[0]?.openIssues).toBe(7);
    expect(shown().device.storageProblem).toContain('no room left');
    full.mockRestore();
    await start(server);
    expect(shown().list.rows?.[0]?.openIssues).toBe(7);
    expect(shown().device.storageProblem).toBeNull();
  });

  it('judges by its own clock what grew stale while the server was out of reach', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const before = shown().list.rows;
    expect(before?.[0]?.attention).toEqual(['RED']);
    await refreshDevice();
    expect(shown().list.rows).toBe(before);
    server.reachable = false;
    server.now += 3 * DAY;
    await refreshDevice();
    expect(shown().list.rows?.map(({ attention }) => attention)).toEqual(FIVE.map(() => ['RED', 'STALE']));
    await start(server);
    expect(shown().list.rows?.[0]?.attention).toEqual(['RED', 'STALE']);
  });

  it('judges again each minute, without a request', async () => {
    const everyMinute = jest.spyOn(globalThis, 'setInterval');
    const server = new FakeServer(FIVE);
    await start(server);
    const minute = everyMinute.mock.calls.find(([, pause]) => pause === 60_000)?.[0];
    server.now += 3 * DAY;
    server.asked.length = 0;
    minute?.();
    expect(shown().list.rows?.[0]?.attention).toContain('STALE');
    expect(server.asked).toEqual([]);
  });

  it('shows list and digests with their age from a start without a connection', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    server.reachable = false;
    await start(server);
    expect(shown().list.rows).toHaveLength(5);
    expect(shown().list.fetchedAt).toBe(Date.parse('2026-11-23T08:09:00Z'));
    expect(shown().device.offlineSince).not.toBeNull();
    const leave = watchDigest('c4');
    await until(() => shown().digests.get('c4')?.digest?.currency === 'USD');
    expect(shown().digests.get('c4')?.digest).toEqual(larkspurDigest());
    const later = jest.spyOn(globalThis, 'setTimeout');
    const forget = () =>
      later.mock.calls
        .filter(([, wait]) => wait === 1_000)
        .at(-1)?.[0]();
    leave();
    // From one page to the next it stands there; a page that is left is forgotten.
    expect(shown().digests.get('c4')?.digest).toEqual(larkspurDigest());
    const again = watchDigest('c4');
    forget();
    expect(shown().digests.get('c4')?.digest).toEqual(larkspurDigest());
    again();
    forget();
    expect(shown().digests.has('c4')).toBe(false);
  });

  it('works from memory where nothing can be kept, and says so', async () => {
    jest.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const server = new FakeServer(FIVE);
    await start(server);
    expect(shown().device.phase).toBe('unavailable');
    expect(shown().device.storageProblem).toContain('keeps nothing');
    expect(shown().list.rows).toHaveLength(5);
  });

  it('says that the disk is full and shows the server’s figures', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    server.versions.set('c1', '2');
    const leave = watchDigest('c1');
    await refreshDevice();
    expect(shown().device.storageProblem).toContain('no room');
    await until(() => shown().digests.get('c1')?.digest?.currency === 'USD');
    leave();
  });

  it('shows nothing of the advisor before', async () => {
    const server = new FakeServer(FIVE);
    await start(server, 'advisor-1');
    const other = new FakeServer([]);
    other.reachable = false;
    await start(other, 'advisor-2');
    expect(shown().list.rows).toBeNull();
    expect(shown().device.storageProblem).toContain('another person');
  });

  it('shows nothing more once it is stopped: by then it may be another person’s page', () => {
    const [page, queue] = [new ShownStore(), new QueueStore()];
    let isStopped = false;
    const shows = { page: page.until(() => isStopped), queue: queue.until(() => isStopped) };
    shows.page.device({ bytes: 1 });
    shows.queue.set({ outbox: { ...queue.get().outbox, waiting: 1 } });
    isStopped = true;
    shows.page.device({ bytes: 2 });
    shows.queue.set({ outbox: { ...queue.get().outbox, waiting: 2 } });
    expect([page.get().device.bytes, queue.get().outbox.waiting]).toEqual([1, 1]);
  });
});

describe('who is signed in', () => {
  it('is remembered for an opening without a connection, and forgotten by a wipe', async () => {
    expect(await keptViewer()).toBeNull();
    await keepViewer(VIEWER);
    expect(await keptViewer()).toEqual(VIEWER);
    await start(new FakeServer(FIVE));
    await wipeDevice();
    expect(await keptViewer()).toBeNull();
    expect(shown().list.rows).toBeNull();
  });
});
