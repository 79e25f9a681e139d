import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { bills, open, row } from './showConsole.js';

const REFUSED_FOR_IT =
  'Priya Nair decided on this bill already, Sat 15:02; nothing was done twice. It can be taken back until it is sent.';

const FIRST = decisionOn('Bill:311', {
  ...{ state: 'ACCEPTED', byName: 'Priya Nair', submittedAt: null, settledAt: null },
  waitingFor: 'QuickBooks is not reached.',
});
const SECOND = decisionOn('Bill:311', {
  ...{ id: '0192f3a8-0000-7000-8000-000000009311', state: 'FAILED', amount: 40_000, note: REFUSED_FOR_IT },
  ...{ acceptedAt: '2026-11-21T15:03:30.000Z', submittedAt: null, settledAt: '2026-11-21T15:03:30.000Z' },
});

describe('a decision that was refused because another one is open on the same bill', () => {
  it('has its card with the reason and a way to put it away, while the row keeps the open one and its undo', async () => {
    const sendsAt = new Date(Date.now() + 3_600_000).toISOString();
    const server = await open({ decisions: decided({ ...FIRST, sendsAt }, SECOND) });
    await bills();
    await userEvent.click(await screen.findByText(/1 failed/));
    const card = screen.getByRole('article', { name: /^Failed: / });
    expect(card.textContent).toContain(REFUSED_FOR_IT);
    expect(within(card).getByRole('button', { name: /^Drop/ })).toBeTruthy();
    expect(within(card).queryByRole('button', { name: /^Record/ })).toBeNull();
    expect(row('Bill:311').textContent).not.toContain('Failed');
    expect(row('Bill:311').textContent).toContain('QuickBooks is not reached.');
    expect(within(row('Bill:311')).queryByRole('checkbox')).toBeNull();
    await userEvent.click(within(row('Bill:311')).getByRole('button', { name: /^Undo/ }));
    await waitFor(() => expect(server.decisions.get(CLIENT)?.decisions.get(FIRST.id)?.state).toBe('WITHDRAWN'));
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Failed'));
  });
});
