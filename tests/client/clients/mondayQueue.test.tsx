import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_CLIENTS, manyClients } from '../../../client/fakes/fakeFirm.js';
import { fakeTray } from '../../../client/fakes/fakeTray.js';
import { listOrder, rememberClient } from '../../../client/ui/listOrder.js';
import { emptyDevice } from '../emptyDevice.js';
import { grid, lines, names, openList, refreshUntil } from './openList.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });

afterEach(cleanup);
beforeEach(emptyDevice);

const CRITICAL = ['Halcyon Coffee Roasters', 'Cobalt Ridge Cycles', 'Juniper Veterinary', 'Larkspur Joinery'];
const STEADY = ['Pemberton Glass', 'Northlight Observatory Trust', 'Bellweather Robotics'];
const steadyLine = (): HTMLElement => screen.getByRole('button', { name: /^\d+ steady$/ });
const isOpen = (): boolean => steadyLine().getAttribute('aria-expanded') === 'true';
const idOf = (name: string): string => FAKE_CLIENTS.find((client) => client.name === name)?.id ?? '';
const client = (name: string) => {
  const found = FAKE_CLIENTS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The fixture has no ${name}.`);
  return found;
};

describe('the Monday queue', () => {
  it('stands in groups under heads of their own, each the shortest runway first, and ends in the steady', async () => {
    await openList();
    const table = await grid();
    expect(lines()).toEqual([
      'Critical 4 runway under 5 weeks',
      ...CRITICAL,
      'Changed 7 moved by 1 week or more, or to another status',
      ...['Fennel & Rye Catering', 'Oakhurst Landscaping', 'Thornbury Print Works', 'Atlas Court Dental'],
      ...['Copperfield Brewing', 'Silverline Optics', 'Wren & Daughters Bindery'],
      'No fresh data 1 last good figures kept',
      'Tamarack Physio',
      'New 1 no week before to compare with',
      'Quill & Anchor Bookshop',
      '3 steady',
    ]);
    const rows = screen.getAllByRole('row').map((row) => row.getAttribute('aria-rowindex'));
    expect(rows).toEqual(rows.map((_, place) => String(place + 1)));
    expect(table.getAttribute('aria-rowcount')).toBe(String(rows.length));
    expect(screen.getByRole('button', { name: 'Order: Runway × change' })).toBeTruthy();
  });

  it('folds the steady into a line that says how many of each status they are, and what waits behind it', async () => {
    const { version, decisions: those } = fakeTray().get('larkspur-joinery') ?? { version: 1, decisions: new Map() };
    const clientId = idOf('Pemberton Glass');
    const decisions = new Map([
      [clientId, { version, decisions: new Map([...those].map(([id, one]) => [id, { ...one, clientId }])) }],
    ]);
    const clients = FAKE_CLIENTS.map((one) =>
      one.name === 'Bellweather Robotics' ? { ...one, sync: { ...one.sync, state: 'FAILING' as const } } : one,
    );
    await openList({ decisions, clients });
    await screen.findByText('5 decisions waiting');
    const line = steadyLine().closest<HTMLElement>('[role=row]');
    const words =
      line === null
        ? []
        : within(line)
            .getAllByRole('gridcell')
            .map((cell) => cell.textContent);
    expect(words[0]).toContain('2 clear1 not burning5 decisions waiting1 sync failing');
    expect(words[1]).toContain('Mark all 3 reviewed');
    expect(isOpen()).toBe(false);
    expect(names()).not.toContain('Pemberton Glass');
    expect(listOrder()?.slice(-3)).toEqual(STEADY.map(idOf));
  });

  it('opens and closes by a click, Enter, Space and the arrows, and remembers it for the session', async () => {
    await openList();
    const table = await grid();
    await userEvent.click(steadyLine());
    expect(names().slice(-3)).toEqual(STEADY);
    expect(table.getAttribute('aria-rowcount')).toBe('22');
    for (const key of ['{Enter}', ' ', '{ArrowLeft}', '{ArrowRight}', '{ArrowLeft}']) {
      const before = isOpen();
      await userEvent.keyboard(key);
      await waitFor(() => expect(isOpen()).toBe(!before));
    }
    await userEvent.keyboard('{ArrowRight}j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Pemberton Glass'));
    cleanup();
    await openList();
    await grid();
    expect(isOpen()).toBe(true);
    expect(names().slice(-3)).toEqual(STEADY);
  });

  it('opens by g s from anywhere in the list, and j passes over the heads of groups', async () => {
    await openList();
    await grid();
    await userEvent.keyboard('jjjj');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Larkspur Joinery'));
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Fennel & Rye Catering'));
    await userEvent.keyboard('gs');
    await waitFor(() => expect(isOpen()).toBe(true));
    await waitFor(() => expect(document.activeElement).toBe(steadyLine()));
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Pemberton Glass'));
    await userEvent.keyboard('gs');
    await waitFor(() => expect(isOpen()).toBe(false));
    await waitFor(() => expect(document.activeElement).toBe(steadyLine()));
  });

  it('is flat with a search, a filter or an order of a person’s own; only who needs attention keeps the groups', async () => {
    await openList();
    await grid();
    await userEvent.click(screen.getByRole('button', { name: /Needs attention/ }));
    expect(lines().filter((line) => !names().includes(line))).toEqual([
      'Critical 4 runway under 5 weeks',
      'Changed 5 moved by 1 week or more, or to another status',
      'No fresh data 1 last good figures kept',
    ]);
    await userEvent.click(screen.getByRole('button', { name: /Needs attention/ }));
    for (const address of ['/clients?q=l', '/clients?status=GREEN,RED', '/clients?sort=NAME', '/clients?unreviewed']) {
      cleanup();
      await openList({}, address);
      const table = await grid();
      expect(lines()).toEqual(names());
      expect(names()).toContain('Pemberton Glass');
      expect(table.getAttribute('aria-rowcount')).toBe(String(names().length + 1));
    }
  });

  it('opens the steady for the client that was left, and gives its row the focus', async () => {
    rememberClient(idOf('Northlight Observatory Trust'));
    await openList();
    await grid();
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Northlight Observatory Trust'));
    expect(isOpen()).toBe(true);
  });

  it('shows at once who is steady no longer, and takes nobody out of sight before the order is asked for', async () => {
    const { server } = await openList();
    await grid();
    const { runway } = client('Pemberton Glass');
    server.clients = FAKE_CLIENTS.map((one) => {
      if (one.name === 'Pemberton Glass') return { ...one, runway: { ...runway, weeks: 18 } };
      return one.name === 'Oakhurst Landscaping' ? { ...one, previous: { ...one.previous, runway: one.runway } } : one;
    }) as typeof server.clients;
    server.version = '2';
    await refreshUntil(() => screen.getByRole('button', { name: '2 moved, reorder' }));
    expect(steadyLine().textContent).toBe('2 steady');
    const changed = lines().slice(6, 13);
    expect(changed).toContain('Oakhurst Landscaping');
    expect(lines()[13]).toBe('Pemberton Glass');
    await userEvent.click(screen.getByRole('button', { name: '2 moved, reorder' }));
    expect(steadyLine().textContent).toBe('3 steady');
    expect(names()).not.toContain('Oakhurst Landscaping');
    expect(lines()[10]).toBe('Pemberton Glass');
  });

  it('draws a window of two thousand clients, and counts heads and line with them', async () => {
    const scrolled = jest.spyOn(window, 'scrollBy').mockImplementation(() => undefined);
    await openList({ clients: manyClients(2000) });
    const table = await grid();
    // Heads of the list and of four groups, 13 of each 16 clients, the line of 375 steady.
    expect(table.getAttribute('aria-rowcount')).toBe(String(1 + 4 + 1625 + 1));
    expect(names().length).toBeLessThan(200);
    // At once: between two keys that are typed the list of 2,000 may be drawn.
    fireEvent.keyDown(document.body, { key: 'g' });
    fireEvent.keyDown(document.body, { key: 's' });
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe('2006'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('375 steady'));
    scrolled.mockRestore();
  });
});
