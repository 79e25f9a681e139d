import { act, screen, waitFor, within } from '@testing-library/react';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { refreshDevice } from '../../../client/offline/index.js';
import { openApp } from '../openApp.js';

/** The whole app over a fake firm, at an address of the list. */
export async function openList(part: Partial<FakeServer> = {}, address = '/clients') {
  const server = fakeServer({ clients: FAKE_CLIENTS, ...part });
  return { server, ...(await openApp(fakeFetch(server), address)) };
}

/** The clients that are listed, without the heads of groups and the line of the steady. */
export const names = (): string[] =>
  screen.getAllByRole('rowheader').flatMap((cell) => within(cell).queryByRole('link')?.textContent ?? []);
/** The rows as they follow each other, each by its name or the words of its head. */
export const lines = (): string[] =>
  screen
    .getAllByRole('rowheader')
    .map((cell) => within(cell).queryByRole('link')?.textContent ?? cell.textContent.replaceAll(/\s+/g, ' '));
export const grid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Clients' });

/** Asks again until it shows: a refresh that already runs takes a new one in. */
export function refreshUntil(shows: () => unknown): Promise<void> {
  return waitFor(
    async () => {
      await act(() => refreshDevice());
      shows();
    },
    { timeout: 30_000 },
  );
}
