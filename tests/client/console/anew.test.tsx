import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, CONFLICTED, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { fakeConsole, openDocument } from '../../../client/fakes/fakeConsole.js';
import type { FakeServer } from '../../../client/fakes/fakeFetch.js';
import { bills, decisionsOf, open } from './showConsole.js';

const SEEN = openDocument(['Bill:310', 'Halden Equipment Leasing', 'L-0931', '2026-11-09', 139_500]);
const lastOf = (server: FakeServer) => [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].at(-1);

describe('a conflict that is newer than the books on the screen', () => {
  it('is decided anew on what it showed, from an account that can still pay', async () => {
    const account = { field: 'ACCOUNT' as const, saw: 'Operating', now: 'Operating, not active' };
    const conflict = {
      ...CONFLICTED,
      settledAt: '2026-11-21T15:05:00.000Z',
      differences: [...CONFLICTED.differences, { ...account, sawAmount: null, nowAmount: null, differs: true }],
    };
    const server = await open({ decisions: decided(conflict) }, { console: fakeConsole({ bills: [SEEN] }) });
    await bills();
    await userEvent.click(await screen.findByText(/1 conflicted/));
    const card = screen.getByRole('article', { name: /^Conflicted: Halden/ });
    const from = within(card).getByLabelText<HTMLSelectElement>(/^From/);
    expect(from.value).toBe('36');
    await userEvent.selectOptions(from, 'Payroll, not counted as cash');
    await userEvent.click(within(card).getByRole('button', { name: 'Record 895.00' }));
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(2));
    const made = { replaces: conflict.id, amount: 89_500, openBalance: 89_500, accountId: '41' };
    expect(lastOf(server)).toMatchObject(made);
  });
});

describe('a decision that came back on a bill that another one has paid since', () => {
  it('is not recorded a second time, whatever is counted', async () => {
    const failed = decisionOn('Bill:311', { state: 'FAILED', settledAt: '2026-11-21T15:03:06.000Z', amount: 40_000 });
    const paid = decisionOn('Bill:311', {
      ...{ id: '0192f3a8-0000-7000-8000-00000000aaaa', byName: 'Maya Chen', amount: 40_000 },
      ...{ acceptedAt: '2026-11-21T15:01:00.000Z', settledAt: '2026-11-21T15:05:00.000Z' },
    });
    // Of a bill that is open by another balance: what is on its way is in no figure.
    const doubtful = decisionOn('Bill:314', { state: 'SUBMITTED', settledAt: null, openBalance: 700_000 });
    await open({ decisions: decided(failed, paid, doubtful) });
    await bills();
    await userEvent.click(await screen.findByText(/1 failed/));
    const card = await screen.findByRole('article', { name: /^Failed: Cascade/ });
    expect(within(card).getByRole('button', { name: /^Drop/ })).toBeTruthy();
    expect(within(card).queryByRole('button', { name: /^Record/ })).toBeNull();
  });
});

describe('a payment that came back on a bill that was planned for a day before', () => {
  it('can be recorded again: a plan pays nothing', async () => {
    const conflict = { ...CONFLICTED, settledAt: '2026-11-21T15:05:00.000Z' };
    const plan = decisionOn('Bill:310', {
      ...{ id: '0192f3a8-0000-7000-8000-00000000cccc', kind: 'PLAN', amount: null, accountId: null },
      ...{ acceptedAt: '2026-11-21T15:01:00.000Z', settledAt: '2026-11-21T15:01:00.000Z', plannedFor: '2026-12-04' },
    });
    const planned = { ...SEEN, plannedFor: '2026-12-04' };
    await open({ decisions: decided(plan, conflict) }, { console: fakeConsole({ bills: [planned] }) });
    await bills();
    await userEvent.click(await screen.findByText(/1 conflicted/));
    const card = screen.getByRole('article', { name: /^Conflicted: Halden/ });
    expect(within(card).getByRole('button', { name: 'Record 895.00' })).toBeTruthy();
  });
});

describe('a decision that came back on a bill that is not open any more', () => {
  it('is put away by a skip in its place', async () => {
    const server = await open({ decisions: decided(CONFLICTED) }, { console: fakeConsole({ bills: [] }) });
    await userEvent.click(await screen.findByText(/1 conflicted/));
    const card = await screen.findByRole('article', { name: /^Conflicted: Halden/ });
    expect(card.textContent).toContain('Data shows it is not open any more');
    expect(within(card).queryByRole('button', { name: /^Record/ })).toBeNull();
    await userEvent.click(within(card).getByRole('button', { name: /^Drop/ }));
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(2));
    expect(lastOf(server)).toMatchObject({ kind: 'SKIP', replaces: CONFLICTED.id, openBalance: 139_500 });
    await waitFor(() => expect(screen.queryByRole('article', { name: /^Conflicted: Halden/ })).toBeNull());
  });
});
