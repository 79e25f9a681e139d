import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { bills, focused, open, row } from './showConsole.js';

/** Opens the first bill's editor, whose pressed choice has the focus then. */
async function openEditor(): Promise<HTMLElement> {
  await open();
  await bills();
  await userEvent.keyboard('jjx{Enter}');
  const editor = await screen.findByRole('group', { name: /^Decision for Cascade Hardwoods/ });
  const pressed = within(editor).getByRole('button', { name: 'Record payment' });
  await waitFor(() => expect(document.activeElement).toBe(pressed));
  return editor;
}

describe('the focus that is in a row’s editor', () => {
  it.each(['{Escape}', 'x'])('goes to the row when %s closes it, where keys go on working', async (key) => {
    await openEditor();
    await userEvent.keyboard(key);
    expect(screen.queryByRole('group', { name: /^Decision for/ })).toBeNull();
    expect(focused()).toBe('Bill:311');
    await userEvent.keyboard('s');
    expect(row('Bill:311').textContent).toContain('Skip');
  });

  it('goes to the row by the button that closes it', async () => {
    const editor = await openEditor();
    await userEvent.click(within(editor).getByRole('button', { name: 'Close' }));
    expect(focused()).toBe('Bill:311');
  });

  it('goes to the row when the button that was pressed is done with', async () => {
    const editor = await openEditor();
    const amount = within(editor).getByLabelText<HTMLInputElement>('Amount');
    await userEvent.clear(amount);
    await userEvent.type(amount, '5');
    const focus = jest.spyOn(row('Bill:311'), 'focus');
    await userEvent.click(within(editor).getByRole('button', { name: 'Full' }));
    expect(within(editor).queryByRole('button', { name: 'Full' })).toBeNull();
    expect(focused()).toBe('Bill:311');
    // A person reads where the button was: the page stays there.
    expect(focus.mock.calls).toEqual([[{ preventScroll: true }]]);
  });

  it('stays where a person has gone to: a click beside the table takes it out of the row', async () => {
    const editor = await openEditor();
    await userEvent.click(document.body);
    expect(document.activeElement).toBe(document.body);
    act(() => within(editor).getByRole('button', { name: 'Skip' }).click());
    expect(document.activeElement).toBe(document.body);
  });
});
