import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refreshDevice, takeAnswer } from '../../../client/offline/index.js';
import { watchDigest } from '../../../client/offline/currentDevice.js';
import { fakeHygiene } from '../../../client/fakes/fakeReview.js';
import { shown, start, stop } from './deviceGround.js';
import { FakeServer } from './fakeServer.js';
import { freshProfile, until } from './storage.js';

beforeEach(freshProfile);
afterEach(stop);

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
    const refreshed = refreshDevice();
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
