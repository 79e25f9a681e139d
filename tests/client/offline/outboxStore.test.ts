import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DeviceRows } from '../../../client/offline/deviceRows.js';
import { DATABASE_NAME, DeviceStore, MIGRATIONS } from '../../../client/offline/deviceStore.js';
import { OutboxRows } from '../../../client/offline/outboxRows.js';
import { waitingCounter } from '../../../client/offline/waitingCount.js';
import { DecidingServer } from './decidingServer.js';
import { PausedStore } from './pausedStore.js';
import { FakeBrowser, paying } from './queueing.js';
import { emptiedByTheBrowser, queuedHere, raw } from './rawDevice.js';
import { freshProfile, until } from './storage.js';

let server: DecidingServer;
let browser: FakeBrowser;

beforeEach(() => {
  freshProfile();
  localStorage.clear();
  server = new DecidingServer();
  server.wire = () => 'requestLost';
  browser = new FakeBrowser(server);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await browser.close();
});

const PATIENCE = 10_000;

describe('what is queued', () => {
  it('is there after the browser was closed, and unreadable to who has no key', async () => {
    const one = paying('Bill:1');
    const before = await browser.tab();
    await before.enqueue([one]);
    before.close();
    const after = await browser.tab();
    expect(after.now.operations.map(({ operation }) => operation)).toEqual([one]);
    await raw(async (db) => {
      const row = await db.get('outbox', one.id);
      expect(new TextDecoder().decode(row.data)).not.toContain('Timber');
    });
  });

  it('is saved with strict durability', async () => {
    const transaction = jest.spyOn(IDBDatabase.prototype, 'transaction');
    const outbox = await browser.tab();
    transaction.mockClear();
    await outbox.enqueue([paying('Bill:1')]);
    const writes = transaction.mock.calls.filter(
      ([names, mode]) => mode === 'readwrite' && [...names].includes('outbox'),
    );
    expect(writes[0]?.[2]).toEqual({ durability: 'strict' });
  });

  it('finds its place on a device from before there was a queue', async () => {
    const first = new DeviceStore(DATABASE_NAME, MIGRATIONS.slice(0, 1));
    await first.read((db) => db.put('owner', { name: 'owner', viewerId: 'daniel' }));
    await first.close();
    const outbox = await browser.tab();
    expect(await outbox.enqueue([paying('Bill:1')])).toEqual({ kept: true });
    expect(outbox.now.operations).toHaveLength(1);
  });

  it('of two shapes ago is all still there, converted in turn', async () => {
    const made = Array.from({ length: 20 }, (_, index) => paying(`Bill:${index}`));
    const before = await browser.tab();
    await before.enqueue(made);
    before.close();
    const renamed = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('Bill:', 'Paper:'));
    const back = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('Paper:', 'Bill:'));
    const after = await browser.tab({ conversions: [renamed, back] });
    expect(after.now.operations.map(({ operation }) => operation)).toEqual(made);
    expect(after.now.lost).toBe(0);
  });

  it('that cannot be read is counted and told, holds up nothing, and stays until a person has taken note', async () => {
    const [bad, good] = [paying('Bill:1'), paying('Bill:2')];
    const before = await browser.tab();
    await before.enqueue([bad, good]);
    before.close();
    await raw(async (db) => {
      await db.put('outbox', { ...(await db.get('outbox', bad.id)), data: new ArrayBuffer(9) });
      await db.put('outbox', { id: 'garbage', anything: true });
    });
    server.wire = null;
    const after = await browser.tab();
    await until(() => server.effects.length === 1, PATIENCE);
    expect(server.effects).toEqual([good.id]);
    expect(after.now.lost).toBe(2);
    await after.forgetLost();
    expect(after.now.lost).toBe(0);
  });

  it('is refused loudly where there is no room, whole: nothing is half-written', async () => {
    const outbox = await browser.tab();
    const put = IDBObjectStore.prototype.put;
    let puts = 0;
    jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
      puts += 1;
      if (puts > 1) throw new DOMException('No room', 'QuotaExceededError');
      return put.call(this, value);
    });
    const saved = await outbox.enqueue([paying('Bill:1'), paying('Bill:2')]);
    expect(saved).toMatchObject({ kept: false });
    expect(saved.kept ? '' : saved.message).toContain('no room');
    jest.restoreAllMocks();
    expect(outbox.now.full).not.toBeNull();
    await raw(async (db) => expect(await db.count('outbox')).toBe(0));
    expect(await outbox.enqueue([paying('Bill:3')])).toEqual({ kept: true });
    expect(outbox.now.full).toBeNull();
  });

  it('is all still there on a full device whose storage has no name yet', async () => {
    const one = paying('Bill:1');
    const before = await browser.tab();
    await before.enqueue([one]);
    before.close();
    await raw(async (db) => {
      const { viewerId, key } = await db.get('keys', 'daniel');
      await db.put('keys', { viewerId, key });
    });
    jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    const after = await browser.tab();
    expect(after.now.operations.map(({ operation }) => operation)).toEqual([one]);
    const saved = await after.enqueue([paying('Bill:2')]);
    expect(saved.kept ? '' : saved.message).toContain('no room');
    jest.restoreAllMocks();
    expect(await after.enqueue([paying('Bill:3')])).toEqual({ kept: true });
  });

  it('that an eviction took is noticed and told', async () => {
    const before = await browser.tab();
    await before.enqueue([paying('Bill:1'), paying('Bill:2')]);
    before.close();
    freshProfile();
    const after = await browser.tab();
    expect(after.now.lost).toBe(2);
    await after.forgetLost();
    after.close();
    expect((await browser.tab()).now.lost).toBe(0);
  });

  it('that an eviction took is told on a device too full to note it, and by the next page as well, until it is noted', async () => {
    const before = await browser.tab();
    await before.enqueue([paying('Bill:1'), paying('Bill:2')]);
    before.close();
    freshProfile();
    await (await DeviceRows.open('daniel')).close();
    const noRoom = () =>
      jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
        throw new DOMException('No room', 'QuotaExceededError');
      });
    let full = noRoom();
    const first = await browser.tab();
    expect(first.now.lost).toBe(2);
    const noted = await first.forgetLost();
    expect(noted.kept ? '' : noted.message).toContain('no room');
    expect(first.now.lost).toBe(2);
    // Room enough for a row: what is saved from here on does not hide what is gone.
    full.mockRestore();
    const three = ['Bill:3', 'Bill:4', 'Bill:5'].map((key) => paying(key));
    expect(await first.enqueue(three)).toEqual({ kept: true });
    expect(first.now.lost).toBe(2);
    first.close();
    full = noRoom();
    expect((await browser.tab()).now.lost).toBe(2);
    full.mockRestore();
    const last = await browser.tab();
    expect(last.now.lost).toBe(2);
    expect(await last.forgetLost()).toEqual({ kept: true });
    expect(last.now).toMatchObject({ lost: 0, operations: { length: 3 } });
    expect((await browser.tab()).now.lost).toBe(0);
  });

  it('that an eviction took stays told where what is left is sent before there is room to note it', async () => {
    const before = await browser.tab();
    await before.enqueue([paying('Bill:1'), paying('Bill:2')]);
    before.close();
    freshProfile();
    await (await DeviceRows.open('daniel')).close();
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    const rows = await DeviceRows.open('daniel');
    const noting = new OutboxRows(rows.vault, waitingCounter('daniel'));
    await noting.open();
    // Removing needs no room, and counts what is here.
    expect(await noting.remove(['gone'])).toEqual({ kept: true });
    expect((await noting.read()).lost).toBe(2);
    full.mockRestore();
    await rows.close();
    expect((await browser.tab()).now.lost).toBe(2);
  });

  it('is not said to be saved where the browser emptied the storage under the page, and what waited is told at once', async () => {
    const outbox = await browser.tab();
    const before = paying('Bill:1');
    await outbox.enqueue([before]);
    await until(() => outbox.now.state.phase === 'offline', PATIENCE);
    await emptiedByTheBrowser();
    const saved = await outbox.enqueue([paying('Bill:2'), paying('Bill:3')]);
    expect(saved.kept ? '' : saved.message).toContain('removed, by the browser');
    expect(await queuedHere()).toEqual([]);
    expect(outbox.now.lost).toBe(1);
    const undone = await outbox.withdraw([before.id]);
    expect(undone.kept ? '' : undone.message).toContain('reload the page');
    outbox.close();
    const after = await browser.tab();
    expect(after.now.lost).toBe(1);
    expect(await after.enqueue([paying('Bill:4')])).toEqual({ kept: true });
  });

  it('is not sealed with the key of a storage that was emptied and made again by another page of the same person', async () => {
    const old = await browser.tab();
    await emptiedByTheBrowser();
    browser.lines.mute();
    const reloaded = await browser.tab();
    const one = paying('Bill:1');
    await reloaded.enqueue([one]);
    expect(await old.enqueue([paying('Bill:2')])).toMatchObject({ kept: false });
    expect(await old.forgetLost()).toMatchObject({ kept: false });
    expect(old.now.lost).toBe(0);
    expect(await queuedHere()).toEqual([one.id]);
    expect(reloaded.now.operations.map(({ operation }) => operation)).toEqual([one]);
  });

  it('in one page while what is lost is taken note of in another stays', async () => {
    const saving = await browser.tab();
    const store = new PausedStore();
    const rows = await DeviceRows.open('daniel', store);
    const noting = new OutboxRows(rows.vault, waitingCounter('daniel'));
    await noting.open();
    const one = paying('Bill:1');
    store.beforeWrite = () => saving.enqueue([one]);
    expect(await noting.forgetLost()).toEqual({ kept: true });
    expect(await queuedHere()).toEqual([one.id]);
    await rows.close();
  });

  it('goes on when the browser closed the connection under it', async () => {
    const store = new DeviceStore();
    const rows = await DeviceRows.open('daniel', store);
    const outbox = await browser.tab();
    await raw(() => Promise.resolve());
    await store.read((db) => Promise.resolve(db.close()));
    expect(await rows.vault.store.read((db) => db.count('outbox'))).toBe(0);
    expect(await outbox.enqueue([paying('Bill:1')])).toEqual({ kept: true });
    await rows.close();
  });
});
