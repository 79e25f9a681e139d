import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refreshDevice, wipeDevice } from '../../../client/offline/index.js';
import { Device as DeviceOfATab } from '../../../client/offline/device.js';
import { QueueStore } from '../../../client/offline/outboxState.js';
import { ShownStore } from '../../../client/offline/deviceState.js';
import { Tabs } from '../../../client/offline/tabs.js';
import { FIVE, shown, start, stop } from './deviceGround.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

beforeEach(freshProfile);
afterEach(() => {
  stop();
  jest.restoreAllMocks();
});

describe('the device of two tabs', () => {
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

  it('tells no other tab of a list that had no room: it would show the older one that lies there', async () => {
    const server = new FakeServer(FIVE);
    await start(server);
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    const told = jest.spyOn(Tabs.prototype, 'tell');
    server.versions.set('c6', '1');
    await refreshDevice();
    expect(shown().list.rows).toHaveLength(6);
    expect(told).not.toHaveBeenCalledWith({ kind: 'list' });
    full.mockRestore();
    server.versions.set('c7', '1');
    await refreshDevice();
    expect(told).toHaveBeenCalledWith({ kind: 'list' });
  });
});
