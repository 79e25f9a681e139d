import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  fetchPastDigest,
  keepViewer,
  keptViewer,
  refreshDevice,
  startDevice,
  takeAnswer,
  wipeDevice,
  type Device,
} from '../../../client/offline/index.js';
import { shownStore, watchDigest } from '../../../client/offline/currentDevice.js';
import { Device as DeviceOfATab } from '../../../client/offline/device.js';
import { QueueStore } from '../../../client/offline/outboxState.js';
import { ShownStore } from '../../../client/offline/deviceState.js';
import { Tabs } from '../../../client/offline/tabs.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { fakeHygiene } from '../../../client/fakes/fakeReview.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

const FIVE = ['c1', 'c2', 'c3', 'c4', 'c5'];
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
let device: Device | null = null;

beforeEach(freshProfile);
afterEach(() => {
  device?.stop();
  jest.restoreAllMocks();
});

async function start(server: FakeServer, viewerId?: string): Promise<void> {
  device?.stop();
  device = startDevice(server.options(viewerId));
  await device.refresh();
}

const shown = () => shownStore.get();

describe('the device', () => {
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
    leave();
    // From one page to the next it stands there; a page that is left is forgotten.
    expect(shown().digests.get('c4')?.digest).toEqual(larkspurDigest());
    const again = watchDigest('c4');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(shown().digests.get('c4')?.digest).toEqual(larkspurDigest());
    again();
    await until(() => !shown().digests.has('c4'));
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

  it('tells another tab of a new list, and of a sign-out', async () => {
    const server = new FakeServer(FIVE);
    let signedOut = false;
    const otherShown = new ShownStore();
    const quiet = new FakeServer(FIVE);
    await start(server);
    const other = new DeviceOfATab(
      { ...quiet.options(), onWiped: () => (signedOut = true) },
      otherShown,
      new Map(),
      new QueueStore(),
    );
    await other.refresh();
    server.versions.set('c6', '1');
    await refreshDevice();
    await until(() => otherShown.get().list.rows?.length === 6);
    await wipeDevice();
    await until(() => signedOut);
    expect(otherShown.get().list.rows).toBeNull();
    other.stop();
  });

  it('takes the list that another tab kept meanwhile instead of fetching it again', async () => {
    const server = new FakeServer(FIVE);
    const seenByOther = new FakeServer(FIVE);
    const otherShown = new ShownStore();
    await start(server);
    const other = new DeviceOfATab(seenByOther.options(), otherShown, new Map(), new QueueStore());
    await other.refresh();
    // What the first tab tells comes too late: the other has asked for the overview by itself.
    const silent = jest.spyOn(Tabs.prototype, 'tell').mockReturnValue(undefined);
    for (const one of [server, seenByOther]) one.versions.set('c6', '1');
    await refreshDevice();
    seenByOther.asked.length = 0;
    await other.refresh();
    expect(otherShown.get().list.rows).toHaveLength(6);
    expect(seenByOther.asked).not.toContain('list');
    silent.mockRestore();
    other.stop();
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

describe('a client’s review', () => {
  const hygiene = fakeHygiene();
  const shownHygiene = () => shown().digests.get('c1')?.review?.hygiene;

  it('is kept whole with the digest, and read offline', async () => {
    const server = new FakeServer(['c1']);
    server.reviews.set('c1', { tier: 'BASIC_RITUAL_ONLY', hygiene });
    await start(server);
    server.reachable = false;
    const unwatch = watchDigest('c1');
    await until(() => shownHygiene()?.issues.length === hygiene.issues.length);
    expect(shown().digests.get('c1')?.review?.tier).toBe('BASIC_RITUAL_ONLY');
    unwatch();
  });

  it('shows what an act answered at once, and has it when the page is opened again', async () => {
    const server = new FakeServer(['c1']);
    server.reviews.set('c1', { hygiene });
    await start(server);
    const unwatch = watchDigest('c1');
    await until(() => shownHygiene() !== undefined);
    const none = fakeHygiene([]);
    await takeAnswer('c1', { hygiene: none });
    expect(shownHygiene()?.issues).toEqual([]);
    unwatch();
    server.reachable = false;
    await start(server);
    const again = watchDigest('c1');
    await until(() => shownHygiene()?.issues.length === 0);
    again();
  });

  it('that was on its way while an act was answered is asked for once more', async () => {
    const server = new FakeServer(['c1']);
    server.reviews.set('c1', { hygiene });
    await start(server);
    const unwatch = watchDigest('c1');
    await until(() => shownHygiene() !== undefined);
    server.versions.set('c1', '2');
    const refreshed = device?.refresh();
    const asked = server.times('digest');
    await until(() => server.times('digest') === asked + 1);
    server.reviews.set('c1', { hygiene: fakeHygiene([]) });
    await takeAnswer('c1', { hygiene: fakeHygiene([]) });
    await refreshed;
    expect(server.times('digest')).toBe(asked + 2);
    expect(shownHygiene()?.issues).toEqual([]);
    unwatch();
  });
});
