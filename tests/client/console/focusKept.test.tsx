import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { APPLIED, CONFLICTED, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { bar, bills, focused, open } from './showConsole.js';

const EXPIRED = decisionOn('Bill:311', { state: 'EXPIRED', note: 'Decided on figures older than 7 days.' });

/** Goes to a button by keys, and presses it. */
async function press(button: HTMLElement): Promise<void> {
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
}
const label = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');

describe('the focus, when what had it is gone', () => {
  it('goes from the foot to the row that was worked on', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jjx');
    await press(within(bar()).getByRole('button', { name: 'Clear' }));
    expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull();
    expect(focused()).toBe('Bill:311');
    await userEvent.keyboard('jx');
    await press(within(bar()).getByRole('button', { name: /^Queue 1 decision/ }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull());
    expect(focused()).toBe('Bill:312');
    const toast = await screen.findByRole('group', { name: 'Last change' });
    await press(within(toast).getByRole('button', { name: 'Close message' }));
    expect(focused()).toBe('Bill:312');
  });

  it('goes from a card to the next one', async () => {
    await open({ decisions: decided(CONFLICTED, EXPIRED, APPLIED) });
    await bills();
    await userEvent.click(await screen.findByText(/1 conflicted, 1 expired, 1 applied/));
    await press(screen.getByRole('button', { name: /^Drop the decision for Halden/ }));
    await waitFor(() => expect(screen.queryByRole('article', { name: /^Conflicted/ })).toBeNull());
    expect(label()).toBe('Expired: Cascade Hardwoods B-20418');
  });

  it('goes to the row where no card is left', async () => {
    const refusal = { code: 'OUT_OF_RANGE', message: 'The bank account was closed in QuickBooks.' };
    await open({ refuses: () => refusal });
    await bills();
    await userEvent.keyboard('jjx{Control>}{Enter}{/Control}');
    await userEvent.click(await screen.findByText('1 failed'));
    await press(screen.getByRole('button', { name: /^Drop the decision for Cascade/ }));
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    expect(focused()).toBe('Bill:311');
  });

  it('goes from the button for the rest to the first card of the rest', async () => {
    const keys = ['310', '311', '312', '313', '314', '315', '316', '317', '318', '319'];
    const many = keys.map((id) =>
      decisionOn(`Bill:${id}`, { state: 'FAILED', note: 'QuickBooks refused it: the period is closed.' }),
    );
    await open({ decisions: decided(...many) });
    await bills();
    await userEvent.click(await screen.findByText('10 failed'));
    await press(screen.getByRole('button', { name: '2 more' }));
    const cards = screen.getAllByRole('article');
    expect(cards).toHaveLength(10);
    expect(document.activeElement).toBe(cards[8]);
  });

  it('goes to the rows that came back when a filter is taken off', async () => {
    await open();
    await bills();
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Vendor' }), 'Bay Utilities');
    await press(await screen.findByRole('button', { name: 'Show all bills' }));
    expect(focused()).toBe('Bill:310');
  });

  it('is left where a person took it by pointing beside', async () => {
    await open();
    await bills();
    await userEvent.keyboard('jjx');
    act(() => within(bar()).getByRole('button', { name: 'Clear' }).focus());
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull());
    expect(document.activeElement).toBe(document.body);
  });
});
