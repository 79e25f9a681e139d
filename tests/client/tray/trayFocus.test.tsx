import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { refreshDevice } from '../../../client/offline/index.js';
import { aDecision } from './aDecision.js';
import { CLIENT, open, tray } from './showTray.js';

/** Three that can be taken back, with the focus on the Undo of the one in the middle. */
async function onUndo(): Promise<{ server: Awaited<ReturnType<typeof open>>['server']; row: () => HTMLElement }> {
  const { server } = await open([aDecision({ number: '1' }), aDecision({ number: '2' }), aDecision({ number: '3' })]);
  await screen.findByText('open decisions', { exact: false });
  await userEvent.keyboard('gt');
  const sheet = await tray();
  await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('0'));
  await userEvent.keyboard('j');
  await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('1'));
  await userEvent.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Undo: Record payment, Cascade Hardwoods 2');
  const row = (): HTMLElement => {
    const found = within(sheet).getByTitle('Cascade Hardwoods 2').closest<HTMLElement>('[role="row"]');
    if (found === null) throw new Error('The decision stands in no row.');
    return found;
  };
  return { server, row };
}

describe('the focus in the tray, when the button that has it goes', () => {
  it('is on the decision’s row, wherever that stands by then, once it is taken back', async () => {
    const { server, row } = await onUndo();
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(row().getAttribute('data-state')).toBe('WITHDRAWING'));
    // Those that are being taken back stand before the others.
    expect(row().getAttribute('data-index')).toBe('0');
    expect(document.activeElement).toBe(row());
    expect(row().tabIndex).toBe(0);
    await userEvent.keyboard('j');
    await waitFor(() => expect(document.activeElement?.getAttribute('data-index')).toBe('1'));
  });

  it('is on the decision’s row once it is submitted under the focus', async () => {
    const { server, row } = await onUndo();
    const known = server.decisions.get(CLIENT);
    const one = [...(known?.decisions.values() ?? [])].find(({ number }) => number === '2');
    if (known === undefined || one === undefined) throw new Error('The server has no such decision.');
    known.decisions.set(one.id, { ...one, state: 'SUBMITTED', submittedAt: one.acceptedAt, sendsAt: null });
    server.decisions.set(CLIENT, { ...known, version: known.version + 1 });
    await act(() => refreshDevice());
    await waitFor(() => expect(row().getAttribute('data-state')).toBe('SUBMITTED'));
    expect(row().getAttribute('data-index')).toBe('2');
    expect(document.activeElement).toBe(row());
    expect(row().tabIndex).toBe(0);
  });
});
