import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { CLIENT, decisionOn } from '../../../client/console/console.fixture.js';
import { stillBack, undoWords } from '../../../client/console/undoWords.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { foldDecisions } from '../../../domain/operations/foldDecisions.js';
import type { DecisionShown, KnownDecision } from '../../../domain/operations/decisionShown.js';
import { bills, open, row } from './showConsole.js';

const QUEUE = '{Control>}{Enter}{/Control}';
/** The sentence stays while it is pointed at, however slow the machine is. */
const held = async (words: string): Promise<void> => {
  await userEvent.hover(await screen.findByText(words, { selector: '.toast span' }));
};
const toast = (): HTMLElement => screen.getByRole('group', { name: 'Last change' });

describe('undo', () => {
  it('is offered as long as there is a way back, and then says what stands and what can be done instead', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard(`jjjjd{Escape}${QUEUE}`);
    await held('1 decision queued.');
    const states = () => [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].map(({ state }) => state);
    await waitFor(() => expect(states()).toEqual(['APPLIED']));
    await waitFor(() => expect(within(toast()).queryByRole('button', { name: 'Undo' })).toBeNull());
    await userEvent.keyboard('u');
    await waitFor(() => expect(toast().textContent).toContain('1 decision kept already: a new one'));
    expect(document.body.textContent).not.toContain('1 decision undone');
  });

  it('of what the server has and does not answer is said to be under way, and to be done once it is', async () => {
    const server = await open();
    await bills();
    await userEvent.keyboard(`jjx${QUEUE}`);
    await held('1 decision queued.');
    await waitFor(() => expect(row('Bill:311').textContent).toMatch(/Sends in \d+ s|Waits to be sent/));
    server.offline = true;
    await act(() => refreshDevice());
    await userEvent.keyboard('u');
    await held('1 decision being taken back.');
    server.offline = false;
    await act(() => refreshDevice());
    await waitFor(() => expect(toast().textContent).toContain('1 decision undone.'));
  });

  it('tells each end apart', () => {
    const at = (key: string, part: Partial<KnownDecision>): KnownDecision => decisionOn(key, part);
    const known = [
      at('Bill:310', { state: 'ACCEPTED', sendsAt: '2026-11-21T15:10:00.000Z', settledAt: null }),
      at('Bill:311', { state: 'SUBMITTED', settledAt: null }),
      at('Bill:312', { state: 'APPLIED' }),
      at('Bill:313', { state: 'APPLIED', kind: 'SKIP' }),
      at('Bill:314', { state: 'FAILED' }),
      at('Invoice:210', { state: 'APPLIED', kind: 'REMIND' }),
      at('Bill:315', { state: 'WITHDRAWN' }),
    ];
    const shown: readonly DecisionShown[] = foldDecisions(CLIENT, known, []);
    const ids = known.map(({ id }) => id);
    expect(stillBack(ids, shown)).toEqual(ids.slice(0, 1));
    // What is not there any more was removed before it left this device.
    expect(undoWords([...ids, 'removed'], shown)).toBe(
      '2 decisions undone. 1 decision being taken back. 1 decision kept already: a new one on the same document takes its place. 1 payment recorded in QuickBooks already, which can void it. 1 reminder sent already. 1 decision on the way to QuickBooks already, and cannot be taken back. 1 decision came back: see earlier decisions.',
    );
  });
});
