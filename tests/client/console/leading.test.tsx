import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decided, decisionOn } from '../../../client/console/console.fixture.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { bills, focused, open } from './showConsole.js';

describe('the keys that enter the tables', () => {
  it('enter the invoices where no bill is shown', async () => {
    await open({}, { console: fakeConsole({ bills: [] }) });
    await screen.findByRole('grid', { name: 'Invoices' });
    await userEvent.keyboard('j');
    expect(focused()).toBe('Invoice:210');
  });

  it('enter the invoices where a filter leaves no bill', async () => {
    await open();
    await bills();
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Vendor' }), 'Bay Utilities');
    await screen.findByText(/No open bills due or late/);
    await userEvent.click(document.body);
    await userEvent.keyboard('j');
    expect(focused()).toBe('Invoice:210');
  });
});

describe('an address that names an undone decision', () => {
  it('on what is not open any more says so, and leaves the filters alone from then on', async () => {
    const undone = decisionOn('Bill:299', { state: 'WITHDRAWN' });
    const { location } = await open({ decisions: decided(undone) }, {}, `?decision=${undone.id}`);
    await bills();
    await screen.findByText('Bay Utilities OCT-26 is not open any more.');
    await waitFor(() => expect(location.history?.at(-1)).toBe(`/clients/${CLIENT}/console`));
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    expect(screen.getByText('1 of 10 open, 895.00')).toBeTruthy();
  });

  it('says no more than it knows where not all that is open is listed', async () => {
    const undone = decisionOn('Bill:299', { state: 'WITHDRAWN' });
    const console = fakeConsole({ more: 3 });
    await open({ decisions: decided(undone) }, { console }, `?decision=${undone.id}`);
    await bills();
    expect(await screen.findByText('Bay Utilities OCT-26 is not listed here.')).toBeTruthy();
  });
});
