import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, FAKE_OWNER, FAKE_VIEWER, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { enqueue, keepViewer, keptViewer, waitingHere } from '../../../client/offline/index.js';
import { makeServices } from '../../../client/services.js';
import { dueSignOut, setSignOutDue } from '../../../client/session/signOutLater.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { paying } from '../offline/queueing.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 25_000 });

const told: unknown[] = [];
beforeEach(async () => {
  await emptyDevice();
  told.length = 0;
  globalThis.reportError = (error: unknown) => void told.push(error);
});
afterEach(() => {
  jest.restoreAllMocks();
  cleanup();
});

/** The device's store breaks at one thing, as one on a failing disk does. */
function breakStore(at: 'clear' | 'count'): void {
  jest.spyOn(IDBObjectStore.prototype, at).mockImplementation(() => {
    throw new DOMException('Internal error.', 'UnknownError');
  });
}

async function open(part: Partial<FakeServer> = {}) {
  const server = fakeServer({ clients: FAKE_CLIENTS, ...part });
  const { session } = await openApp(fakeFetch(server), '/clients');
  return { server, session };
}

async function withOneWaiting() {
  const opened = await open();
  await screen.findByRole('grid', { name: 'Clients' });
  opened.server.offline = true;
  await act(async () => {
    expect(await enqueue([paying('Bill:1', { clientId: FAKE_CLIENTS[0]?.id ?? '' })])).toEqual({ kept: true });
  });
  return opened;
}

describe('a sign-out that broke off', () => {
  it('is finished at the next start: the device is wiped before the server is told', async () => {
    await keepViewer(FAKE_VIEWER);
    setSignOutDue('WIPED');
    const server = fakeServer();
    const fetcher = fakeFetch(server);
    let keptWhenTold: unknown;
    const { session } = makeServices(async (input, init) => {
      if (String(init?.body).includes('SignOut')) keptWhenTold = await keptViewer();
      return fetcher(input, init);
    });
    await session.open();
    expect(server.asked[0]).toBe('SignOut');
    expect(keptWhenTold).toBeNull();
    expect(await keptViewer()).toBeNull();
    expect(dueSignOut()).toBeNull();
  });

  it('is finished before another person signs in', async () => {
    const server = fakeServer({ viewer: null });
    const { session } = makeServices(fakeFetch(server));
    await session.open();
    await keepViewer(FAKE_OWNER);
    setSignOutDue('WIPED');
    expect(await session.signIn('daniel@foundrystreet.example', 'wrong')).not.toBeNull();
    expect(await keptViewer()).toBeNull();
    expect(dueSignOut()).toBeNull();
  });
});

describe('a device that cannot be wiped', () => {
  it('is told of on the page that is left, the server hears of the sign-out, and it is wiped at the next start', async () => {
    const { server, session } = await open();
    await screen.findByRole('grid', { name: 'Clients' });
    breakStore('clear');
    await act(() => session.signOut());
    await screen.findByText(/^Signed out. Client data could not be removed from this device/);
    expect(server.asked).toContain('SignOut');
    expect(dueSignOut()).toBe('WIPED');
    expect(told).toHaveLength(1);
    jest.restoreAllMocks();
    cleanup();
    await open({ viewer: null });
    expect(await keptViewer()).toBeNull();
    expect(dueSignOut()).toBeNull();
  });

  it('still cannot at the next start: nobody’s figures are shown, and it stays to be done', async () => {
    await keepViewer(FAKE_VIEWER);
    setSignOutDue('WIPED');
    breakStore('clear');
    const { server } = await open();
    await screen.findByText(/^Signed out. Client data could not be removed from this device/);
    expect(server.asked[0]).toBe('SignOut');
    expect(dueSignOut()).toBe('WIPED');
  });

  it('is not wiped any more at a start after its person has signed in again', async () => {
    await keepViewer(FAKE_VIEWER);
    setSignOutDue('WIPED');
    breakStore('clear');
    const { session } = await open();
    await act(async () => expect(await session.signIn('daniel@foundrystreet.example', 'runway-demo')).toBeNull());
    await screen.findByRole('grid', { name: 'Clients' });
    expect(dueSignOut()).toBeNull();
  });
});

describe('a device that cannot be read', () => {
  it('says at the sign-out that it is not known what waits, and lets it be removed all the same', async () => {
    const { session } = await withOneWaiting();
    breakStore('count');
    await act(() => session.askToSignOut());
    const dialog = await screen.findByRole('dialog', { name: 'Sign out' });
    expect(dialog.textContent).toContain('What waits on this device could not be read.');
    await userEvent.click(screen.getByRole('button', { name: 'Sign out and remove all' }));
    await screen.findByText(/Client data was removed from this device/);
    jest.restoreAllMocks();
    expect(await waitingHere()).toBeNull();
  });

  it('says so where another person’s changes cannot be removed, and asks on', async () => {
    await withOneWaiting();
    cleanup();
    await open({ viewer: FAKE_OWNER });
    breakStore('clear');
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in and remove 1' }));
    await waitFor(() =>
      expect(screen.getByRole('dialog').textContent).toContain('This device could not be read or changed.'),
    );
    jest.restoreAllMocks();
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 1 });
    await userEvent.click(screen.getByRole('button', { name: 'Sign in and remove 1' }));
    await screen.findByRole('grid', { name: 'Clients' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
