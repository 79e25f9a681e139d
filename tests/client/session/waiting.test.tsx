import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, FAKE_OWNER, FAKE_VIEWER, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { enqueue, keptViewer, refreshDevice, sendNow, waitingHere, wipeDevice } from '../../../client/offline/index.js';
import { dueSignOut } from '../../../client/session/signOutLater.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { paying } from '../offline/queueing.js';
import { raw } from '../offline/rawDevice.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 25_000 });

afterEach(cleanup);
beforeEach(emptyDevice);

/** `held`: decisions are sent, and arrive, once this is. */
async function open(part: Partial<FakeServer>, held: Promise<void> = Promise.resolve()) {
  const server = fakeServer({ clients: FAKE_CLIENTS, ...part });
  const fetcher = fakeFetch(server);
  const { session } = await openApp(async (input, init) => {
    if (String(init?.body).includes('SubmitDecisions')) await held;
    return fetcher(input, init);
  }, '/clients');
  return { server, session };
}

/** Somebody who decided something while the server was out of reach. */
async function withOneWaiting(held?: Promise<void>, part: Partial<FakeServer> = {}) {
  const opened = await open({ viewer: FAKE_VIEWER, ...part }, held);
  await screen.findByRole('grid', { name: 'Clients' });
  opened.server.offline = true;
  await act(async () => {
    expect(await enqueue([paying('Bill:1', { clientId: FAKE_CLIENTS[0]?.id ?? '' })])).toEqual({ kept: true });
  });
  return opened;
}

/** In a tab of the person whose device it is, which this page hears nothing of. */
async function savedInAnotherTab(id: string): Promise<void> {
  const row = { id, place: 9, shape: 1, tried: false, iv: new Uint8Array(12), data: new ArrayBuffer(16) };
  await raw((db) => db.put('outbox', row));
}

describe('signing out while something waits', () => {
  it('is wiped too where the page had let go of the device before', async () => {
    await withOneWaiting();
    cleanup();
    await wipeDevice();
    expect(await waitingHere()).toBeNull();
    expect(await keptViewer()).toBeNull();
  });

  it('asks first; staying keeps it', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    const dialog = await screen.findByRole('dialog', { name: 'Sign out' });
    expect(dialog.textContent).toContain('1 change on this device not sent yet');
    await userEvent.click(screen.getByRole('button', { name: 'Stay signed in' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await waitingHere()).toMatchObject({ waiting: 1 });
    expect(await keptViewer()).not.toBeNull();
  });

  it('wipes it where that is the answer, also offline', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out and remove 1' }));
    await screen.findByText(/Client data was removed from this device/);
    expect(await waitingHere()).toBeNull();
    expect(await keptViewer()).toBeNull();
    expect(Object.keys(localStorage).filter((name) => name.startsWith('runway-queue'))).toEqual([]);
  });

  it('asks again where another tab has saved more since, and removes no more than was agreed to', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    const yes = await screen.findByRole('button', { name: 'Sign out and remove 1' });
    await savedInAnotherTab('o2');
    await userEvent.click(yes);
    const dialog = await screen.findByRole('dialog', { name: 'Sign out' });
    await waitFor(() => expect(dialog.textContent).toContain('2 changes on this device not sent yet'));
    expect(dialog.textContent).toContain('More was saved on this device since this was asked.');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Sign out and remove 2' }));
    expect(await waitingHere()).toMatchObject({ waiting: 2 });
    await userEvent.keyboard('{Enter}');
    await screen.findByText(/Client data was removed from this device/);
    expect(await waitingHere()).toBeNull();
  });

  it('removes what is left where another tab has sent some of it since', async () => {
    const { session } = await withOneWaiting();
    await savedInAnotherTab('o2');
    await act(() => session.askToSignOut());
    const yes = await screen.findByRole('button', { name: 'Sign out and remove 2' });
    await raw((db) => db.delete('outbox', 'o2'));
    await userEvent.click(yes);
    await screen.findByText(/Client data was removed from this device/);
    expect(await waitingHere()).toBeNull();
  });

  it('sends it where the server is reached, then signs out', async () => {
    const { server, session } = await withOneWaiting();
    server.offline = false;
    await act(() => session.sendAndSignOut());
    await screen.findByText(/Client data was removed from this device/);
    expect([...server.decisions.values()].flatMap(({ decisions }) => [...decisions])).toHaveLength(1);
  });

  it('stays signed in where that is the answer while what waits is being sent', async () => {
    let arrive = (): void => undefined;
    const { server, session } = await withOneWaiting(new Promise((resolve) => (arrive = resolve)));
    server.offline = false;
    await act(() => session.askToSignOut());
    let sending = Promise.resolve();
    act(() => {
      sending = session.sendAndSignOut();
    });
    await act(() => session.stay());
    arrive();
    await act(() => sending);
    expect([...server.decisions.values()].flatMap(({ decisions }) => [...decisions])).toHaveLength(1);
    expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { name: 'Daniel Reyes' } });
    expect(await keptViewer()).not.toBeNull();
    expect(server.asked).not.toContain('SignOut');
  });

  it('tells what was refused from what is not sent yet, and offers to send only while something is', async () => {
    const refuses: FakeServer['refuses'] = ({ documentKey }) =>
      documentKey === 'Bill:1' ? { code: 'OUT_OF_RANGE', message: 'It is more than is open.' } : null;
    const { server, session } = await withOneWaiting(undefined, { refuses });
    server.offline = false;
    await act(async () => expect(await sendNow()).toBe(0));
    server.offline = true;
    await act(() => enqueue([paying('Bill:2', { clientId: FAKE_CLIENTS[0]?.id ?? '' })]));
    await act(() => session.askToSignOut());
    const dialog = await screen.findByRole('dialog', { name: 'Sign out' });
    expect(dialog.textContent).toContain('1 change on this device not sent yet, 1 refused (the tray says why).');
    server.offline = false;
    await act(() => refreshDevice());
    await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
    await screen.findByText(/^1 change on this device refused \(the tray says why\)\./);
    expect(screen.getByText('All that could be sent was sent.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Sign out and remove 1' })).toBeTruthy();
  });

  it('asks nothing where nothing waits', async () => {
    const { session } = await open({ viewer: FAKE_VIEWER });
    await screen.findByRole('grid', { name: 'Clients' });
    await act(() => session.askToSignOut());
    await screen.findByText(/Client data was removed from this device/);
  });
});

describe('a session that ends while something waits', () => {
  it('says so on the page that is left, and that it is sent after signing in again', async () => {
    const { server, session } = await withOneWaiting();
    act(() => session.expire());
    await screen.findByText(/1 change on this device is sent once you have signed in again/);
    server.offline = false;
    await act(async () => expect(await session.signIn('daniel@foundrystreet.example', 'runway-demo')).toBeNull());
    await waitFor(async () => expect(await waitingHere()).toBeNull());
    expect([...server.decisions.values()].flatMap(({ decisions }) => [...decisions])).toHaveLength(1);
  });

  it('says nothing of it where nothing waits', async () => {
    const { session } = await open({ viewer: FAKE_VIEWER });
    await screen.findByRole('grid', { name: 'Clients' });
    act(() => session.expire());
    expect((await screen.findByText(/The session has ended/)).textContent).not.toContain('change');
  });
});

describe('another person on a device where something waits', () => {
  it('sends nothing of it: their session answers a tab that is still open only that nobody is signed in', async () => {
    const { server } = await withOneWaiting();
    // They have signed in in another tab: the cookie is theirs, the rows on the device are not yet.
    server.viewer = FAKE_OWNER;
    server.offline = false;
    await act(async () => expect(await sendNow()).toBe(1));
    expect(server.asked).toContain('SubmitDecisions');
    expect([...server.decisions.values()].flatMap(({ decisions }) => [...decisions])).toEqual([]);
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 1 });
    await screen.findByRole('heading', { name: 'Sign in' });
  });

  it('is told whose it is before it is removed; signing in nevertheless removes it', async () => {
    const { session } = await withOneWaiting();
    act(() => session.expire());
    cleanup();
    await open({ viewer: FAKE_OWNER });
    const dialog = await screen.findByRole('dialog', { name: 'Sign in on this device' });
    expect(dialog.textContent).toContain('1 change of Daniel Reyes');
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 1 });
    await userEvent.click(screen.getByRole('button', { name: 'Sign in and remove 1' }));
    await screen.findByRole('grid', { name: 'Clients' });
    expect(await waitingHere()).toBeNull();
  });

  it('is asked again where more of it was saved since, and removes no more than was agreed to', async () => {
    await withOneWaiting();
    cleanup();
    await open({ viewer: FAKE_OWNER });
    const yes = await screen.findByRole('button', { name: 'Sign in and remove 1' });
    await savedInAnotherTab('o2');
    await userEvent.click(yes);
    const again = await screen.findByRole('button', { name: 'Sign in and remove 2' });
    expect(screen.getByRole('dialog').textContent).toContain('2 changes of Daniel Reyes');
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 2 });
    await userEvent.click(again);
    await screen.findByRole('grid', { name: 'Clients' });
    expect(await waitingHere()).toBeNull();
  });

  it('that does not sign in leaves everything, and is signed out again', async () => {
    await withOneWaiting();
    cleanup();
    const { server } = await open({ viewer: FAKE_OWNER });
    await userEvent.click(await screen.findByRole('button', { name: 'Do not sign in' }));
    await waitFor(() => expect(server.asked).toContain('SignOut'));
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 1 });
  });

  it('that does not sign in, with the network gone by then, locks nobody out who opens it next', async () => {
    await withOneWaiting();
    cleanup();
    const { server } = await open({ viewer: FAKE_OWNER });
    const no = await screen.findByRole('button', { name: 'Do not sign in' });
    server.offline = true;
    await userEvent.click(no);
    await waitFor(() => expect(dueSignOut()).toBe('KEPT'));
    cleanup();
    await open({ viewer: FAKE_OWNER, offline: true });
    await screen.findByRole('button', { name: /Daniel Reyes/ });
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_VIEWER.id, waiting: 1 });
    cleanup();
    const again = await open({ viewer: FAKE_OWNER });
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(again.server.asked[0]).toBe('SignOut');
    expect(dueSignOut()).toBeNull();
  });
});
