import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fetchChosen, refreshDevice, startDevice, takeAlong, type Device } from '../../../client/offline/index.js';
import { shownStore, watchDigest } from '../../../client/offline/currentDevice.js';
import { Tabs } from '../../../client/offline/tabs.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

const FIVE = ['c1', 'c2', 'c3', 'c4', 'c5'];
let device: Device | null = null;
let server: FakeServer;
let unwatch: (() => void) | null = null;

/** A device that has fetched all and whose line is live. */
async function live(): Promise<void> {
  device?.stop();
  device = startDevice(server.liveOptions());
  await device.refresh();
  await until(() => server.sink !== null);
  server.tell();
  server.sink?.live(true);
  server.asked.length = 0;
}

beforeEach(() => {
  freshProfile();
  server = new FakeServer(FIVE);
});
afterEach(() => {
  unwatch?.();
  unwatch = null;
  device?.stop();
  jest.restoreAllMocks();
});

describe('a device that is told of changes', () => {
  it('fetches the list and only the digests whose version differs, without asking for the overview', async () => {
    await live();
    server.versions.set('c3', '2');
    server.tell('c3');
    await until(() => server.times('digest') === 1);
    await until(() => server.atOnce === 0);
    expect(server.asked).toEqual(['list', 'digest c3']);
  });

  it('fetches what someone looks at before anything else', async () => {
    unwatch = watchDigest('c4');
    await live();
    for (const id of FIVE) server.versions.set(id, '2');
    server.digests.set('c4', { ...larkspurDigest(), currency: 'EUR' });
    server.tell();
    await until(() => shownStore.get().digests.get('c4')?.digest?.currency === 'EUR');
    await until(() => server.times('digest') === 5);
    expect(server.asked[0]).toBe('digest c4');
    expect(server.times('digest c4')).toBe(1);
  });

  it('fetches nothing for the progress of a sync', async () => {
    await live();
    server.tell('c2');
    server.tell();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.asked).toEqual([]);
  });

  it('takes up what changes while it fetches, in the end with the newest', async () => {
    await live();
    for (const version of ['2', '3', '4']) {
      server.versions.set('c1', version);
      server.tell('c1');
    }
    await until(() => server.times('digest c1') >= 1 && server.atOnce === 0);
    await refreshDevice();
    expect(server.times('list')).toBeLessThanOrEqual(2);
    expect(server.asked.at(-1)).toBe('overview');
  });

  it('asks nothing while the line is live, and at once when it breaks', async () => {
    await live();
    document.dispatchEvent(new Event('visibilitychange'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.asked).toEqual([]);
    server.sink?.live(false);
    await until(() => server.asked.includes('overview'));
  });

  it('asks by itself when what changed could not be fetched', async () => {
    await live();
    server.broken.add('list');
    server.versions.set('c1', '2');
    server.tell('c1');
    await until(() => shownStore.get().device.offlineSince !== null);
    server.broken.clear();
    await refreshDevice();
    expect(shownStore.get().device.offlineSince).toBeNull();
    expect(server.times('digest c1')).toBe(1);
  });

  it('leaves the list to another tab that is at it, and does it when that one died', async () => {
    await live();
    const held = jest.spyOn(Tabs.prototype, 'oneAtATime').mockResolvedValue(false);
    server.versions.set('c1', '2');
    server.tell('c1');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.asked).toEqual([]);
    held.mockRestore();
    await until(() => server.times('digest c1') === 1, 5_000);
  });

  it('fetches what was chosen while another tab was at it, once that one is done', async () => {
    await live();
    await takeAlong.choose('c1', 'LEFT_OUT');
    await fetchChosen();
    server.asked.length = 0;
    const held = jest.spyOn(Tabs.prototype, 'oneAtATime').mockResolvedValue(false);
    await takeAlong.choose('c1', 'TAKEN');
    await fetchChosen();
    expect(server.asked).toEqual(['overview']);
    held.mockRestore();
    await until(() => server.times('digest c1') === 1);
  });

  it('closes its line when it stops', async () => {
    await live();
    device?.stop();
    expect(server.sink).toBeNull();
  });
});
