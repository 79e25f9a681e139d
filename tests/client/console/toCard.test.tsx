import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, CONFLICTED, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { onPhone } from './phone.js';
import { bills, focused, open, row } from './showConsole.js';

/** Recorded after the figures shown were read: its row is not free yet. */
const recorded = () => decisionOn('Bill:311', { settledAt: new Date(Date.now() - 60_000).toISOString() });
const RECEIPT = 'Payment recorded, Cascade Hardwoods B-20418';
const NAME = /^Payment recorded ?, see the receipt: Cascade Hardwoods B-20418$/;
const label = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');
const folded = (): HTMLDetailsElement | null => document.querySelector<HTMLDetailsElement>('details.cnr');
const links = (key: string): HTMLElement[] => within(row(key)).queryAllByRole('link');

describe('the words of a decision that came to an end', () => {
  it('lead from its row to its receipt, which is unfolded and has the focus; the address stays as it was', async () => {
    const { location } = await open({ decisions: decided(recorded(), CONFLICTED) });
    await bills();
    await waitFor(() => expect(links('Bill:311')).toHaveLength(1));
    expect(folded()?.open).toBe(false);
    const steps = location.history?.length;
    await userEvent.click(within(row('Bill:311')).getByRole('link', { name: NAME }));
    await waitFor(() => expect(label()).toBe(RECEIPT));
    expect(folded()?.open).toBe(true);
    await waitFor(() => expect(location.history?.at(-1)).toBe(`/clients/${CLIENT}/console`));
    expect(location.history).toHaveLength(steps ?? 0);
  });

  it('are reached by Tab in the row that has the place, by no other, and by Enter lead to the two versions', async () => {
    await open({ decisions: decided(recorded(), CONFLICTED) });
    await bills();
    await waitFor(() => expect(links('Bill:311')).toHaveLength(1));
    await userEvent.keyboard('j');
    expect(focused()).toBe('Bill:310');
    const led = screen.getByRole('link', { name: /^Conflicted see earlier decisions ?: Halden/ });
    expect(led.tabIndex).toBe(0);
    expect(links('Bill:311').map(({ tabIndex }) => tabIndex)).toEqual([-1]);
    await userEvent.tab();
    expect(document.activeElement).toBe(led);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(label()).toBe('Conflicted: Halden Equipment Leasing L-0931'));
    // Nothing was selected on the way, and the keys lead back to the row.
    expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull();
    await userEvent.keyboard('j');
    expect(focused()).toBe('Bill:310');
    await userEvent.keyboard('j');
    expect(links('Bill:311').map(({ tabIndex }) => tabIndex)).toEqual([0]);
  });

  it('lead again to what was folded meanwhile, and to a card that is not among the first', async () => {
    onPhone();
    const failed = ['310', '312', '313', '314', '315', '316', '317', '318', '319'].map((id) =>
      decisionOn(`Bill:${id}`, { state: 'FAILED', note: 'QuickBooks refused it: the period is closed.' }),
    );
    await open({ decisions: decided(...failed, recorded()) });
    await bills();
    await waitFor(() => expect(links('Bill:311')).toHaveLength(1));
    expect(screen.queryByRole('article', { name: RECEIPT })).toBeNull();
    const led = within(row('Bill:311')).getByRole('link', { name: NAME });
    await userEvent.click(led);
    await waitFor(() => expect(label()).toBe(RECEIPT));
    await userEvent.click(screen.getByText(/^9 failed, 1 applied/));
    await waitFor(() => expect(folded()?.open).toBe(false));
    await userEvent.click(led);
    await waitFor(() => expect(folded()?.open).toBe(true));
    await waitFor(() => expect(label()).toBe(RECEIPT));
  });

  it('are no link while it is on its way: it has no card', async () => {
    await open({ decisions: decided(decisionOn('Bill:311', { state: 'SUBMITTED', settledAt: null })) });
    await bills();
    await waitFor(() => expect(row('Bill:311').textContent).toContain('On its way'));
    expect(links('Bill:311')).toEqual([]);
  });
});
