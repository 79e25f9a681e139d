import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn } from '../../../client/console/console.fixture.js';
import type { FakeServer } from '../../../client/fakes/fakeFetch.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { addDays, dateInZone } from '../../../domain/calendar.js';
import { formatDay } from '../../../domain/wording.js';
import { bar, bills, decisionsOf, open, row } from './showConsole.js';

const QUEUE = '{Control>}{Enter}{/Control}';

afterEach(() => {
  jest.restoreAllMocks();
});

const last = (server: FakeServer) => [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].at(-1);

describe('what the device could not keep', () => {
  it('stays selected as it was typed, with the reason, and is queued by the same act once there is room', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jjx{Enter}');
    const amount = await screen.findByLabelText<HTMLInputElement>('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, '1200{Enter}');
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    await userEvent.keyboard(QUEUE);
    // Where the act is, at the foot that stays in sight.
    const said = await within(bar()).findByText(/^Not kept: This device has no room left/);
    expect(said.getAttribute('role')).toBe('alert');
    expect(said.textContent).toContain('What is selected stays selected.');
    expect(row('Bill:311').textContent).toContain('Record 1,200.00');
    expect(bar().textContent).toContain('Selected1');
    expect(decisionsOf(server)).toEqual([]);
    full.mockRestore();
    await userEvent.keyboard(QUEUE);
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:311']));
    expect(last(server)).toMatchObject({ amount: 120_000 });
    await waitFor(() => expect(screen.queryByText(/^Not kept:/)).toBeNull());
  });

  it('is said at the foot where nothing is selected too, until it is closed', async () => {
    const expired = decisionOn('Bill:310', { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' });
    await open({ decisions: decided(expired) });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const full = jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No room', 'QuotaExceededError');
    });
    await userEvent.click(screen.getByRole('button', { name: /^Drop/ }));
    const foot = await screen.findByRole('region', { name: 'Not kept' });
    expect(foot.textContent).toMatch(/^Not kept: This device has no room left/);
    expect(foot.textContent).not.toContain('stays selected');
    full.mockRestore();
    await userEvent.click(within(foot).getByRole('button', { name: 'Close message' }));
    expect(screen.queryByRole('region', { name: 'Not kept' })).toBeNull();
  });
});

describe('a selection of which nothing is ready', () => {
  it('answers the key: how many are not, to who looks and to who listens, until it changes', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jjx{Enter}');
    const amount = await screen.findByLabelText<HTMLInputElement>('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, `99999{Enter}${QUEUE}`);
    expect(within(bar()).getByText(/^None is ready: 1 not ready\./)).toBeTruthy();
    const said = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(said.some((words) => words.startsWith('None is ready: 1 not ready.'))).toBe(true);
    await userEvent.keyboard('jx');
    expect(within(bar()).queryByText(/^None is ready/)).toBeNull();
    expect(decisionsOf(server)).toEqual([]);
  });
});

describe('a payment that expired', () => {
  const EXPIRED = { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' } as const;

  it('says what it was, and on its button what is recorded now that a part is paid', async () => {
    const expired = decisionOn('Bill:310', { ...EXPIRED, openBalance: 139_500, amount: 139_500 });
    const server = await open({ decisions: decided(expired) });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const card = screen.getByRole('article', { name: /^Expired: / });
    const line = 'Record payment 1,395.00 from Operating …4417, Halden Equipment Leasing L-0931';
    expect(within(card).getByText(line)).toBeTruthy();
    const again = within(card).getByRole('button', { name: 'Confirm again: record 895.00' });
    expect(again.getAttribute('aria-describedby')).toBe(within(card).getByText('was 1,395.00').id);
    await userEvent.click(again);
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(2));
    expect(last(server)).toMatchObject({ amount: 89_500, accountId: '35', replaces: expired.id });
  });

  it('names a part as the part that it is, and no other amount where none differs', async () => {
    const server = await open({ decisions: decided(decisionOn('Bill:310', { ...EXPIRED, amount: 50_000 })) });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const card = screen.getByRole('article', { name: /^Expired: / });
    expect(within(card).queryByText(/^was /)).toBeNull();
    await userEvent.click(within(card).getByRole('button', { name: 'Confirm again: record 500.00' }));
    await waitFor(() => expect(last(server)).toMatchObject({ amount: 50_000, openBalance: 89_500 }));
  });
});

describe('a plan that expired', () => {
  it('names its day on the button where that day is still to come', async () => {
    const day = addDays(dateInZone(Date.now(), 'America/Denver'), 20);
    const server = await open({
      decisions: decided(
        decisionOn('Bill:311', {
          ...{ kind: 'PLAN', state: 'EXPIRED', plannedFor: day, amount: null, accountId: null, accountName: null },
          note: 'Decided on figures older than 7 days.',
        }),
      ),
    });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const card = screen.getByRole('article', { name: /^Expired: / });
    const words = formatDay(day, dateInZone(Date.now(), 'America/Denver'));
    await userEvent.click(within(card).getByRole('button', { name: `Confirm again: plan for ${words}` }));
    await waitFor(() => expect(last(server)).toMatchObject({ kind: 'PLAN', plannedFor: day }));
  });

  it('is confirmed for a new day alone, in the place of the one whose day has passed', async () => {
    const expired = decisionOn('Bill:311', {
      ...{ kind: 'PLAN', state: 'EXPIRED', plannedFor: '2026-11-20', amount: null, accountId: null, accountName: null },
      note: 'Decided on figures older than 7 days.',
    });
    const server = await open({ decisions: decided(expired) });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const card = screen.getByRole('article', { name: /^Expired: / });
    expect(within(card).queryByRole('button', { name: /^Confirm again/ })).toBeNull();
    expect(within(card).getByText('Plan for Fri 20 Nov, Cascade Hardwoods B-20418')).toBeTruthy();
    const day = within(card).getByLabelText<HTMLInputElement>(/^A new day for /);
    expect(day.value > '2026-11-22').toBe(true);
    const plan = within(card).getByRole<HTMLButtonElement>('button', { name: 'Plan for this day' });
    fireEvent.change(day, { target: { value: '' } });
    await waitFor(() => expect(plan.disabled).toBe(true));
    fireEvent.change(day, { target: { value: '2026-12-04' } });
    await waitFor(() => expect(plan.disabled).toBe(false));
    await userEvent.click(plan);
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(2));
    expect(last(server)).toMatchObject({ kind: 'PLAN', plannedFor: '2026-12-04', replaces: expired.id });
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Planned for'));
    await waitFor(() => expect(screen.queryByRole('article', { name: /^Expired: / })).toBeNull());
  });
});

describe('while the device saves', () => {
  it('no button is taken from under the focus', async () => {
    await open({ decisions: decided(decisionOn('Bill:311', { state: 'EXPIRED', note: 'Decided too long ago.' })) });
    await bills();
    await userEvent.click(await screen.findByText(/1 expired/));
    const drop = screen.getByRole('button', { name: /^Drop/ });
    const [busy, disabled]: string[][] = [[], []];
    const watch = new MutationObserver((changes) => {
      for (const { attributeName } of changes)
        (attributeName === 'disabled' ? disabled : busy)?.push(String(attributeName));
    });
    watch.observe(drop, { attributeFilter: ['disabled', 'aria-disabled'] });
    await userEvent.click(drop);
    await waitFor(() => expect(screen.queryByRole('article', { name: /^Expired: / })).toBeNull());
    watch.disconnect();
    expect(busy).not.toEqual([]);
    expect(disabled).toEqual([]);
  });
});

describe('a decision that the server refused', () => {
  it('comes back in its row, and says why until it is let go; what was decided with it goes on', async () => {
    const refusal = { code: 'OUT_OF_RANGE', message: 'The bank account was closed in QuickBooks.' };
    const server = await open({ refuses: ({ documentKey }) => (documentKey === 'Bill:311' ? refusal : null) });
    await bills();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard(`jjxjx${QUEUE}`);
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Saved on this device'));
    expect(within(row('Bill:311')).queryByRole('checkbox')).toBeNull();
    server.offline = false;
    await act(() => refreshDevice());
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Refused'));
    expect(row('Bill:311').textContent).not.toContain('Saved on this device');
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:312']));
    await userEvent.click(await screen.findByText(/1 failed/));
    const card = screen.getByRole('article', { name: /^Failed: / });
    expect(card.textContent).toContain(refusal.message);
    await userEvent.click(within(card).getByRole('button', { name: /^Drop/ }));
    await waitFor(() => expect(within(row('Bill:311')).getByRole('checkbox')).toBeTruthy());
    expect(row('Bill:311').textContent).not.toContain('Refused');
  });

  it('is let go when its row is decided on anew, which leaves at once', async () => {
    const refusal = { code: 'OUT_OF_RANGE', message: 'The bank account was closed in QuickBooks.' };
    let refuses = true;
    const server = await open({ refuses: () => (refuses ? refusal : null) });
    await bills();
    await userEvent.keyboard(`jjx${QUEUE}`);
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Refused'));
    refuses = false;
    await waitFor(() => expect(document.activeElement).toBe(row('Bill:311')));
    await userEvent.keyboard(`x${QUEUE}`);
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:311']));
    await waitFor(() => expect(screen.queryByText(/1 failed/)).toBeNull());
  });
});
