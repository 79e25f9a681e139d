import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 8_000 });

// The page is loaded with its styles, which only a bundler reads.
jest.unstable_mockModule('../../../client/connections/connections.css', () => ({}));

afterEach(cleanup);
beforeEach(emptyDevice);

async function open(part: Partial<FakeServer> = {}, address = '/connections') {
  const server = fakeServer({ clients: FAKE_CLIENTS, ...part });
  const { location } = await openApp(fakeFetch(server), address);
  return Object.assign(server, { location });
}

const line = async (name: RegExp): Promise<HTMLElement> => {
  const item = (await screen.findByRole('button', { name, expanded: false })).closest('li');
  if (item === null) throw new Error('A line stands in no list.');
  return item;
};

describe('the Connections page', () => {
  it('says of every company how it stands, those that need a person first', async () => {
    await open();
    await screen.findByRole('heading', { name: 'Data shows 1 company not connected, 1 failing' });
    const names = [...document.querySelectorAll('[data-connection]')].map((one) => one.textContent);
    expect(names).toHaveLength(16);
    expect(names.slice(0, 3)).toEqual(['Tamarack Physio', 'Thornbury Print Works', 'Atlas Court Dental']);
    expect((await line(/^Tamarack/)).textContent).toContain('QuickBooks sign-in expired');
    expect((await line(/^Thornbury/)).textContent).toContain('QuickBooks did not answer');
    expect((await line(/^Pemberton/)).textContent).toContain('Reading invoices');
    expect((await line(/^Fennel/)).textContent).toContain('2 lines differ');
  });

  it('shows the month’s calls as a meter and in words', async () => {
    await open();
    const meter = await screen.findByRole('meter', { name: /Calls to QuickBooks/ });
    expect(meter.getAttribute('aria-valuetext')).toMatch(/^11,204 of 500,000 calls used in November, day \d+ of 30$/);
    expect(meter.getAttribute('aria-valuenow')).toBe('11204');
  });

  it('says that nothing is read when the month’s calls are used up', async () => {
    await open({ usedUp: true });
    expect(await screen.findByText(/nothing is read until 1 December/)).toBeTruthy();
  });

  it('opens in place on the history, with the reference of what failed', async () => {
    await open();
    const atlas = await line(/^Atlas/);
    await userEvent.click(within(atlas).getByRole('button', { name: /^Atlas/ }));
    const table = await within(atlas).findByRole('table');
    expect(within(table).getAllByText('Notice from QuickBooks')).toHaveLength(2);
    expect(table.textContent).toContain('2 min 06 s');
    expect(within(table).getByRole('button', { name: /Copy reference 1-6560/ })).toBeTruthy();
  });

  it('syncs now: waits at once, and stays so when the server has said yes', async () => {
    const server = await open();
    const atlas = await line(/^Atlas/);
    await userEvent.click(within(atlas).getByRole('button', { name: /Sync now/ }));
    expect(atlas.textContent).toContain('Waiting to sync');
    await waitFor(() => expect(server.asked).toContain('SyncNow'));
    await screen.findByText(/Atlas Court Dental waits for its sync/);
    // It can do nothing now, and keeps the focus of whoever pressed it.
    const button = within(atlas).getByRole('button', { name: /Sync now/ });
    expect([button.getAttribute('aria-disabled'), document.activeElement === button]).toEqual(['true', true]);
    await userEvent.click(button);
    expect(server.asked.filter((name) => name === 'SyncNow')).toHaveLength(1);
  });

  it('says a refusal at the line, and shows it as it was', async () => {
    await open({ refusing: 'Reading of this company is paused. Resume it first.' });
    const atlas = await line(/^Atlas/);
    await userEvent.click(within(atlas).getByRole('button', { name: /Sync now/ }));
    expect((await within(atlas).findByRole('alert')).textContent).toContain('Resume it first');
    expect(atlas.textContent).toContain('Synced');
    expect(atlas.textContent).not.toContain('Waiting to sync');
  });

  it('pauses and resumes', async () => {
    await open();
    const atlas = await line(/^Atlas/);
    await userEvent.click(within(atlas).getByRole('button', { name: /^Atlas/ }));
    await userEvent.click(within(atlas).getByRole('button', { name: 'Pause' }));
    await screen.findByText(/Atlas Court Dental is paused/);
    expect(atlas.textContent).toContain('when resumed');
    await userEvent.click(within(atlas).getByRole('button', { name: 'Resume' }));
    await screen.findByText(/Atlas Court Dental is read again/);
  });

  it('disconnects after a dialog that says what ends and what stays; the focus comes back', async () => {
    const server = await open();
    const atlas = await line(/^Atlas/);
    const opener = within(atlas).getByRole('button', { name: /^Atlas/ });
    await userEvent.click(opener);
    const button = within(atlas).getByRole('button', { name: 'Disconnect' });
    await userEvent.click(button);
    const dialog = await screen.findByRole('dialog', { name: /Disconnect Atlas/ });
    expect(dialog.textContent).toMatch(/given back to QuickBooks.*What stays.*every past week/);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep connected' }));
    await waitFor(() => expect(document.activeElement).toBe(button));
    expect(server.asked).not.toContain('Disconnect');

    await userEvent.click(button);
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(document.activeElement).toBe(opener));
    expect(atlas.textContent).toContain('Not connected to QuickBooks');
    expect(document.querySelectorAll('[data-connection]')[2]?.textContent).toBe('Atlas Court Dental');
  });

  it('says when QuickBooks has not yet confirmed that it took its access back', async () => {
    await open({ silent: true });
    const atlas = await line(/^Atlas/);
    await userEvent.click(within(atlas).getByRole('button', { name: /^Atlas/ }));
    await userEvent.click(within(atlas).getByRole('button', { name: 'Disconnect' }));
    await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disconnect' }));
    await screen.findByText(/has not yet confirmed that it took our access back/);
    expect(atlas.textContent).toContain('Not connected to QuickBooks');
  });

  it('goes offline with what it had, says from when, and presses nothing in vain', async () => {
    const server = await open();
    const atlas = await line(/^Atlas/);
    server.offline = true;
    await act(() => refreshDevice());
    await screen.findByText(/^Offline, states from \d/);
    expect(atlas.textContent).toContain('Synced');
    const asked = server.asked.length;
    const button = within(atlas).getByRole('button', { name: /Sync now/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(button);
    const connect = screen.getByRole<HTMLButtonElement>('button', { name: 'Connect a company' });
    expect([connect.disabled, connect.getAttribute('aria-disabled')]).toEqual([false, 'true']);
    await userEvent.click(connect);
    expect(document.activeElement).toBe(connect);
    expect(server.asked).toHaveLength(asked);
    server.offline = false;
    await act(() => refreshDevice());
    await waitFor(() => expect(screen.queryByText(/^Offline, states from/)).toBeNull());
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  });

  it('opened offline shows what the device last heard of each', async () => {
    const server = await open({}, '/clients');
    await screen.findByRole('grid', { name: 'Clients' });
    server.offline = true;
    await act(() => refreshDevice());
    act(() => server.location.navigate('/connections'));
    await screen.findByRole('heading', { name: 'Connections need a network' });
    const known = await screen.findByRole('list', { name: 'Connections as this device knows them' });
    expect(within(known).getAllByRole('listitem')).toHaveLength(FAKE_CLIENTS.length);
    expect(within(known).getByText('Tamarack Physio').closest('li')?.textContent).toContain(
      'QuickBooks sign-in expired',
    );
    server.offline = false;
    await act(() => refreshDevice());
    await line(/^Atlas/);
  });

  it('is moved through by j and k', async () => {
    await open();
    await line(/^Atlas/);
    await userEvent.keyboard('jjj');
    expect(document.activeElement?.textContent).toBe('Atlas Court Dental');
    await userEvent.keyboard('k{Enter}');
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement?.textContent).toBe('Thornbury Print Works');
  });

  it('says what is there when there is nothing, and when it did not load', async () => {
    await open({ clients: [] });
    await screen.findByRole('heading', { name: 'No connections yet' });
    cleanup();
    await open({ problem: 'The server is being repaired.' });
    await screen.findByRole('heading', { name: 'The connections did not load' });
    expect(screen.getByText('The server is being repaired.')).toBeTruthy();
  });
});
