import { afterEach, expect, it } from '@jest/globals';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { AskContext } from '../../../client/apollo/AskContext.js';
import { NoClients } from '../../../client/clients/ListStates.js';
import { NoConnections } from '../../../client/connections/ConnectionsStates.js';
import { DemoPeople } from '../../../client/session/DemoPeople.js';

afterEach(cleanup);

/** A server that tells who the demo's people are, and answers nothing else. */
function show(page: ReactElement) {
  let asked = 0;
  const people = [{ __typename: 'DemoPerson', name: 'Daniel Reyes', email: 'd@x', role: 'ADVISOR', clientCount: 40 }];
  const ask = (document: { readonly definitions: readonly object[] }): Promise<never> => {
    if (JSON.stringify(document).includes('"SignInPeople"')) return Promise.resolve({ demoPeople: people } as never);
    asked += 1;
    return new Promise(() => undefined);
  };
  const shown = (of: ReactElement): ReactElement => <AskContext value={ask as never}>{of}</AskContext>;
  const { rerender } = render(shown(page));
  return { asked: () => asked, again: (of: ReactElement) => rerender(shown(of)) };
}

it.each([
  ['the client list', <NoClients key="clients" />],
  ['the Connections page', <NoConnections key="connections" />],
])('the one act of %s on a first day keeps the focus while it is done, and is done once', async (_where, page) => {
  const { asked } = show(page);
  const connect = screen.getByRole<HTMLButtonElement>('button', { name: 'Connect a QuickBooks company' });
  connect.focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(asked()).toBe(1));
  expect(connect.disabled).toBe(false);
  expect(connect.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(connect);
  await userEvent.keyboard('{Enter}');
  await userEvent.click(connect);
  expect(asked()).toBe(1);
});

it('a demo person keeps the focus while they are signed in, and is chosen once', async () => {
  const chosen: string[] = [];
  const people = (busy: boolean): ReactElement => <DemoPeople busy={busy} onChoose={(email) => chosen.push(email)} />;
  const { again } = show(people(false));
  const daniel = await screen.findByRole<HTMLButtonElement>('button', { name: /Daniel Reyes/ });
  daniel.focus();
  await userEvent.keyboard('{Enter}');
  again(people(true));
  expect(daniel.disabled).toBe(false);
  expect(daniel.getAttribute('aria-disabled')).toBe('true');
  expect(document.activeElement).toBe(daniel);
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('1');
  expect(chosen).toEqual(['d@x']);
});
