import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import {
  enqueue,
  forgetLost,
  startDevice,
  wipeDevice,
  type Device,
  type NeverArrived,
} from '../../../client/offline/index.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import type { QueueTold } from '../../../client/offline/sending.js';
import { DecidingServer } from './decidingServer.js';
import { FakeServer } from './fakeServer.js';
import { paying } from './queueing.js';
import { freshProfile, until } from './storage.js';

/** What the server keeps of one device, as `reportQueue` has it. */
class Remembering {
  readonly told: QueueTold[] = [];
  private store: string | null = null;
  private waiting: QueueTold['waiting'] = [];
  private lost: QueueTold['waiting'] = [];

  constructor(private readonly arrived: (id: string) => boolean) {}

  readonly report = (told: QueueTold): Promise<NeverArrived | null> => {
    this.told.push(told);
    if (this.store !== null && this.store !== told.store && !told.removed) this.lost = this.waiting;
    if (told.noted) this.lost = [];
    [this.store, this.waiting] = [told.store, told.waiting];
    const lost = this.lost.filter(({ id }) => !this.arrived(id)).map(({ savedAt }) => Date.parse(savedAt));
    const report = { count: lost.length, since: Math.min(...lost), until: Math.max(...lost) };
    return Promise.resolve(lost.length === 0 ? null : report);
  };
}

let device: Device | null = null;
beforeEach(() => {
  freshProfile();
  localStorage.clear();
});
afterEach(() => {
  jest.restoreAllMocks();
  device?.stop();
});

function practice() {
  const figures = new FakeServer(['c1']);
  const deciding = new DecidingServer();
  const remembering = new Remembering((id) => deciding.decisions.has(id));
  const open = async () => {
    device?.stop();
    device = startDevice({ ...figures.options(), send: { ...deciding.send(), reportQueue: remembering.report } });
    const asked = remembering.told.length;
    await device.refresh();
    await until(() => remembering.told.length > asked, 30_000);
    return device;
  };
  return { figures, deciding, remembering, open };
}

const view = () => queueStore.get().outbox;

/** What is saved while the server takes nothing, and known to the server to wait. */
async function savedAndTold({ deciding, remembering }: ReturnType<typeof practice>): Promise<void> {
  deciding.wire = () => 'fault';
  expect(await enqueue([paying('Bill:1'), paying('Bill:2')])).toEqual({ kept: true });
  await until(() => remembering.told.at(-1)?.waiting.length === 2, 30_000);
}

it('a device whose storage was emptied, local storage with it, is told what never arrived, until that is noted', async () => {
  const server = practice();
  await server.open();
  await savedAndTold(server);
  const saved = Date.parse(server.remembering.told.at(-1)?.waiting[0]?.savedAt ?? '');
  device?.stop();
  freshProfile();
  localStorage.clear();
  await server.open();
  await until(() => view().lostItems === 2, 30_000);
  expect(view().neverArrived).toEqual({ count: 2, since: saved, until: saved });
  expect(await forgetLost()).toEqual({ kept: true });
  expect(view()).toMatchObject({ lostItems: 0, neverArrived: null });
  expect(server.remembering.told.at(-1)?.noted).toBe(true);
});

it('nothing is missed where the storage stayed, or the person removed it by signing out', async () => {
  const server = practice();
  await server.open();
  await savedAndTold(server);
  await server.open();
  expect(new Set(server.remembering.told.map(({ store }) => store)).size).toBe(1);
  expect(view().lostItems).toBe(0);
  await wipeDevice();
  device = null;
  await server.open();
  expect(server.remembering.told.at(-1)).toMatchObject({ removed: true });
  expect(new Set(server.remembering.told.map(({ store }) => store)).size).toBe(2);
  expect(view().neverArrived).toBeNull();
});

it('a report that failed is made again half a minute later, also where the device’s clock is set back meanwhile', async () => {
  const { figures, deciding } = practice();
  let reports = 0;
  const reportQueue = (): Promise<null> => {
    reports += 1;
    return reports === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(null);
  };
  const risen = jest.spyOn(performance, 'now');
  device = startDevice({ ...figures.options(), send: { ...deciding.send(), reportQueue } });
  await device.refresh();
  await until(() => reports === 1);
  const at = performance.now();
  figures.now -= 2 * 86_400_000;
  await device.refresh();
  expect(reports).toBe(1);
  risen.mockImplementation(() => at + 31_000);
  await device.refresh();
  await until(() => reports === 2, 2_000);
});
