import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_OWNER } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS, FIRST_SYNC_CLIENTS, manyClients } from '../../../client/fakes/fakeFirm.js';
import { fakeTray } from '../../../client/fakes/fakeTray.js';
import { rememberClient } from '../../../client/ui/listOrder.js';
import { emptyDevice } from '../emptyDevice.js';
import { grid, names, openList as open, refreshUntil } from './openList.js';

// The whole app over a store on disk: patient, for a machine that does other work at the same time.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });
// A client's page is loaded with its styles, which only a bundler reads.
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
const saved = jest.fn<(name: string, type: string, text: string) => void>();
jest.unstable_mockModule('../../../client/ui/download.js', () => ({ downloadText: saved }));

afterEach(cleanup);
beforeEach(emptyDevice);

/** All sixteen but the three steady ones, which are folded. */
const LISTED = 13;

describe('the client list', () => {
  it('says how many need attention and orders by the shortest runway', async () => {
    await open();
    expect(await screen.findByRole('heading', { level: 1, name: 'Data shows 10 clients need attention' })).toBeTruthy();
    expect(names().slice(0, 3)).toEqual(['Halcyon Coffee Roasters', 'Cobalt Ridge Cycles', 'Juniper Veterinary']);
    await userEvent.click(screen.getByRole('button', { name: 'Weeks' }));
    expect(names().slice(-2)).toEqual(['Bellweather Robotics', 'Quill & Anchor Bookshop']);
  });

  it('says each row in words: status, weeks, change, cash, freshness', async () => {
    await open();
    await grid();
    const row = screen.getByRole('row', { name: /Larkspur Joinery/ });
    expect(row.textContent).toContain('Critical');
    expect(row.textContent).toContain('4.6');
    expect(row.textContent).toContain('down 1.5');
    expect(row.textContent).toContain('now critical');
    expect(row.textContent).toContain('46,597.56');
    expect(within(row).getByRole('meter').getAttribute('aria-valuetext')).toContain('6.1 a week ago');
  });

  it('filters, counts over the whole filter, and offers to clear what leaves nothing', async () => {
    const { location } = await open();
    await grid();
    await userEvent.click(screen.getByRole('button', { name: /Needs attention/ }));
    expect(names()).toHaveLength(10);
    expect((await screen.findByRole('group', { name: 'Totals' })).textContent).toContain('10 clients match');
    expect(location.history?.at(-1)).toContain('attention');
    await userEvent.type(screen.getByRole('searchbox'), 'zebra');
    expect(await screen.findByText(/No clients match “zebra”, needs attention/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show every client' }));
    expect(names()).toHaveLength(LISTED);
  });

  it('hands over the rows shown as a file, in their order, those folded away too', async () => {
    await open();
    await grid();
    const savedNames = async (): Promise<(string | undefined)[]> => {
      await userEvent.click(await screen.findByRole('button', { name: 'CSV of the clients shown' }));
      const [name, type, text = ''] = saved.mock.lastCall ?? [];
      expect(name).toMatch(/^clients-\d{4}-\d\d-\d\d\.csv$/);
      expect(type).toBe('text/csv;charset=utf-8');
      return text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0]);
    };
    const all = await savedNames();
    expect(all).toHaveLength(FAKE_CLIENTS.length);
    expect(all.slice(0, 3)).toEqual(names().slice(0, 3));
    await userEvent.click(screen.getByRole('button', { name: /Needs attention/ }));
    expect(await savedNames()).toEqual(names());
  });

  it('reads filter and order from the address', async () => {
    await open({}, '/clients?status=RED,YELLOW&sort=-CASH');
    await grid();
    expect(names()[0]).toBe('Atlas Court Dental');
    expect(names()).toHaveLength(9);
    const head = screen.getByRole('columnheader', { name: /Cash/ });
    expect(head.getAttribute('aria-sort')).toBe('descending');
  });

  it('sorts by heads, with an arrow only where a person sorted', async () => {
    await open();
    await grid();
    expect(document.querySelector('.hd svg')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Client' }));
    expect(names()[0]).toBe('Atlas Court Dental');
    expect(document.querySelectorAll('.hd svg')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /^Client/ }));
    expect(names()[0]).toBe('Wren & Daughters Bindery');
  });

  it('sorts by what waits and by the last review, by keys', async () => {
    const clients = FAKE_CLIENTS.map((client, index) => ({
      ...client,
      lastReviewedAt: index === 4 ? null : `2026-11-${String(10 + (index % 9)).padStart(2, '0')}T09:00:00.000Z`,
    }));
    const { location } = await open({ clients, decisions: fakeTray() });
    await grid();
    await userEvent.keyboard('j{ArrowUp}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{Enter}{Enter}');
    expect(location.history?.at(-1)).toContain('sort=-DECISIONS');
    const waiting = screen.getAllByRole('row').flatMap((row) => row.querySelector('.c-decisions b')?.textContent ?? []);
    expect(waiting.length).toBeGreaterThan(1);
    expect(waiting).toEqual([...waiting].sort((a, b) => Number(b) - Number(a)));
    expect(screen.getByRole('columnheader', { name: 'Decisions' }).getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(screen.getByRole('button', { name: 'Review' }));
    expect(names()[0]).toBe(clients[4]?.name);
  });

  it('moves by keys with one Tab stop, and opens with Enter', async () => {
    const { location } = await open();
    const table = await grid();
    await waitFor(() => expect(table.querySelectorAll('[tabindex="0"]')).toHaveLength(1));
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Halcyon'));
    await userEvent.keyboard('jj');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Juniper'));
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('3 steady'));
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Halcyon'));
    await waitFor(() => expect(table.querySelectorAll('[tabindex="0"]')).toHaveLength(1));
    await userEvent.keyboard('k{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Cobalt'));
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(location.history?.at(-1)).toBe('/clients/cobalt-ridge-cycles'));
  });

  it('comes back to the row of the client that was left', async () => {
    const left = FAKE_CLIENTS.find(({ name }) => name === 'Juniper Veterinary');
    rememberClient(left?.id ?? '');
    await open({}, '/clients?status=RED,YELLOW');
    await grid();
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('row'));
    expect(document.activeElement?.textContent).toContain('Juniper Veterinary');
    cleanup();
    await open();
    await grid();
    expect(document.activeElement).toBe(document.body);
  });

  it('searches with / and leaves the search for the list with the down key', async () => {
    await open();
    await grid();
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await userEvent.keyboard('larks{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Larkspur'));
    expect(names()).toEqual(['Larkspur Joinery']);
  });

  it('shows the same figures as a list with l, and remembers it', async () => {
    await open();
    await grid();
    const meters = screen.getAllByRole('meter');
    expect(meters.length).toBeGreaterThan(10);
    await userEvent.keyboard('l');
    expect(screen.queryAllByRole('meter')).toHaveLength(0);
    const row = screen.getByRole('row', { name: /Larkspur Joinery/ });
    expect(row.textContent).toContain('6.1');
    expect(localStorage.getItem('runway-list-mode')).toBe('list');
  });

  it('shows the advisor to an owner only', async () => {
    await open({ viewer: FAKE_OWNER });
    await grid();
    expect(screen.getByRole('columnheader', { name: 'Advisor' })).toBeTruthy();
    cleanup();
    await open();
    await grid();
    expect(screen.queryByRole('columnheader', { name: 'Advisor' })).toBeNull();
  });

  it('keeps the order while someone reads, and says how many would move', async () => {
    const { server } = await open();
    await grid();
    const before = names();
    server.clients = FAKE_CLIENTS.map((client) =>
      client.name === 'Copperfield Brewing'
        ? { ...client, runway: { ...client.runway, weeks: 1.1, status: 'RED' as const } }
        : client,
    );
    server.version = '2';
    await refreshUntil(() => screen.getByRole('button', { name: '1 moved, reorder' }));
    expect(names()).toEqual(before);
    await userEvent.click(screen.getByRole('button', { name: '1 moved, reorder' }));
    expect(names()[1]).toBe('Copperfield Brewing');
    expect(screen.queryByRole('button', { name: /moved, reorder/ })).toBeNull();
  });

  it('is usable while companies are still arriving', async () => {
    await open({ clients: FIRST_SYNC_CLIENTS });
    await grid();
    const progress = await screen.findByRole('progressbar', { name: 'Clients synced' });
    expect(progress.getAttribute('aria-valuenow')).toBe('6');
    expect(progress.getAttribute('aria-valuemax')).toBe('10');
    const row = screen.getByRole('row', { name: /Amber Lane Nursery/ });
    expect(row.textContent).toContain('Reading the ledger, March 2026');
    expect(within(row).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('64');
    expect(screen.getByRole('row', { name: /Dovetail/ }).textContent).toContain('Waiting for its first sync');
  });

  it('names what keeps a client from being fresh', async () => {
    await open({}, '/clients?sort=NAME');
    await grid();
    expect(screen.getByRole('row', { name: /Tamarack/ }).textContent).toContain('QuickBooks sign-in expired');
    expect(screen.getByRole('row', { name: /Tamarack/ }).textContent).toContain('Stale');
    expect(screen.getByRole('row', { name: /Thornbury/ }).textContent).toContain('QuickBooks did not answer');
    expect(screen.getByRole('row', { name: /Pemberton/ }).textContent).toContain('syncing 42');
  });

  it('draws a window of two thousand rows and counts them all', async () => {
    await open({ clients: manyClients(2000) }, '/clients?sort=RUNWAY');
    const table = await grid();
    expect(table.getAttribute('aria-rowcount')).toBe('2001');
    expect(names().length).toBeLessThan(200);
    expect((await screen.findByRole('group', { name: 'Totals' })).textContent).toContain('2,000 clients');
  });

  it('says what went wrong when there is nothing to show', async () => {
    await open({ problem: 'The database is being moved.' });
    expect(await screen.findByRole('heading', { name: 'The client list did not load' })).toBeTruthy();
    expect(screen.getByText('The database is being moved.')).toBeTruthy();
  });

  it('keeps the last good rows when a refresh fails', async () => {
    const { server } = await open();
    await grid();
    server.problem = 'The database is being moved.';
    await refreshUntil(() => screen.getByText(/Not refreshed, figures from/));
    expect(names()).toHaveLength(LISTED);
  });

  it('says since when it is offline, and still filters', async () => {
    const { server } = await open();
    await grid();
    server.offline = true;
    await refreshUntil(() => screen.getAllByText(/Offline since/));
    await userEvent.type(screen.getByRole('searchbox'), 'glass');
    expect(names()).toEqual(['Pemberton Glass']);
  });

  it('tells a new firm what would be here', async () => {
    await open({ clients: [] });
    expect(await screen.findByRole('heading', { name: 'No clients yet' })).toBeTruthy();
  });
});
