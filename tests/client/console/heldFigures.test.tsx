import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { isHeld, wayOn, wayWords } from '../../../client/console/heldFigures.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_CLIENTS, FAKE_NOW } from '../../../client/fakes/fakeFirm.js';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import { bar, bills, decisionsOf, open, row } from './showConsole.js';

const OLD = new Date(FAKE_NOW - LONGEST_AGE_MS - 60_000).toISOString();
const PAUSED = FAKE_CLIENTS.map((client) =>
  client.id === CLIENT ? { ...client, sync: { ...client.sync, paused: true } } : client,
);

describe('figures older than a decision may be', () => {
  it('are decided on in no way that would expire; what stands in the way is said, and nothing selected is lost', async () => {
    const expired = decisionOn('Bill:310', { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' });
    const server = await open(
      { clients: PAUSED, decisions: decided(expired) },
      { console: fakeConsole({ syncedAt: OLD }) },
    );
    await bills();
    const line = await screen.findByText(/Decisions on figures older than 7 days expire: none is queued/);
    await waitFor(() => expect(line.textContent).toContain('Reading is paused; it is resumed on Connections.'));
    expect(within(line).getByRole('link', { name: 'Connections' }).getAttribute('href')).toBe('/connections');
    await userEvent.keyboard('jjx');
    const queue = within(bar()).getByRole<HTMLButtonElement>('button', { name: /^Queue no decisions/ });
    expect(queue.disabled).toBe(true);
    expect(bar().textContent).toContain('1 on figures older than 7 days');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    const why = /none is queued\. Reading is paused; it is resumed on Connections\.$/;
    await within(bar()).findByText(why);
    expect(screen.getAllByRole('status').some(({ textContent }) => why.test(textContent))).toBe(true);
    expect(row('Bill:311').getAttribute('aria-selected')).toBe('true');
    await userEvent.click(await screen.findByText(/1 expired/));
    const card = screen.getByRole('article', { name: /^Expired: / });
    const again = within(card).getByRole<HTMLButtonElement>('button', { name: /^Confirm again/ });
    expect(again.disabled).toBe(true);
    expect(card.textContent).toContain('Figures older than 7 days');
    expect(decisionsOf(server)).toHaveLength(1);
    await userEvent.click(within(card).getByRole('button', { name: /^Drop/ }));
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:310', 'SKIP Bill:310']));
  });

  it('keep nobody from skipping what came back, which puts it away at any age; what else is selected stays so', async () => {
    const expired = decisionOn('Bill:310', { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' });
    const server = await open({ decisions: decided(expired) }, { console: fakeConsole({ syncedAt: OLD }) });
    await bills();
    await screen.findByText(/none is queued/);
    await screen.findByText(/1 expired/);
    await userEvent.keyboard('jxsjxjxs');
    expect(row('Bill:310').textContent).toContain('Skip');
    const queue = within(bar()).getByRole<HTMLButtonElement>('button', { name: /^Queue 1 decision/ });
    expect(queue.disabled).toBe(false);
    expect(bar().textContent).toContain('2 on figures older than 7 days');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:310', 'SKIP Bill:310']));
    await waitFor(() => expect(bar().textContent).toContain('Selected2'));
    for (const key of ['Bill:311', 'Bill:312']) expect(row(key).getAttribute('aria-selected')).toBe('true');
  });
});

describe('figures that are too old by the device’s clock alone', () => {
  const DAYS = 24 * 60 * 60_000;
  const words = /by this device’s clock more than 7 days ago\. Decisions on figures that old come back to be confirmed/;

  it('are decided on where the server’s clock says otherwise, and nothing is said of their age', async () => {
    const server = await open({ behind: 2 * DAYS }, { console: fakeConsole({ syncedAt: OLD }) });
    await bills();
    await waitFor(() => expect(server.asked).toContain('ServerTime'));
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
    await userEvent.keyboard('jjx{Control>}{Enter}{/Control}');
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:311']));
  });

  it('are decided on where no server says what time it is; that such decisions come back is said', async () => {
    const server = await open({ behind: null }, { console: fakeConsole({ syncedAt: OLD }) });
    await bills();
    const line = await screen.findByText(words);
    expect(line.textContent).not.toContain('What is selected stays selected');
    await userEvent.keyboard('jjx{Control>}{Enter}{/Control}');
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:311']));
    expect(screen.getByText(words)).toBe(line);
  });
});

describe('whether figures are too old', () => {
  it('begins after exactly seven days', () => {
    const at = '2026-11-14T15:00:00.000Z';
    expect(isHeld(at, Date.parse(at) + LONGEST_AGE_MS)).toBe(false);
    expect(isHeld(at, Date.parse(at) + LONGEST_AGE_MS + 1)).toBe(true);
  });
});

describe('what leads to newer figures', () => {
  const well = { state: 'SYNCED', paused: false, offline: false } as const;

  it.each([
    [{ ...well, state: 'NEEDS_RECONNECTING' as const, paused: true }, /has expired; it is renewed on Connections\.$/],
    [{ ...well, state: 'NOT_CONNECTED' as const }, /is not connected; that is done on Connections\.$/],
    [{ ...well, paused: true, offline: true }, /paused; it is resumed on Connections\.$/],
    [{ ...well, offline: true }, /once it is online\.$/],
    [{ ...well, state: 'FAILING' as const }, /last sync failed; .* on Connections\.$/],
    [{ ...well, state: 'SYNCING' as const }, /come by themselves\.$/],
    [{ ...well, state: 'WAITING' as const }, /come by themselves\.$/],
    [well, /^It is read by a sync on Connections\.$/],
    [{ ...well, state: null }, /by a sync on Connections\.$/],
  ])('of %j is %s', (stands, words) => {
    expect(wayWords(wayOn(stands))).toMatch(words);
  });
});
