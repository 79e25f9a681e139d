import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS, FIRST_SYNC_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { rememberReviewed } from '../../../client/rituals/lastReviewed.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });

afterEach(cleanup);
beforeEach(async () => {
  await emptyDevice();
  act(() => rememberReviewed(null));
});

async function open(path = '/clients', part: Partial<FakeServer> = {}) {
  const rituals = new Map(FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id)]));
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals, ...part });
  const { location } = await openApp(fakeFetch(server), path);
  await screen.findByRole('button', { name: /^Mark all \d+ reviewed/ });
  // What listens for marks is loaded with the totals.
  await screen.findByRole('group', { name: 'Totals' });
  return { server, location };
}

const rowOf = (name: string): HTMLElement => screen.getByRole('row', { name: new RegExp(name) });
const review = (name: string): string => rowOf(name).querySelector('.c-review')?.textContent ?? '';
const reviewed = (): string[] =>
  screen
    .getAllByRole('rowheader')
    .filter((cell) => cell.parentElement?.querySelector('.c-review')?.textContent.startsWith('reviewed') === true)
    .map((cell) => within(cell).getByRole('link').textContent);
const steadyRow = (): HTMLElement => screen.getByRole('row', { name: /^\d+ steady/ });
const openSteady = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: /^\d+ steady$/ }));
/** The clients that follow the line of the steady, which is open. */
const folded = (): string[] => {
  const cells = screen.getAllByRole('rowheader');
  const line = cells.findIndex((cell) => / steady$/.test(cell.textContent));
  return cells.slice(line + 1).map((cell) => within(cell).getByRole('link').textContent);
};
const marks = (server: FakeServer): number => server.asked.filter((name) => name === 'MarkReviewed').length;

describe('reviewing from the list', () => {
  it('marks the row that has the focus by r, goes on to the next, and takes it back by u', async () => {
    const { server } = await open();
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Halcyon'));
    await userEvent.keyboard('r');
    await waitFor(() => expect(review('Halcyon')).toMatch(/^reviewed /));
    expect(document.activeElement?.textContent).toContain('Cobalt Ridge Cycles');
    await waitFor(() => expect(marks(server)).toBe(1));
    expect(server.rituals.get(rowOf('Halcyon').dataset.client ?? '')?.ritual).toMatchObject({
      state: 'REVIEWED',
      seconds: 0,
      tabs: [],
    });
    await screen.findByText('Halcyon Coffee Roasters reviewed.', { selector: '.toast span' });
    await userEvent.keyboard('u');
    await waitFor(() => expect(review('Halcyon')).not.toMatch(/^reviewed /));
    expect(screen.queryByText('Halcyon Coffee Roasters reviewed.', { selector: '.toast span' })).toBeNull();
  });

  it('marks one row a press, however long the key is held, and all by Shift alone, not by Caps Lock', async () => {
    await open();
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Halcyon'));
    const row = document.activeElement as HTMLElement;
    fireEvent.keyDown(row, { key: 'r' });
    for (let held = 0; held < 3; held += 1)
      fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'r', repeat: true });
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'R', shiftKey: false });
    await waitFor(() => expect(reviewed()).toEqual(['Halcyon Coffee Roasters']));
    await screen.findByText('Halcyon Coffee Roasters reviewed.', { selector: '.toast span' });
    expect(reviewed()).toEqual(['Halcyon Coffee Roasters']);
  });

  it('is marked once by two quick presses, and one way back takes it back', async () => {
    const { server } = await open();
    const id = rowOf('Juniper').dataset.client ?? '';
    const button = screen.getByRole('button', { name: 'Mark Juniper Veterinary reviewed' });
    fireEvent.click(button);
    fireEvent.click(button);
    const toast = await screen.findByText('Juniper Veterinary reviewed.', { selector: '.toast span' });
    // It stays while it is pointed at, however slow the machine is.
    await userEvent.hover(toast);
    await waitFor(() => expect(server.rituals.get(id)?.ritual?.state).toBe('REVIEWED'));
    await waitFor(() => expect(queueStore.get().operations).toEqual([]));
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.rituals.get(id)?.ritual?.state).toBe('STARTED'));
    expect(marks(server)).toBe(1);
  });

  it('marks each of the steady once, by two quick presses too and beside a press on one of them', async () => {
    const { server } = await open();
    await openSteady();
    const [first = '', ...others] = folded();
    fireEvent.click(screen.getByRole('button', { name: `Mark ${first} reviewed` }));
    fireEvent.keyDown(document.body, { key: 'R', shiftKey: true });
    fireEvent.keyDown(document.body, { key: 'R', shiftKey: true });
    await waitFor(() => expect(reviewed().sort()).toEqual([first, ...others].sort()));
    const toast = await screen.findByText(`${others.length} clients reviewed.`, { selector: '.toast span' });
    await userEvent.hover(toast);
    await waitFor(() => expect(queueStore.get().operations).toEqual([]));
    expect(marks(server)).toBe(1 + others.length);
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(reviewed()).toEqual([first]));
  });

  it('can be marked again after it was taken back', async () => {
    const { server } = await open();
    const button = (): HTMLElement => screen.getByRole('button', { name: 'Mark Juniper Veterinary reviewed' });
    await userEvent.click(button());
    await screen.findByText('Juniper Veterinary reviewed.', { selector: '.toast span' });
    await userEvent.keyboard('u');
    await waitFor(() => expect(review('Juniper')).not.toMatch(/^reviewed /));
    await userEvent.click(button());
    await waitFor(() => expect(review('Juniper')).toMatch(/^reviewed /));
    await waitFor(() => expect(marks(server)).toBe(2));
  });

  it('says nothing of it to whoever signs in next on the same page', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Mark Juniper Veterinary reviewed' }));
    await screen.findByText('Juniper Veterinary reviewed.', { selector: '.toast span' });
    cleanup();
    await open();
    expect(screen.queryByText('Juniper Veterinary reviewed.', { selector: '.toast span' })).toBeNull();
  });

  it('goes on from the row after, where marked rows leave the list', async () => {
    await open('/clients?unreviewed');
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Halcyon'));
    await userEvent.keyboard('r');
    await waitFor(() => expect(screen.queryByRole('row', { name: /Halcyon/ })).toBeNull());
    expect(document.activeElement?.textContent).toContain('Cobalt Ridge Cycles');
    await userEvent.keyboard('j');
    expect(document.activeElement?.textContent).toContain('Juniper Veterinary');
  });

  it('marks all that are steady by one act, without a network too, and takes all of it back', async () => {
    const { server } = await open();
    server.offline = true;
    await act(() => refreshDevice());
    await openSteady();
    const button = screen.getByRole('button', { name: /^Mark all \d+ reviewed/ });
    const count = Number(/\d+/.exec(button.textContent)?.[0]);
    await userEvent.keyboard('{Shift>}R{/Shift}');
    await waitFor(() => expect(reviewed()).toHaveLength(count));
    expect(reviewed()).not.toContain('Larkspur Joinery');
    expect(reviewed().sort()).toEqual(folded().sort());
    expect(screen.queryByRole('button', { name: /^Mark all \d+ reviewed/ })).toBeNull();
    expect(steadyRow().textContent).toContain(`${count} reviewed`);
    const toast = await screen.findByText(`${count} clients reviewed.`, { selector: '.toast span' });
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(reviewed()).toEqual([]));
    await screen.findByRole('button', { name: `Mark all ${count} reviewed` });
    expect(marks(server)).toBe(0);
  });

  it('marks none that the filter leaves out', async () => {
    const { location } = await open();
    await userEvent.type(screen.getByRole('searchbox'), 'a');
    await waitFor(() => expect(location.history?.at(-1)).toContain('q=a'));
    const shown = screen.getAllByRole('rowheader').length;
    await userEvent.click(screen.getByRole('button', { name: /^Mark (all )?\d+ (steady )?reviewed/ }));
    await waitFor(() => expect(reviewed().length).toBeGreaterThan(0));
    const marked = reviewed().length;
    await userEvent.clear(screen.getByRole('searchbox'));
    await openSteady();
    await waitFor(() => expect(screen.getAllByRole('rowheader').length).toBeGreaterThan(shown));
    expect(reviewed()).toHaveLength(marked);
  });

  it('says how many of the steady are reviewed, and marks the others', async () => {
    await open();
    await openSteady();
    const [first = ''] = folded();
    await userEvent.click(screen.getByRole('button', { name: `Mark ${first} reviewed` }));
    await waitFor(() => expect(steadyRow().textContent).toContain('1 reviewed'));
    expect(folded()).toContain(first);
    await userEvent.click(within(steadyRow()).getByRole('button', { name: /^Mark the other 2 reviewed/ }));
    await waitFor(() => expect(steadyRow().textContent).toContain('3 reviewed'));
    expect(within(steadyRow()).queryByRole('button', { name: /^Mark/ })).toBeNull();
    expect(within(steadyRow()).getByRole('button', { name: '3 steady', expanded: true })).toBeTruthy();
  });

  it('goes from the last row of a group on to the first of the next by r', async () => {
    await open();
    await userEvent.keyboard('jjjj');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Larkspur Joinery'));
    await userEvent.keyboard('r');
    await waitFor(() => expect(reviewed()).toEqual(['Larkspur Joinery']));
    expect(document.activeElement?.textContent).toContain('Fennel & Rye Catering');
  });

  it('only listens to touches: no scroll waits for what it says', async () => {
    const listened = jest.spyOn(document, 'addEventListener');
    await open();
    const touches = listened.mock.calls.filter(([name]) => name.startsWith('touch'));
    listened.mockRestore();
    expect(touches.map(([name]) => name)).toContain('touchmove');
    for (const [, , options] of touches) expect(options).toMatchObject({ passive: true });
  });

  it('marks a row by its button and by a swipe, and neither opens the client', async () => {
    const { location } = await open();
    await userEvent.click(screen.getByRole('button', { name: 'Mark Juniper Veterinary reviewed' }));
    await waitFor(() => expect(review('Juniper')).toMatch(/^reviewed /));
    swipe(rowOf('Larkspur Joinery'), 60);
    swipe(rowOf('Cobalt Ridge Cycles'), 120);
    await waitFor(() => expect(review('Cobalt')).toMatch(/^reviewed /));
    expect(reviewed()).toEqual(['Cobalt Ridge Cycles', 'Juniper Veterinary']);
    expect(location.history?.at(-1)).toBe('/clients');
  });

  it('does not take a scroll, or a second finger, for a swipe', async () => {
    await open();
    const row = rowOf('Larkspur Joinery');
    touch(row, 'touchStart', [[10, 10]]);
    touch(row, 'touchMove', [[14, 60]]);
    touch(row, 'touchMove', [[160, 60]]);
    touch(row, 'touchEnd', []);
    touch(row, 'touchStart', [[10, 10]]);
    touch(row, 'touchMove', [[60, 10]]);
    expect(row.className).toContain('swiped');
    touch(row, 'touchStart', [
      [160, 10],
      [300, 10],
    ]);
    touch(row, 'touchEnd', []);
    expect(row.className).not.toContain('swiped');
    swipe(rowOf('Cobalt Ridge Cycles'), 120);
    await waitFor(() => expect(reviewed()).toEqual(['Cobalt Ridge Cycles']));
  });

  it('says of a client without figures that there is nothing to review', async () => {
    const [first] = FIRST_SYNC_CLIENTS.filter(({ asOf }) => asOf === null);
    if (first === undefined) throw new Error('The fixture has a client before its first sync.');
    const { server } = await open('/clients', {
      clients: [...FAKE_CLIENTS, { ...first, id: 'new', name: 'Zenith Newly Come' }],
    });
    await userEvent.keyboard('j{End}k');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Zenith Newly Come'));
    await userEvent.keyboard('r');
    expect(await screen.findByText('Zenith Newly Come has no figures to review yet.')).toBeTruthy();
    expect(marks(server)).toBe(0);
  });
});

function touch(
  row: HTMLElement,
  kind: 'touchStart' | 'touchMove' | 'touchEnd',
  at: readonly (readonly [number, number])[],
): void {
  const touches = at.map(([clientX, clientY]) => ({ clientX, clientY, target: row }));
  fireEvent[kind](row, { touches });
}

function swipe(row: HTMLElement, right: number): void {
  touch(row, 'touchStart', [[20, 20]]);
  touch(row, 'touchMove', [[40, 22]]);
  touch(row, 'touchMove', [[20 + right, 24]]);
  touch(row, 'touchEnd', []);
  fireEvent.click(row);
}
