import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen } from '@testing-library/react';
import { fakeFetch, fakeServer, FAKE_OWNER, FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { until } from '../offline/storage.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 25_000 });

afterEach(cleanup);
beforeEach(emptyDevice);

interface Sent {
  readonly operation: string;
  readonly viewerId: string | null;
}

/** The page of somebody, where what is held is answered at once and the answer arrives once it is let through. */
async function open(viewer: typeof FAKE_VIEWER) {
  const server = fakeServer({ clients: FAKE_CLIENTS, viewer });
  const fetcher = fakeFetch(server);
  let isHeld: (sent: Sent) => boolean = () => false;
  let arrive = (): void => undefined;
  let late = Promise.resolve();
  let holding = 0;
  const { session } = await openApp(async (input, init) => {
    const answer = await fetcher(input, init);
    const { operationName } = JSON.parse(String(init?.body)) as { operationName: string };
    const viewerId = new Headers(init?.headers).get('x-runway-viewer');
    if (!isHeld({ operation: operationName, viewerId })) return answer;
    holding += 1;
    await late;
    return answer;
  }, '/clients');
  await grid();
  return {
    session,
    /** The session ends, and the page asks: those answers come late. */
    endHolding: async (which: typeof isHeld): Promise<void> => {
      [isHeld, late] = [which, new Promise((resolve) => (arrive = resolve))];
      server.viewer = null;
      await act(async () => {
        void refreshDevice();
        await until(() => holding > 0);
      });
      isHeld = () => false;
    },
    arrive: () => arrive(),
  };
}

const grid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Clients' });

/** Long enough for what has arrived to be acted on. */
const settled = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 300)));

it('a late answer that the session has ended ends nothing of the person who has signed in since', async () => {
  const { session, endHolding, arrive } = await open(FAKE_OWNER);
  await endHolding(({ viewerId }) => viewerId === FAKE_OWNER.id);
  act(() => session.endedElsewhere());
  await act(async () => expect(await session.signIn(FAKE_VIEWER.email, 'runway-demo')).toBeNull());
  await grid();
  arrive();
  await settled();
  expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { id: FAKE_VIEWER.id } });
});

it('a late answer that it could not be renewed ends no session that the same person has begun since', async () => {
  const { session, endHolding, arrive } = await open(FAKE_VIEWER);
  await endHolding(({ operation }) => operation === 'RefreshSession');
  act(() => session.expire());
  await act(async () => expect(await session.signIn(FAKE_VIEWER.email, 'runway-demo')).toBeNull());
  await grid();
  arrive();
  await settled();
  expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { id: FAKE_VIEWER.id } });
});
