import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, FAKE_VIEWER, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { keepViewer, keptViewer, refreshDevice } from '../../../client/offline/index.js';
import { makeServices } from '../../../client/services.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

// The whole app over a store on disk: patient, for a machine that does other work at the same time.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 8_000 });

afterEach(cleanup);
beforeEach(emptyDevice);

async function open(part: Partial<FakeServer> = {}) {
  const server = fakeServer({ viewer: null, clients: FAKE_CLIENTS, ...part });
  const { session } = await openApp(fakeFetch(server), '/clients');
  return { server, session };
}

const list = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Clients' });

describe('signing in', () => {
  it('says at the field what is missing, before the server is asked', async () => {
    const { server } = await open();
    await userEvent.type(screen.getByLabelText('E-mail'), 'daniel');
    await userEvent.click(screen.getByRole('button', { name: /Sign in/ }));
    expect(screen.getByText('An e-mail address has a name, an @ and a domain.')).toBeTruthy();
    expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
    expect(server.asked).not.toContain('SignIn');
  });

  it('says the server’s refusal at the password and keeps what was typed', async () => {
    await open();
    await userEvent.type(screen.getByLabelText('E-mail'), 'daniel@foundrystreet.example');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByText('The e-mail or the password is not right.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
  });

  it('has a line for a refusal from the start, so that nothing jumps', async () => {
    await open();
    expect(document.querySelectorAll('.problem')).toHaveLength(2);
  });

  it('shows the password when asked', async () => {
    await open();
    const password = screen.getByLabelText('Password');
    expect(password.getAttribute('type')).toBe('password');
    await userEvent.click(screen.getByRole('button', { name: 'Show password' }));
    expect(password.getAttribute('type')).toBe('text');
  });

  it('lets demo people in by one click or one digit', async () => {
    await open();
    await screen.findByText('Daniel Reyes');
    await userEvent.keyboard('2');
    expect(await list()).toBeTruthy();
  });

  it('types digits into fields as digits', async () => {
    const { server } = await open();
    await screen.findByText('Daniel Reyes');
    await userEvent.type(screen.getByLabelText('Password'), '123');
    expect(server.asked).not.toContain('SignIn');
  });

  it('has no demo people where the server runs no demo', async () => {
    await open({ demo: false });
    expect(screen.queryByText('Demo firm')).toBeNull();
  });

  it('says that the server is out of reach', async () => {
    const { server } = await open();
    server.offline = true;
    await userEvent.type(screen.getByLabelText('E-mail'), 'daniel@foundrystreet.example');
    await userEvent.type(screen.getByLabelText('Password'), 'x{Enter}');
    expect(await screen.findByText(/out of reach/)).toBeTruthy();
  });
});

describe('a session', () => {
  it('opens without the server for whom the device remembers', async () => {
    await keepViewer(FAKE_VIEWER);
    await open({ offline: true });
    expect(await screen.findByRole('button', { name: /Daniel Reyes/ })).toBeTruthy();
  });

  it('that has ended shows the sign-in page and keeps what is on the device', async () => {
    const { server } = await open({ viewer: FAKE_VIEWER });
    await list();
    server.viewer = null;
    await waitFor(
      async () => {
        await act(() => refreshDevice());
        screen.getByText(/The session has ended/);
      },
      { timeout: 8_000 },
    );
    expect(screen.getByText(/kept on this device for Daniel Reyes/)).toBeTruthy();
    expect(server.asked).toContain('RefreshSession');
    expect(await keptViewer()).not.toBeNull();
  });

  it('is wiped from the device at sign-out, and the server is told', async () => {
    const { server, session } = await open({ viewer: FAKE_VIEWER });
    await list();
    await act(() => session.signOut());
    expect(await screen.findByText(/Client data was removed from this device/)).toBeTruthy();
    expect(await keptViewer()).toBeNull();
    expect(server.asked).toContain('SignOut');
  });

  it('signed out offline is told to the server first on the next connection', async () => {
    const { server, session } = await open({ viewer: FAKE_VIEWER });
    await list();
    server.offline = true;
    await act(() => session.signOut());
    expect(await keptViewer()).toBeNull();
    server.offline = false;
    server.asked.length = 0;
    await act(() => makeServices(fakeFetch(server)).session.open());
    await waitFor(() => expect(server.asked[0]).toBe('SignOut'));
  });

  it('ends in this tab too when another tab signs out', async () => {
    await open({ viewer: FAKE_VIEWER });
    await list();
    const otherTab = new BroadcastChannel('runway-device');
    otherTab.postMessage({ kind: 'wiped' });
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy();
    expect(screen.queryByText('Daniel Reyes', { selector: 'nav *' })).toBeNull();
    otherTab.close();
  });
});
