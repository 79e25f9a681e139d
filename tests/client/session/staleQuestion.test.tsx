import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, FAKE_OWNER, FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { enqueue, keepViewer, keptViewer, waitingHere } from '../../../client/offline/index.js';
import { dueSignOut } from '../../../client/session/signOutLater.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { paying } from '../offline/queueing.js';
import { emptiedByTheBrowser, raw } from '../offline/rawDevice.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 25_000 });

afterEach(cleanup);
beforeEach(emptyDevice);

/** Daniel's page, where something of his waits. */
async function withOneWaiting() {
  const server = fakeServer({ clients: FAKE_CLIENTS });
  const { session } = await openApp(fakeFetch(server), '/clients');
  await screen.findByRole('grid', { name: 'Clients' });
  server.offline = true;
  await act(async () => {
    expect(await enqueue([paying('Bill:1', { clientId: FAKE_CLIENTS[0]?.id ?? '' })])).toEqual({ kept: true });
  });
  return { server, session };
}

/** In another tab Daniel signs out and Maya signs in; `queueing`: she decides something. This page hears nothing of it. */
async function mayaInAnotherTab(queueing = true): Promise<void> {
  await emptiedByTheBrowser();
  await keepViewer(FAKE_OWNER);
  const row = { id: 'o1', place: 1, shape: 1, tried: false, iv: new Uint8Array(12), data: new ArrayBuffer(16) };
  if (queueing) await raw((db) => db.put('outbox', row));
}

async function expectMayaHere(): Promise<void> {
  await screen.findByRole('heading', { name: 'Sign in' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await keptViewer()).toMatchObject({ id: FAKE_OWNER.id });
  expect(await raw((db) => db.count('outbox'))).toBe(1);
  expect(dueSignOut()).toBeNull();
}

describe('the question before a sign-out', () => {
  it('goes when the person is signed out in another tab', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    await screen.findByRole('dialog', { name: 'Sign out' });
    const otherTab = new BroadcastChannel('runway-device');
    otherTab.postMessage({ kind: 'wiped' });
    await screen.findByRole('heading', { name: 'Sign in' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    otherTab.close();
  });

  it('goes when the session ends: what waits is then kept for the next sign-in', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    await screen.findByRole('dialog', { name: 'Sign out' });
    act(() => session.expire());
    await screen.findByText(/1 change on this device is sent once you have signed in again/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('wipes nothing of a person who has signed in meanwhile, and does not end their session', async () => {
    const { server, session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    const yes = await screen.findByRole('button', { name: 'Sign out and remove 1' });
    await mayaInAnotherTab();
    server.offline = false;
    await userEvent.click(yes);
    await expectMayaHere();
    expect(server.asked).not.toContain('SignOut');
  });

  it('ends no session of a person who has signed in meanwhile and of whom nothing waits', async () => {
    const { server, session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    const yes = await screen.findByRole('button', { name: 'Sign out and remove 1' });
    await mayaInAnotherTab(false);
    server.offline = false;
    await userEvent.click(yes);
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(await keptViewer()).toMatchObject({ id: FAKE_OWNER.id });
    expect(server.asked).not.toContain('SignOut');
  });

  it('is not asked anew after sending where another person has signed in meanwhile', async () => {
    const { session } = await withOneWaiting();
    await act(() => session.askToSignOut());
    await screen.findByRole('dialog', { name: 'Sign out' });
    await mayaInAnotherTab();
    await act(() => session.sendAndSignOut());
    await expectMayaHere();
  });

  it('is not asked of what another person has queued', async () => {
    const { session } = await withOneWaiting();
    await mayaInAnotherTab();
    await act(() => session.askToSignOut());
    await expectMayaHere();
    expect(await waitingHere()).toMatchObject({ viewerId: FAKE_OWNER.id });
    expect(FAKE_OWNER.id).not.toBe(FAKE_VIEWER.id);
  });
});
