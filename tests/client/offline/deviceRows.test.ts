import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDB } from 'idb';
import { DeviceRows } from '../../../client/offline/deviceRows.js';
import { DATABASE_NAME, DeviceStore, DeviceUnavailable, MIGRATIONS } from '../../../client/offline/deviceStore.js';
import { PausedStore } from './pausedStore.js';
import { raw } from './rawDevice.js';
import { freshProfile } from './storage.js';

const AT = 1_000;

beforeEach(freshProfile);
afterEach(() => {
  jest.restoreAllMocks();
});

describe('rows on the device', () => {
  it('are read back after the browser was closed', async () => {
    const before = await DeviceRows.open('ada');
    expect(await before.write('list', [{ name: 'Larkspur Joinery' }], AT)).toEqual({ kept: true });
    await before.close();
    const after = await DeviceRows.open('ada');
    expect(await after.read('rows', 'list')).toEqual({ value: [{ name: 'Larkspur Joinery' }], fetchedAt: AT });
    expect(after.lost).toBeNull();
  });

  it('hold no readable figure or name, and a key that cannot be read out', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('list', [{ name: 'Larkspur Joinery' }], AT);
    await raw(async (db) => {
      const row = await db.get('rows', 'list');
      expect(new TextDecoder().decode(row.data)).not.toContain('Larkspur');
      const { key } = await db.get('keys', 'ada');
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    });
  });

  it('drop a corrupt row, so that it is fetched again, and keep the others', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.writeDigest('c1', 'v1', { cash: 1 }, AT);
    await rows.writeDigest('c2', 'v1', { cash: 2 }, AT);
    await raw(async (db) => {
      const row = await db.get('digests', 'c1');
      const bytes = new Uint8Array(row.data);
      bytes[3] = (bytes[3] ?? 0) ^ 1;
      await db.put('digests', row);
    });
    expect(await rows.read('digests', 'c1')).toBeNull();
    expect([...(await rows.kept()).keys()]).toEqual(['c2']);
    expect((await rows.read('digests', 'c2'))?.value).toEqual({ cash: 2 });
  });

  it('do not open in another place: one client cannot show as another', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.writeDigest('c1', 'v1', { cash: 1 }, AT);
    await raw(async (db) => db.put('digests', { ...(await db.get('digests', 'c1')), id: 'c2' }));
    expect(await rows.read('digests', 'c2')).toBeNull();
  });

  it('drop rows of another shape', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('list', [], AT);
    await raw(async (db) => db.put('rows', { ...(await db.get('rows', 'list')), shape: 99 }));
    expect(await rows.read('rows', 'list')).toBeNull();
  });

  it('of who was signed in outlive a new shape of the list: an update shuts nobody out who is offline', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('viewer', { id: 'ada' }, AT);
    await rows.write('list', [], AT);
    await raw(async (db) => db.put('rows', { ...(await db.get('rows', 'viewer')), shape: 1 }));
    await raw(async (db) => db.put('rows', { ...(await db.get('rows', 'list')), shape: 1 }));
    expect((await rows.read('rows', 'viewer'))?.value).toEqual({ id: 'ada' });
    expect(await rows.read('rows', 'list')).toBeNull();
  });

  it('count digests of another shape as not kept, so that they are fetched again', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.writeDigest('old', 'v1', { cash: 1 }, AT);
    await rows.writeDigest('new', 'v1', { cash: 1 }, AT);
    await raw(async (db) => {
      const kept = await db.get('kept', 'old');
      if (kept !== undefined) await db.put('kept', { ...kept, shape: 1 });
    });
    expect([...(await rows.kept()).keys()]).toEqual(['new']);
  });

  it('of another advisor are removed and never read', async () => {
    const ada = await DeviceRows.open('ada');
    await ada.write('list', ['Ada’s'], AT);
    await ada.close();
    const ben = await DeviceRows.open('ben');
    expect(ben.lost).toContain('another person');
    expect(await ben.read('rows', 'list')).toBeNull();
    await raw(async (db) => expect(await db.getAllKeys('keys')).toEqual(['ben']));
  });

  it('whose key is gone are removed and said to be; no key is made over them', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('list', ['locked'], AT);
    await rows.close();
    await raw((db) => db.delete('keys', 'ada'));
    const again = await DeviceRows.open('ada');
    expect(again.lost).toContain('could no longer be unlocked');
    await raw(async (db) => expect(await db.count('rows')).toBe(0));
  });

  it('that are known open without a write: the list is not held up by the disk', async () => {
    const first = await DeviceRows.open('ada');
    await first.write('list', ['kept'], AT);
    await first.close();
    const put = jest.spyOn(IDBObjectStore.prototype, 'put');
    const again = await DeviceRows.open('ada');
    expect(put).not.toHaveBeenCalled();
    expect((await again.read('rows', 'list'))?.value).toEqual(['kept']);
  });

  it('opened by two tabs at once share one key', async () => {
    const [first, second] = await Promise.all([DeviceRows.open('ada'), DeviceRows.open('ada')]);
    await first.write('list', ['from the first'], AT);
    expect((await second.read('rows', 'list'))?.value).toEqual(['from the first']);
  });

  it('are not removed with another advisor’s by a second tab that opens at the same time', async () => {
    await (await DeviceRows.open('ben')).write('list', [], AT);
    const store = new PausedStore();
    let first: DeviceRows | null = null;
    store.beforeWrite = async () => {
      first = await DeviceRows.open('ada');
      await first.writeDigest('c1', 'v1', { cash: 1 }, AT);
    };
    const second = await DeviceRows.open('ada', store);
    expect(first).not.toBeNull();
    expect((await second.read('digests', 'c1'))?.value).toEqual({ cash: 1 });
    expect(await second.read('rows', 'list')).toBeNull();
  });

  it('answer a full disk as data, and stay readable', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('list', ['old'], AT);
    jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    const written = await rows.write('list', ['new'], AT);
    expect(written).toMatchObject({ kept: false, reason: 'full' });
    expect((await rows.read('rows', 'list'))?.value).toEqual(['old']);
  });
});

describe('the store', () => {
  it('says in a sentence that a private window keeps nothing', async () => {
    jest.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    });
    await expect(DeviceRows.open('ada')).rejects.toThrow(DeviceUnavailable);
    await expect(DeviceRows.open('ada')).rejects.toThrow('keeps nothing on this device');
  });

  it('opens again, once, when the browser closed the connection under it', async () => {
    const store = new DeviceStore();
    const rows = await DeviceRows.open('ada', store);
    await rows.write('list', ['kept'], AT);
    await store.read((db) => Promise.resolve(db.close()));
    expect((await rows.read('rows', 'list'))?.value).toEqual(['kept']);
  });

  it('keeps its rows through an upgrade, and lets go for a newer tab', async () => {
    const old = await DeviceRows.open('ada');
    await old.write('list', ['kept'], AT);
    const newer = new DeviceStore(DATABASE_NAME, [...MIGRATIONS, (db) => void db.createObjectStore('later' as never)]);
    const rows = await DeviceRows.open('ada', newer);
    expect((await rows.read('rows', 'list'))?.value).toEqual(['kept']);
    await expect(old.read('rows', 'list')).rejects.toThrow('newer version');
  });

  it('is empty after a wipe, and stays shut for whoever still holds it', async () => {
    const rows = await DeviceRows.open('ada');
    await rows.write('list', ['secret'], AT);
    await rows.wipe();
    expect(await indexedDB.databases()).toEqual([]);
    await expect(rows.write('list', ['late'], AT)).rejects.toThrow('removed');
    expect(await DeviceRows.ownerOf(new DeviceStore())).toBeNull();
  });

  it('is emptied even while another tab holds it open', async () => {
    const other = await openDB(DATABASE_NAME, MIGRATIONS.length, {
      upgrade: (db, from, _to, tx) => MIGRATIONS.slice(from).forEach((step) => step(db as never, tx as never)),
    });
    const rows = await DeviceRows.open('ada');
    await rows.write('list', ['secret'], AT);
    await rows.wipe();
    expect(await other.count('rows')).toBe(0);
    expect(await other.count('keys')).toBe(0);
    other.close();
  });
});
