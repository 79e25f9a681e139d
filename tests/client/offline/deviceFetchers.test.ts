import { afterEach, describe, expect, it } from '@jest/globals';
import type { Ask } from '../../../client/apollo/ask.js';
import { deviceFetchers } from '../../../client/deviceFetchers.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { newId } from '../../../client/offline/index.js';
import type { IsoDate } from '../../../domain/units.js';

const before = window.matchMedia as Window['matchMedia'] | undefined;
afterEach(() => {
  Reflect.deleteProperty(window, 'GestureEvent');
  Object.assign(window, { matchMedia: before });
});

/** What was asked, of a server that answers all of it with this. */
function asking(data: object) {
  const asked: Record<string, unknown>[] = [];
  const ask = ((_document, variables) => {
    asked.push(variables);
    return Promise.resolve(data);
  }) as Ask;
  return { asked, fetchers: deviceFetchers(ask) };
}

describe('how a device asks', () => {
  it.each([
    ['an app in Safari’s Dock', 'standalone', true],
    ['a page in Safari', 'browser', false],
  ])('tells of what waits in %s which of the two devices it is', async (_name, mode, app) => {
    const matchMedia = (query: string) => ({ matches: query === `(display-mode: ${mode})` });
    Object.assign(window, { GestureEvent: class {}, matchMedia });
    const { asked, fetchers } = asking({ reportQueue: { lost: 0, lostSince: null, lostUntil: null, refusal: null } });
    const told = { store: newId(), waiting: [], removed: false, noted: false };
    expect(await fetchers.send.reportQueue?.(told)).toBeNull();
    expect(asked).toEqual([{ ...told, app }]);
  });

  it('keeps with the list and with a review which operations they hold', async () => {
    const pageInfo = { hasNextPage: false, endCursor: null };
    const list = asking({ clients: { edges: [{ node: { id: 'c1', receivedOperations: ['a'] } }], pageInfo } });
    expect(await list.fetchers.fetchList()).toEqual([{ id: 'c1', answered: ['a'] }]);
    const digest = larkspurDigest();
    const review = asking({ client: { id: 'c1', digest, receivedOperations: ['b'] } });
    expect(await review.fetchers.fetchRitual('c1')).toEqual({ id: 'c1', digest, answered: ['b'] });
  });

  it('takes back the mark that was set and no other; what was queued before it was named, as it was', async () => {
    const { asked, fetchers } = asking({ unmarkReviewed: { client: null, refusal: null } });
    const act = { name: 'UNMARK_REVIEWED', id: newId(), clientId: 'c1', week: '2026-11-16' as IsoDate } as const;
    await fetchers.send.act({ ...act, mark: 'm1' });
    await fetchers.send.act(act);
    expect(asked.map(({ mark }) => mark)).toEqual(['m1', null]);
  });
});
