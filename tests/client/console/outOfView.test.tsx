import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { onPhone } from './phone.js';
import { bar, bills, open, row } from './showConsole.js';

describe('what is selected and a filter hides', () => {
  it('is counted beside the selection, to who listens too, and shown by one act that leaves the order as it is', async () => {
    await open();
    const grid = await bills();
    await userEvent.click(within(grid).getByRole('button', { name: 'Open balance' }));
    await userEvent.keyboard('j{Control>}a{/Control}');
    expect(within(bar()).queryByRole('button', { name: /not in this view/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    expect(bar().textContent).toContain('Selected10');
    const show = within(bar()).getByRole('button', { name: /^9 not in this view/ });
    await within(bar()).findByText(/^10 decisions selected, 9 not in this view\./);
    await userEvent.click(show);
    await waitFor(() => expect(document.querySelectorAll('.bills [data-document]')).toHaveLength(10));
    expect(within(grid).getByRole('columnheader', { name: 'Open balance' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    expect(within(bar()).queryByRole('button', { name: /not in this view/ })).toBeNull();
  });

  it('is counted on a phone beside the act, with what is selected in the other table', async () => {
    onPhone();
    await open();
    await bills();
    await userEvent.click(within(row('Bill:311')).getByRole('checkbox'));
    await userEvent.click(within(row('Bill:312')).getByRole('checkbox'));
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await within(bar()).findByRole('button', { name: /^2 not in this view/ });
    await userEvent.click(screen.getByRole('button', { name: /^Invoices 8/ }));
    expect(screen.getByRole('button', { name: 'Bills 10, 2 selected' })).toBeTruthy();
    await userEvent.click(within(bar()).getByRole('button', { name: /^2 not in this view/ }));
    await userEvent.click(screen.getByRole('button', { name: /^Bills 10/ }));
    expect(row('Bill:311').getAttribute('aria-selected')).toBe('true');
  });
});
