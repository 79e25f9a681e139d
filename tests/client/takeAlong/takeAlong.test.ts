import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { clientRow } from '../../../client/offline/clientRow.js';
import { DeviceRows } from '../../../client/offline/deviceRows.js';
import { Snapshots } from '../../../client/offline/snapshots.js';
import { TakeAlong, takeAlong } from '../../../client/offline/takeAlong.js';
import type { ListClient } from '../../../client/offline/view.js';
import { FAKE_CLIENTS, overviewOf } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { freshness, sizeWords, takenLines } from '../../../client/takeAlong/takenLines.js';
import { freshProfile } from '../offline/storage.js';

const FULL = { kept: false, reason: 'full', message: 'No room.' } as const;
const [FIRST, SECOND] = twoSynced();

let rows: DeviceRows;
beforeEach(async () => {
  freshProfile();
  rows = await DeviceRows.open('daniel');
  await takeAlong.open(null);
});

function twoSynced(): [ListClient, ListClient] {
  const [first, second] = FAKE_CLIENTS.filter(({ sync }) => sync.lastGoodAt !== null);
  if (first === undefined || second === undefined) throw new Error('The fixture has two synced clients.');
  return [first, second];
}

/** A device that follows two clients of the server, one pass at a time. */
function following() {
  const fetched: string[] = [];
  const snapshots = new Snapshots({
    rows,
    now: () => 1,
    fetchRitual: (id) => {
      fetched.push(id);
      return Promise.resolve(fakeRitual(id));
    },
    requestEnded: () => Promise.resolve(),
    onWritten: () => undefined,
    onRitual: () => undefined,
  });
  const pass = async (): Promise<void> => {
    await snapshots.load();
    await snapshots.fetchChanged(overviewOf([FIRST, SECOND]), new Set(), () => false);
  };
  return { snapshots, fetched, pass };
}

describe('what is taken along', () => {
  it('removes a client at once, and remembers it when the device is opened again', async () => {
    await rows.writeDigest('a', '1', { figures: 1 }, 1);
    const along = new TakeAlong();
    await along.open(rows);
    expect(await along.choose('a', 'LEFT_OUT')).toEqual({ kept: true });
    expect((await rows.kept()).has('a')).toBe(false);
    const again = new TakeAlong();
    await again.open(rows);
    expect(again.isLeftOut('a')).toBe(true);
    await again.opened('a');
    expect(again.isLeftOut('a')).toBe(false);
  });

  it('leaves what another tab chose of other clients', async () => {
    const [one, other] = [new TakeAlong(), new TakeAlong()];
    await one.open(rows);
    await other.open(rows);
    await one.choose('a', 'LEFT_OUT');
    await other.choose('b', 'PINNED');
    expect([...other.get().choices]).toEqual([
      ['a', 'LEFT_OUT'],
      ['b', 'PINNED'],
    ]);
    // At the same moment, too.
    await Promise.all([one.choose('c', 'PINNED'), other.choose('b', 'TAKEN')]);
    const again = new TakeAlong();
    await again.open(rows);
    expect([...again.get().choices]).toEqual([
      ['a', 'LEFT_OUT'],
      ['c', 'PINNED'],
    ]);
  });

  it('says that nothing can be chosen where nothing is kept', async () => {
    const along = new TakeAlong();
    await along.open(null);
    expect(await along.choose('a', 'PINNED')).toMatchObject({ kept: false });
  });

  it('drops others for a pinned client when there is no room, the longest fetched first, and no pinned one', async () => {
    for (const [id, at] of [
      ['old', 1],
      ['kept', 2],
      ['newer', 3],
    ] as const)
      await rows.writeDigest(id, '1', {}, at);
    const along = new TakeAlong();
    await along.open(rows);
    await along.choose('kept', 'PINNED');
    await along.choose('mine', 'PINNED');
    let tries = 0;
    const written = await along.write('mine', () => {
      tries += 1;
      return Promise.resolve(tries < 3 ? FULL : { kept: true });
    });
    expect(written).toEqual({ kept: true });
    expect([...(await rows.kept()).keys()]).toEqual(['kept']);
  });

  it('drops nothing for one that is not pinned', async () => {
    await rows.writeDigest('old', '1', {}, 1);
    const along = new TakeAlong();
    await along.open(rows);
    expect(await along.write('mine', () => Promise.resolve(FULL))).toEqual(FULL);
    expect((await rows.kept()).has('old')).toBe(true);
  });

  it('does not fetch a client that is left out, and fetches it again when it is taken', async () => {
    const { snapshots, fetched, pass } = following();
    await snapshots.load();
    await takeAlong.choose(FIRST.id, 'LEFT_OUT');
    await pass();
    expect(fetched).toEqual([SECOND.id]);
    await takeAlong.choose(FIRST.id, 'TAKEN');
    await pass();
    expect(fetched).toEqual([SECOND.id, FIRST.id]);
    expect([...(await rows.kept()).keys()].sort()).toEqual([FIRST.id, SECOND.id].sort());
  });

  it('fetches anew a client that was removed from the device, once it is taken along again', async () => {
    const { snapshots, fetched, pass } = following();
    await snapshots.load();
    await pass();
    await takeAlong.choose(FIRST.id, 'LEFT_OUT');
    await pass();
    expect(fetched).toEqual([FIRST.id, SECOND.id]);
    await takeAlong.choose(FIRST.id, 'TAKEN');
    await pass();
    expect(fetched).toEqual([FIRST.id, SECOND.id, FIRST.id]);
    await pass();
    expect(fetched).toHaveLength(3);
    expect([...(await rows.kept()).keys()].sort()).toEqual([FIRST.id, SECOND.id].sort());
  });

  it('asks again for a client that had no room once a choice may have made some, and not before', async () => {
    const { snapshots, fetched, pass } = following();
    await snapshots.load();
    const full = jest.spyOn(rows, 'writeDigest').mockResolvedValue(FULL);
    await pass();
    full.mockRestore();
    await pass();
    expect(fetched).toEqual([FIRST.id, SECOND.id]);
    await takeAlong.choose(FIRST.id, 'LEFT_OUT');
    await pass();
    expect(fetched).toEqual([FIRST.id, SECOND.id, SECOND.id]);
    expect([...(await rows.kept()).keys()]).toEqual([SECOND.id]);
  });
});

describe('the lines of the page', () => {
  it('say which are fresh, which are not, and count those that are taken', () => {
    const overview = overviewOf([FIRST, SECOND], '2');
    const versions = new Map(overview.versions.map(({ clientId, version }) => [clientId, version]));
    const kept = new Map([
      [FIRST.id, { version: versions.get(FIRST.id) ?? '', fetchedAt: 1, bytes: 2_000 }],
      [SECOND.id, { version: 'older', fetchedAt: 1, bytes: 1_000 }],
    ]);
    const lines = takenLines([FIRST, SECOND].map(clientRow), overview, kept, new Map());
    expect(lines.map(({ state }) => state).sort()).toEqual(['FRESH', 'OLDER']);
    expect(freshness(lines)).toEqual({ fresh: 1, here: 2, of: 2 });
    const without = takenLines([FIRST, SECOND].map(clientRow), overview, kept, new Map([[SECOND.id, 'LEFT_OUT']]));
    expect(freshness(without)).toEqual({ fresh: 1, here: 1, of: 1 });
    kept.delete(SECOND.id);
    const missing = takenLines([FIRST, SECOND].map(clientRow), overview, kept, new Map());
    expect(freshness(missing)).toEqual({ fresh: 1, here: 1, of: 2 });
  });

  it('prints sizes', () => {
    expect([sizeWords(412_300, 'en-GB'), sizeWords(3_449_000, 'en-GB'), sizeWords(2.1e9, 'en-GB')]).toEqual([
      '412 kB',
      '3.4 MB',
      '2.1 GB',
    ]);
  });
});
