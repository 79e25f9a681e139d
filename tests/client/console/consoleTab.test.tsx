import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { APPLIED, CLIENT, CONFLICTED, decided } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_FORECAST_OFF } from '../../../client/fakes/fakeForecast.js';
import { FAKE_ISSUES } from '../../../client/fakes/fakeIssues.js';
import { fakeHygiene } from '../../../client/fakes/fakeReview.js';
import { enqueue, refreshDevice, sendNow, withdraw } from '../../../client/offline/index.js';
import { paying } from '../offline/queueing.js';
import { bar, bills, decisionsOf, focused, open, row } from './showConsole.js';

describe('the Console tab', () => {
  it('lists what is open with counts and sums, how late, and what is usual', async () => {
    await open();
    await bills();
    expect(screen.getByText('10 open, 25,419.16')).toBeTruthy();
    expect(screen.getByText('8 open, 28,004.75')).toBeTruthy();
    expect(row('Bill:310').textContent).toContain('13 d late');
    expect(row('Bill:311').textContent).toContain('in 2 d');
    expect(row('Invoice:213').textContent).toContain('12 d late');
    expect(row('Invoice:212').textContent).toContain('never');
    expect(screen.getByRole('tab', { name: 'Console 18 open' }).getAttribute('aria-selected')).toBe('true');
  });

  it('marks a bill that an open issue rests on, and leads to the issue', async () => {
    const [first] = FAKE_ISSUES;
    if (first?.lines[0] === undefined) throw new Error('The fixture has no line.');
    const issue = { ...first, state: 'OPEN' as const, lines: [{ ...first.lines[0], documentKey: 'Bill:313' }] };
    await open({}, { hygiene: fakeHygiene([issue]) });
    await bills();
    const mark = within(row('Bill:313')).getByRole('link', { name: /issue/ });
    expect(mark.getAttribute('href')).toBe(`/clients/${CLIENT}/hygiene?issue=${first.id}`);
    expect(within(row('Bill:312')).queryByRole('link')).toBeNull();
  });

  it('has one Tab stop a table, and goes from one to the other by keys', async () => {
    await open();
    const grid = await bills();
    expect(grid.querySelectorAll('[data-document][tabindex="0"]')).toHaveLength(1);
    await userEvent.keyboard('j');
    expect(focused()).toBe('Bill:310');
    await userEvent.keyboard('jj');
    expect(focused()).toBe('Bill:312');
    await userEvent.keyboard('{End}j');
    expect(focused()).toBe('Invoice:210');
    await userEvent.keyboard('k');
    expect(focused()).toBe('Bill:319');
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(document.activeElement?.textContent).toBe('Bill');
    expect(grid.querySelectorAll('[data-document][tabindex="0"]')).toHaveLength(0);
  });

  it('selects by key, range and all, and sums by kind', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jjxjj{Shift>}X{/Shift}');
    expect(bar().textContent).toContain('Record payment, 38,823.23');
    expect(row('Bill:312').getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('jd{Escape}');
    expect(bar().textContent).toContain('Plan, 16,450.00');
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(bar().textContent).toContain('Selected10');
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull();
  });

  it('says what the choice would mean, and that a recorded payment moves no money', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jjx');
    expect(bar().textContent).toContain('Recording a payment in QuickBooks does not move money at the bank');
    expect(bar().textContent).toContain('Cash after42,311.16');
    expect(bar().textContent).toContain('First week below zero');
    await waitFor(() => expect(bar().textContent).not.toContain('…'));
    await within(bar()).findByText(/1 decision selected\. Record payment 1, 4,286\.40\. cash after 42,311\.16/);
  });

  it('keeps the place of what the tier has not', async () => {
    await open({}, { tier: 'BASIC_RITUAL_ONLY', forecast: FAKE_FORECAST_OFF });
    await bills();
    await userEvent.keyboard('jx');
    expect(within(bar()).getAllByText('Not in this tier')).toHaveLength(2);
    expect(bar().textContent).toContain('Cash after');
  });

  it('takes a part of a balance as a sum, and refuses too much in place without harm to the rest', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jjxjx{Enter}');
    const amount = await screen.findByLabelText<HTMLInputElement>('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, '9999');
    expect(within(row('Bill:312')).getByRole('alert').textContent).toContain('more than the open balance');
    expect(within(bar()).getByText('1 not ready')).toBeTruthy();
    // Sums are of what is going to be queued, as cash after and the forecast are.
    expect(bar().textContent).toContain('Record payment, 14,286.40');
    expect(within(bar()).getByRole('button', { name: /^Queue 1 decision/ })).toBeTruthy();
    await userEvent.clear(amount);
    await userEvent.type(amount, '2914.75/2');
    expect(row('Bill:312').textContent).toContain('= 1,457.38');
    await userEvent.type(amount, '{Enter}');
    expect(focused()).toBe('Bill:312');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(2));
    const part = [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].find(
      ({ documentKey }) => documentKey === 'Bill:312',
    );
    expect(part).toMatchObject({ amount: 145_738, accountId: '35', openBalance: 291_475 });
  });

  it('queues by keyboard alone, shows each decision in its row, and takes them back', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jjxjxjx{End}jxjm{Control>}{Enter}{/Control}');
    expect(await screen.findByText('5 decisions queued.')).toBeTruthy();
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(5));
    expect(decisionsOf(server)).toContain('REMIND Invoice:211');
    expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull();
    await waitFor(() => expect(row('Bill:311').textContent).toMatch(/Sends in \d+ s|Waits to be sent/));
    expect(within(row('Bill:311')).queryByRole('checkbox')).toBeNull();
    await userEvent.keyboard('u');
    await waitFor(() => {
      const states = [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].map(({ state }) => state);
      expect(new Set(states)).toEqual(new Set(['WITHDRAWN']));
    });
    await waitFor(() => expect(within(row('Bill:311')).getByRole('checkbox')).toBeTruthy());
  });

  it('saves on the device without a network, and sends when there is one', async () => {
    const server = await open();
    await bills();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('jjx{Control>}{Enter}{/Control}');
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Saved on this device'));
    expect(decisionsOf(server)).toHaveLength(0);
    server.offline = false;
    await act(() => refreshDevice());
    await waitFor(() => expect(decisionsOf(server)).toEqual(['RECORD_PAYMENT Bill:311']));
  });

  it('keeps what is selected over a change of tab', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jjxjx1');
    await screen.findByRole('region', { name: 'Figures' });
    await userEvent.keyboard('3');
    await bills();
    expect(bar().textContent).toContain('Selected2');
  });

  it('shows a conflict as two versions with two equal choices, and decides anew in its place', async () => {
    const server = await open({ decisions: decided(CONFLICTED, APPLIED) });
    await bills();
    await userEvent.click(await screen.findByText(/1 conflicted, 1 applied/));
    const card = screen.getByRole('article', { name: /^Conflicted: Halden/ });
    expect(within(card).getByRole('row', { name: /Open balance 1,395\.00 895\.00/ }).className).toBe('differs');
    expect(within(row('Bill:310')).queryByRole('checkbox')).toBeNull();
    await userEvent.click(within(card).getByRole('button', { name: 'Record 895.00' }));
    await waitFor(() => expect(decisionsOf(server)).toHaveLength(3));
    const made = [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].at(-1);
    expect(made).toMatchObject({ replaces: CONFLICTED.id, amount: 89_500, openBalance: 89_500 });
    await waitFor(() => expect(screen.queryByRole('article', { name: /^Conflicted: Halden/ })).toBeNull());
  });

  it('shows the receipt of what was applied', async () => {
    await open({ decisions: decided(APPLIED) });
    await bills();
    await userEvent.click(await screen.findByText('1 applied'));
    const card = screen.getByRole('article', { name: 'Payment recorded, Bay Utilities OCT-26' });
    expect(
      within(card)
        .getByRole('link', { name: /^bill payment 3127/ })
        .getAttribute('rel'),
    ).toBe('noopener noreferrer');
    expect(card.textContent).toContain('entry 4,118');
    expect(card.textContent).toContain('Daniel Reyes');
  });

  it('says which filter leaves nothing, and takes it off', async () => {
    await open();
    await bills();
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    expect(screen.getByText('1 of 10 open, 895.00')).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Vendor' }), 'Bay Utilities');
    expect(screen.getByText(/No open bills due or late of Bay Utilities/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show all bills' }));
    expect(screen.getByText('10 open, 25,419.16')).toBeTruthy();
  });

  it('says when nothing is open, and what is not listed', async () => {
    await open({}, { console: fakeConsole({ bills: [], invoices: [] }) });
    expect(await screen.findByRole('heading', { name: 'Nothing is open' })).toBeTruthy();
  });

  it('leads to the card of a decision that the address names, and forgets it there', async () => {
    const { location } = await open({ decisions: decided(CONFLICTED, APPLIED) }, {}, `?decision=${APPLIED.id}`);
    await bills();
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Payment recorded, Bay Utilities OCT-26'),
    );
    await waitFor(() => expect(location.history?.at(-1)).toBe(`/clients/${CLIENT}/console`));
  });

  it('asks once for the day of all selected bills, and leaves the selected invoices as they are', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jxjx{End}jxk{Shift>}D{/Shift}');
    const dialog = await screen.findByRole('dialog', { name: 'Plan 2 bills for one day' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Plan 2 bills' }));
    await waitFor(() => expect(row('Bill:311').textContent).toContain('Plan for'));
    expect(row('Bill:310').textContent).toContain('Plan for');
    expect(row('Invoice:210').textContent).toContain('Send reminder');
  });

  it('plans those that can be planned when it is confirmed: one that was decided meanwhile is none of them', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jxjx{Shift>}D{/Shift}');
    const dialog = await screen.findByRole('dialog', { name: 'Plan 2 bills for one day' });
    server.offline = true;
    await act(() => enqueue([paying('Bill:311', { clientId: CLIENT })]));
    await waitFor(() => expect(within(dialog).getByRole('heading').textContent).toBe('Plan 1 bill for one day'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Plan 1 bill' }));
    await waitFor(() => expect(row('Bill:310').textContent).toContain('Plan for'));
    expect(row('Bill:311').textContent).not.toContain('Plan for');
  });

  it('asks for no day once none of them can be planned any more, and not again when one can', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard('jxjx{Shift>}D{/Shift}');
    await screen.findByRole('dialog', { name: 'Plan 2 bills for one day' });
    server.offline = true;
    const both = ['Bill:310', 'Bill:311'].map((key) => paying(key, { clientId: CLIENT }));
    await act(() => enqueue(both));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await act(() => withdraw(both.map(({ id }) => id)));
    server.offline = false;
    await act(() => sendNow());
    await waitFor(() => expect(bar().textContent).toContain('Selected2'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('selects a range by Shift and a click', async () => {
    await open();
    await bills();
    const user = userEvent.setup();
    await user.click(within(row('Bill:311')).getByRole('checkbox'));
    await user.keyboard('{Shift>}');
    await user.click(within(row('Bill:314')).getByRole('checkbox'));
    await user.keyboard('{/Shift}');
    expect(bar().textContent).toContain('Selected4');
  });

  it('says how many more are open than are listed', async () => {
    await open({}, { console: fakeConsole({ more: 7 }) });
    expect(await screen.findByText(/^7 more open documents than are listed here/)).toBeTruthy();
  });
});
