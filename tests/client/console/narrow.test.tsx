import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { onPhone, onTablet } from './phone.js';
import { bar, bills, focused, open, row } from './showConsole.js';

const parts = (key: string): string | null | undefined => row(key).querySelector('.docparts')?.textContent;
const inOrder = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-document]')].map(({ dataset }) => dataset['document'] ?? '');

describe('a console with less room', () => {
  it('has under each name what the columns that are left out say', async () => {
    const { bills: open1, invoices } = fakeConsole();
    const [first, second, ...rest] = invoices;
    if (first === undefined || second === undefined) throw new Error('The fixture has no invoices.');
    const changed = [{ ...first, usualDelay: null, dueDate: null }, { ...second, usualDelay: 0 }, ...rest];
    await open({}, { console: fakeConsole({ bills: open1, invoices: changed }) });
    await bills();
    expect(parts('Bill:311')).toBe('due 24 Nov');
    expect(parts('Invoice:213')).toBe('due 9 Nov · usually 12 d late · sent 10 Nov');
    expect(parts('Invoice:212')).toBe('due 6 Nov · usually 14 d late · never sent');
    expect(parts('Invoice:211')).toBe('due 30 Oct · usually on time · sent 2 Nov');
    expect(parts('Invoice:210')).toBe('no due date · sent 26 Oct');
  });

  it('sorts on a phone, where no head is shown, and selects all that is', async () => {
    onPhone();
    await open();
    await bills();
    const sort = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort bills' });
    expect(sort.selectedOptions[0]?.textContent).toBe('Due, earliest first');
    await userEvent.selectOptions(sort, 'Open balance, largest first');
    await waitFor(() => expect(inOrder().slice(0, 2)).toEqual(['Bill:314', 'Bill:311']));
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await userEvent.click(screen.getByRole('button', { name: /^Select all shown/ }));
    expect(within(bar()).getByRole('button', { name: '1 selected' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Due or late' }));
    await userEvent.click(screen.getByRole('button', { name: /^Select all shown/ }));
    expect(within(bar()).getByRole('button', { name: '10 selected' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^Select none/ }));
    expect(screen.queryByRole('region', { name: 'Decisions' })).toBeNull();
  });

  it('says on a phone as well what a selection comes to', async () => {
    onPhone();
    await open();
    await bills();
    await userEvent.keyboard('jx');
    expect(await within(bar()).findByText(/^1 decision selected\..* low point from /)).toBeTruthy();
  });

  it('has no head on a phone for keys to go to: they go on acting on the row', async () => {
    onPhone();
    await open();
    await bills();
    await userEvent.keyboard('j{ArrowUp}x');
    expect(focused()).toBe('Bill:310');
    expect(row('Bill:310').tabIndex).toBe(0);
    expect(row('Bill:310').getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('j');
    expect(focused()).toBe('Bill:311');
  });

  it('has keys go along the heads that a tablet shows, and past the others', async () => {
    onTablet();
    await open();
    await bills();
    const head = (): string | null | undefined => document.activeElement?.textContent;
    await userEvent.keyboard('j{End}j{ArrowUp}');
    expect(head()).toBe('Invoice');
    await userEvent.keyboard('{ArrowRight}');
    expect(head()).toBe('Open balance');
    await userEvent.keyboard('{ArrowLeft}');
    expect(head()).toBe('Invoice');
    await userEvent.keyboard('{End}{Enter}');
    expect(head()).toBe('Open balance');
    expect((document.activeElement as HTMLElement).tabIndex).toBe(0);
  });
});
