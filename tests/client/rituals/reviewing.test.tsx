import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import { enqueue, newId, refreshDevice, takeAlong } from '../../../client/offline/index.js';
import { rememberReviewed } from '../../../client/rituals/lastReviewed.js';
import { dateInZone } from '../../../domain/calendar.js';
import { weekOf } from '../../../domain/ritual/week.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';
import { paying } from '../offline/queueing.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));

const CLIENT = 'larkspur-joinery';

afterEach(cleanup);
beforeEach(async () => {
  await emptyDevice();
  rememberReviewed(null);
});

async function open(path: string, part: Partial<FakeServer> = {}) {
  const rituals = new Map(FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id)]));
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals, ...part });
  const { location } = await openApp(fakeFetch(server), path);
  return { server, location };
}

describe('the weekly review', () => {
  it('is marked by r at the version that was seen, goes on to the next client, and is taken back from there', async () => {
    const { server, location } = await open(`/clients/${CLIENT}`);
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    await userEvent.keyboard('r');
    await waitFor(() => expect(location.history?.at(-1)).not.toBe(`/clients/${CLIENT}`));
    expect(location.history?.at(-1)).toMatch(/^\/clients\/[a-z-]+$/);
    await waitFor(() => expect(server.asked).toContain('MarkReviewed'));
    const seen = server.rituals.get(CLIENT);
    expect(seen?.ritual).toMatchObject({ state: 'REVIEWED', reviewedWeeks: seen?.digest.figures.runway.weeks });
    const toast = await screen.findByText('Larkspur Joinery reviewed.', { selector: '.toast span' });
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.rituals.get(CLIENT)?.ritual?.state).toBe('STARTED'));
  });

  it('counts the decisions made on its page: not those that waited before, nor another tab’s while it is hidden', async () => {
    const decide = async (bill: string): Promise<void> => {
      await act(async () => expect(await enqueue([paying(bill, { clientId: CLIENT })])).toEqual({ kept: true }));
    };
    const decisionsSaid = async (): Promise<readonly number[]> => {
      await screen.findByRole('button', { name: /^Mark reviewed/ });
      await userEvent.keyboard('r');
      const marks = () =>
        queueStore.get().operations.flatMap(({ operation: one }) => (one.name === 'MARK_REVIEWED' ? [one.ritual] : []));
      await waitFor(() => expect(marks()).not.toEqual([]));
      return marks().map(({ decisions }) => decisions);
    };
    const { server } = await open('/clients');
    await screen.findByRole('grid', { name: 'Clients' });
    await waitFor(async () => {
      await takeAlong.measure();
      expect(takeAlong.get().kept?.has(CLIENT)).toBe(true);
    });
    server.offline = true;
    await decide('Bill:1');
    cleanup();
    await open(`/clients/${CLIENT}`, { offline: true });
    await waitFor(() => expect(queueStore.get().operations).toHaveLength(1));
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    const show = (state: DocumentVisibilityState): void => {
      visibility.mockReturnValue(state);
      fireEvent(document, new Event('visibilitychange'));
    };
    try {
      show('hidden');
      await decide('Bill:2');
      const decided = Date.now();
      await waitFor(() => expect(Date.now()).toBeGreaterThan(decided));
      show('visible');
      await decide('Bill:3');
      expect(await decisionsSaid()).toEqual([1]);
    } finally {
      visibility.mockRestore();
    }
  });

  it('takes a key that is held for one press', async () => {
    const { server, location } = await open(`/clients/${CLIENT}`);
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    server.offline = true;
    await act(() => refreshDevice());
    const held = (): boolean => fireEvent.keyDown(document.body, { key: 'r', repeat: true });
    held();
    // What is saved after it is there: so would it be.
    const after = newId();
    await act(() => enqueue([{ name: 'REOPEN_ISSUES', id: after, clientId: CLIENT, issueIds: ['i'] }]));
    await waitFor(() => expect(queueStore.get().operations.map(({ operation }) => operation.id)).toContain(after));
    expect(queueStore.get().operations.map(({ operation }) => operation.name)).toEqual(['REOPEN_ISSUES']);
    expect(location.history?.at(-1)).toBe(`/clients/${CLIENT}`);
  });

  it('is marked once by two quick presses, and one way back takes it back', async () => {
    const { server } = await open(`/clients/${CLIENT}`);
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    fireEvent.keyDown(document.body, { key: 'r' });
    fireEvent.keyDown(document.body, { key: 'r' });
    const toast = await screen.findByText('Larkspur Joinery reviewed.', { selector: '.toast span' });
    // It stays while it is pointed at, however slow the machine is.
    await userEvent.hover(toast);
    await waitFor(() => expect(server.rituals.get(CLIENT)?.ritual?.state).toBe('REVIEWED'));
    await waitFor(() => expect(queueStore.get().operations).toEqual([]));
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.rituals.get(CLIENT)?.ritual?.state).toBe('STARTED'));
    expect(server.asked.filter((name) => name === 'MarkReviewed')).toHaveLength(1);
  });

  it('takes back no mark of a colleague, and says whose stays', async () => {
    // The zone of the clients that stand in for the firm's.
    const week = weekOf(dateInZone(new Date(), 'America/Denver'));
    const theirs = {
      ...{ week, state: 'REVIEWED' as const, startedAt: '2026-11-16T08:00:00Z', seconds: 60, tabs: [], decisions: 0 },
      ...{ reviewedAt: '2026-11-23T08:00:00Z', reviewedByName: 'Maya Okafor', reviewedAsOf: '2099-01-01' },
      ...{ reviewedBooksVersion: 9, reviewedWeeks: 4.6, reviewedOperationId: 'theirs' },
    };
    const rituals = new Map(
      FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id, id === CLIENT ? { ritual: theirs } : {})]),
    );
    const { server } = await open(`/clients/${CLIENT}`, { rituals });
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    await userEvent.keyboard('r');
    await waitFor(() => expect(server.asked).toContain('MarkReviewed'));
    const toast = await screen.findByText('Larkspur Joinery reviewed.', { selector: '.toast span' });
    // It stays while it is pointed at, however slow the machine is.
    await userEvent.hover(toast);
    await waitFor(() => expect(queueStore.get().operations).toEqual([]));
    await userEvent.click(within(toast.parentElement as HTMLElement).getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Larkspur Joinery stays reviewed: Maya Okafor has marked it too.')).toBeTruthy();
    await waitFor(() => expect(server.asked).toContain('UnmarkReviewed'));
    expect(server.rituals.get(CLIENT)?.ritual?.reviewedOperationId).toBe('theirs');
  });

  it('leads nobody away who went elsewhere before the mark was saved', async () => {
    const { location } = await open(`/clients/${CLIENT}`);
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    for (const key of ['r', 'g', 'c']) fireEvent.keyDown(document.body, { key });
    await screen.findByText('Larkspur Joinery reviewed.', { selector: '.toast span' });
    await screen.findByRole('grid', { name: 'Clients' });
    expect(location.history).toEqual([`/clients/${CLIENT}`, '/clients']);
  });

  it('works without a network, and the list counts it at once', async () => {
    const { server, location } = await open(`/clients/${CLIENT}`);
    await screen.findByRole('button', { name: /^Mark reviewed/ });
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('r');
    await waitFor(() => expect(location.history?.at(-1)).not.toBe(`/clients/${CLIENT}`));
    await userEvent.keyboard('gc');
    const row = await screen.findByRole('row', { name: /Larkspur Joinery/ });
    expect(row.querySelector('.c-review')?.textContent).toMatch(/^reviewed /);
    expect(screen.getAllByText('1 of 16')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: /^Not reviewed 15/ }));
    expect(screen.queryByRole('row', { name: /Larkspur Joinery/ })).toBeNull();
    expect(server.asked).not.toContain('MarkReviewed');
  });

  it('reads from the address which are not reviewed, and offers to clear what leaves none', async () => {
    await open('/clients?unreviewed&q=zebra');
    expect(await screen.findByText(/No clients match “zebra”, not reviewed this week/)).toBeTruthy();
  });
});
