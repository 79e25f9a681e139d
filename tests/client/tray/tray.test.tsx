import { describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { FAKE_FORECAST_OFF } from '../../../client/fakes/fakeForecast.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { enqueue, newId, refreshDevice, withdraw } from '../../../client/offline/index.js';
import type { Cents } from '../../../domain/units.js';
import type { DecisionDraft } from '../../../domain/decision/decision.js';
import { aDecision, aPayment } from './aDecision.js';
import { CLIENT, open, tray } from './showTray.js';

function draft(part: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    id: newId(),
    clientId: CLIENT,
    kind: 'RECORD_PAYMENT',
    documentKey: 'Bill:310',
    amount: 184_000 as Cents,
    accountId: '35',
    plannedFor: null,
    replaces: null,
    saw: {
      syncedAt: '2026-11-21T15:00:00.000Z',
      ...{ booksVersion: 3, openBalance: 184_000 as Cents, currency: 'USD', partyId: 'timber' },
      ...{ name: 'Timber & Bay Supply', number: 'B-2207', dueDate: null },
    },
    ...part,
  };
}

const queue = (one: DecisionDraft) =>
  act(() => enqueue([{ name: 'SUBMIT_DECISION', id: one.id, clientId: one.clientId, decision: one }]));

const CONFLICT = {
  ...{ field: 'OPEN_BALANCE' as const, saw: null, now: null, sawAmount: 139_500, nowAmount: 89_500, differs: true },
};

describe('the decision tray', () => {
  it('opens by g t over the page, with each decision in its client, and closes by Esc', async () => {
    await open([
      aDecision({ state: 'SUBMITTED', name: 'Northgate Hardware', number: '7731' }),
      aDecision({ state: 'CONFLICTED', name: 'Halden Equipment', number: 'L-0931', differences: [CONFLICT] }),
      aDecision({ clientId: 'cobalt-ridge-cycles', name: 'Velo Parts', number: '30177', state: 'SUBMITTED' }),
    ]);
    await screen.findByText('open decisions', { exact: false });
    await userEvent.keyboard('gt');
    const sheet = await tray();
    expect(within(sheet).getByText('3 decisions, 2 clients')).toBeTruthy();
    const rows = within(sheet)
      .getAllByRole('row')
      .filter((row) => row.hasAttribute('data-index'));
    expect(rows.map((row) => row.getAttribute('data-state'))).toEqual(['SUBMITTED', 'CONFLICTED', 'SUBMITTED']);
    expect(rows[1]?.textContent).toContain('balance changed');
    await waitFor(() => expect(document.activeElement).toBe(rows[0]));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keeps what was decided without a network, names its count and sum, and sends it by the one button when online', async () => {
    const { server } = await open([]);
    server.offline = true;
    await act(() => refreshDevice());
    await queue(draft());
    await userEvent.keyboard('gt');
    const sheet = await tray();
    const send = await within(sheet).findByRole('button', { name: /^Send 1 to QuickBooks now/ });
    expect(send.getAttribute('aria-disabled')).toBe('true');
    expect(within(sheet).getByText(/They are sent when this device is online/)).toBeTruthy();
    expect(within(sheet).getByText('To record, 1').parentElement?.textContent).toContain('1,840.00');
    expect(server.decisions.get(CLIENT)?.decisions.size ?? 0).toBe(0);
    server.offline = false;
    await waitFor(async () => {
      await act(() => refreshDevice());
      expect(server.decisions.get(CLIENT)?.decisions.size).toBe(1);
    });
  });

  it('moves by j and k, and takes back by u what waits, the focus staying in the rows', async () => {
    const { server } = await open([]);
    server.offline = true;
    await act(() => refreshDevice());
    await queue(draft({ documentKey: 'Bill:310' }));
    await queue(draft({ documentKey: 'Bill:311' }));
    await userEvent.keyboard('gt');
    const sheet = await tray();
    await within(sheet).findByRole('button', { name: /^Send 2/ });
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('1'));
    await userEvent.keyboard('u');
    await within(sheet).findByRole('button', { name: /^Send 1/ });
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('row'));
    expect(sheet.querySelectorAll('.trow[data-state="QUEUED"]')).toHaveLength(1);
    expect(sheet.querySelector('.trow[data-state="QUEUED"]')?.getAttribute('data-index')).toBe('0');
  });

  it('reaches the buttons of a row and of the sheet by Tab, and comes back by Shift and Tab', async () => {
    await open([aDecision({ state: 'SUBMITTED' }), aDecision({ state: 'FAILED', note: 'The account is closed.' })]);
    await screen.findByText('open decisions', { exact: false });
    await userEvent.keyboard('gt');
    const sheet = await tray();
    await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('0'));
    const [row] = sheet.querySelectorAll<HTMLElement>('.trow[data-state="FAILED"]');
    if (row === undefined) throw new Error('There is no row of what failed.');
    expect(document.activeElement).toBe(row);
    await userEvent.tab();
    expect(document.activeElement).toBe(within(row).getByRole('button', { name: /^Open/ }));
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(row);
    await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(within(sheet).getByRole('button', { name: /Close the tray/ }));
  });

  it('takes back one at a time: a key that is held down takes no second', async () => {
    const { server } = await open([]);
    server.offline = true;
    await act(() => refreshDevice());
    await queue(draft({ documentKey: 'Bill:310' }));
    await queue(draft({ documentKey: 'Bill:311' }));
    await userEvent.keyboard('gt');
    const sheet = await tray();
    await within(sheet).findByRole('button', { name: /^Send 2/ });
    await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('0'));
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'u', repeat: true });
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'j' });
    await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('1'));
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'u' });
    await within(sheet).findByRole('button', { name: /^Send 1/ });
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('row'));
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'u', repeat: true });
    // What is kept on the device is kept in order: had the held key taken one, it would be gone before this one came.
    await queue(draft({ documentKey: 'Bill:312' }));
    await within(sheet).findByRole('button', { name: /^Send 2/ });
  });

  it('says of an undo that the server has not answered that it is under way', async () => {
    const { server } = await open([aDecision({ number: '7' })]);
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('gt');
    await userEvent.click(await within(await tray()).findByRole('button', { name: /^Undo: / }));
    await screen.findByText('Being taken back: Record payment, Cascade Hardwoods 7.');
    expect(screen.queryByText(/^Undone: /)).toBeNull();
    server.offline = false;
    await act(() => refreshDevice());
    await screen.findByText('Undone: Record payment, Cascade Hardwoods 7.');
  });

  it('leads from a conflict to its comparison in the console of its client', async () => {
    const conflict = aDecision({ state: 'CONFLICTED', differences: [CONFLICT] });
    const { location } = await open([aDecision({ state: 'SUBMITTED' }), conflict]);
    await screen.findByText('open decisions', { exact: false });
    await userEvent.keyboard('gt');
    await tray();
    await userEvent.keyboard('c');
    await waitFor(() => expect(location.history?.at(-1)).toMatch(new RegExp(`^/clients/${CLIENT}/console`)));
    expect(screen.queryByRole('dialog', { name: 'Decision tray' })).toBeNull();
  });

  it('shows a refused one with its reason, the rest unharmed, until it is let go', async () => {
    const { server } = await open([], {
      refuses: ({ documentKey }) =>
        documentKey === 'Bill:310' ? { code: 'OUT_OF_RANGE', message: 'More than the open balance.' } : null,
    });
    await queue(draft({ documentKey: 'Bill:310' }));
    await queue(draft({ documentKey: 'Bill:311' }));
    await userEvent.keyboard('gt');
    const sheet = await tray();
    await within(sheet).findByText('More than the open balance.');
    await waitFor(() => expect(server.decisions.get(CLIENT)?.decisions.size).toBe(1));
    await userEvent.click(within(sheet).getByRole('button', { name: /^Let go/ }));
    await waitFor(() => expect(within(sheet).queryByText('More than the open balance.')).toBeNull());
  });

  it('shows an undo that came too late, of what it was, until it is let go', async () => {
    const known = aDecision({ state: 'SUBMITTED', number: '88' });
    await open([known]);
    await act(async () => void (await withdraw([known.id])));
    await userEvent.keyboard('gt');
    const line = await within(await tray()).findByText(/^Undo of .*Cascade Hardwoods/);
    const item = line.closest('li') as HTMLElement;
    await userEvent.click(within(item).getByRole('button', { name: /^Let go/ }));
    await waitFor(() => expect(screen.queryByText(/^Undo of/)).toBeNull());
  });

  it('shows cash before and after in a tier without a forecast, of what the books do not have yet from counted accounts', async () => {
    const basic = fakeRitual(CLIENT, { tier: 'BASIC_RITUAL_ONLY', forecast: FAKE_FORECAST_OFF });
    const amount = 1_000_000;
    await open(
      [
        aPayment('Bill:310', { amount }),
        aPayment('Bill:311', { amount, accountId: '41' }),
        aPayment('Bill:312', { amount, state: 'APPLIED', settledAt: '2026-11-21T14:50:00.000Z' }),
        aPayment('Bill:313', { amount, state: 'APPLIED', settledAt: '2026-11-21T15:05:00.000Z' }),
        aPayment('Bill:314', { amount, state: 'FAILED' }),
        aPayment('Bill:315', { amount, accountId: null, kind: 'PLAN' }),
      ],
      { rituals: new Map([[CLIENT, basic]]) },
    );
    await screen.findByText('open decisions', { exact: false });
    await userEvent.keyboard('gt');
    const figures = await within(await tray()).findByText('Forecast not in this tier');
    expect(basic.digest.figures.cashOnHand).toBe(4_659_756);
    expect(figures.parentElement?.textContent).toContain('cash 46.6k');
    expect(figures.parentElement?.textContent).toContain('26.6k');
    expect(figures.parentElement?.textContent).not.toContain('below zero');
  });

  it('names the currency of every amount once it has more than one, and of none before', async () => {
    const clients = FAKE_CLIENTS.map((client) =>
      client.id === 'cobalt-ridge-cycles' ? { ...client, currency: 'CAD' } : client,
    );
    const inDollars = aDecision({ state: 'SUBMITTED', amount: 120_000 });
    const other = { clientId: 'cobalt-ridge-cycles', currency: 'CAD', amount: 120_000 };
    const { server } = await open([inDollars], { clients });
    await screen.findByText('open decision', { exact: false });
    await userEvent.keyboard('gt');
    const amounts = async (): Promise<(string | null)[]> =>
      [...(await tray()).querySelectorAll('.trow .r')].map((cell) => cell.textContent);
    await waitFor(async () => expect(await amounts()).toEqual(['1,200.00']));
    const added = aDecision({ ...other, kind: 'REMIND' });
    server.decisions.set(other.clientId, { version: 1, decisions: new Map([[added.id, added]]) });
    await waitFor(async () => {
      await act(() => refreshDevice());
      expect(await amounts()).toEqual(['CA$1,200.00', 'US$1,200.00']);
    });
    expect(within(await tray()).getByText('To remind, 1').parentElement?.textContent).toContain('CA$1,200.00');
  });

  it('says what would be here before anything was decided', async () => {
    await open([]);
    await userEvent.keyboard('gt');
    expect(within(await tray()).getByRole('heading', { name: 'Nothing decided yet' })).toBeTruthy();
  });
});
