import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, fakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { refreshDevice, takeAlong } from '../../../client/offline/index.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 25_000 });
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
jest.unstable_mockModule('../../../client/takeAlong/takeAlong.css', () => ({}));

interface Asked {
  readonly operationName: string;
  readonly variables: { readonly id?: string };
}

const RESTING_MS = 30_000;
/** None that is being synced: a device asks again soon while one is. */
const SYNCED = FAKE_CLIENTS.filter(({ sync }) => sync.state === 'SYNCED' && sync.lastGoodAt !== null);

const later = globalThis.setTimeout;

/** A device that does not ask by itself after a rest, as one whose server tells it of changes. */
function withoutResting(): void {
  // A plain function: what waits for the page would take a mock for a clock that stands still.
  globalThis.setTimeout = ((work: () => void, wait?: number) =>
    wait === RESTING_MS ? later(() => undefined, 0) : later(work, wait)) as typeof setTimeout;
}

afterEach(() => {
  cleanup();
  globalThis.setTimeout = later;
});
beforeEach(emptyDevice);

/** The page of a device whose every request goes through this fetch; `line` gives the words of a client's line. */
async function opened(fetch: typeof globalThis.fetch) {
  const { location } = await openApp(fetch, '/device');
  await screen.findByRole('link', { name: 'Larkspur Joinery' });
  const line = (name: string): string => screen.getByRole('link', { name }).closest('.devline')?.textContent ?? '';
  return { line, location };
}

async function press(name: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

function reviewsServer() {
  return fakeServer({ clients: SYNCED, rituals: new Map(SYNCED.map(({ id }) => [id, fakeRitual(id)])) });
}

it('a client that is removed and taken along again is fetched again at once', async () => {
  const { line } = await opened(fakeFetch(reviewsServer()));
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('fresh'));
  await press('Remove Larkspur Joinery');
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('not on this device'));
  await press('Take along Larkspur Joinery');
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('fresh'));
});

it('offline, one that is yet to be fetched is not counted as on this device', async () => {
  const server = reviewsServer();
  const answer = fakeFetch(server);
  const { line } = await opened(async (input, init) => {
    const { operationName, variables } = JSON.parse(String(init?.body)) as Asked;
    if (operationName === 'DeviceRitual' && variables.id === 'larkspur-joinery') throw new Error('Not this one.');
    return answer(input, init);
  });
  for (const { name } of SYNCED.filter(({ id }) => id !== 'larkspur-joinery'))
    await waitFor(() => expect(line(name)).toContain('fresh'));
  server.offline = true;
  await act(() => refreshDevice());
  await screen.findByText(new RegExp(`^Offline.*; ${SYNCED.length - 1} clients on this device\\.`));
});

it('a client that is taken along while another is still being fetched is fetched at once after it', async () => {
  withoutResting();
  const first = 'Larkspur Joinery';
  const second = SYNCED.find(({ name }) => name !== first)?.name ?? '';
  const answer = fakeFetch(reviewsServer());
  const released = Promise.withResolvers<null>();
  let isHolding = false;
  let isHeld = false;
  const { line } = await opened(async (input, init) => {
    const { operationName, variables } = JSON.parse(String(init?.body)) as Asked;
    if (isHolding && operationName === 'DeviceRitual' && variables.id === 'larkspur-joinery') {
      isHeld = true;
      await released.promise;
    }
    return answer(input, init);
  });
  for (const name of [first, second]) {
    await waitFor(() => expect(line(name)).toContain('fresh'));
    await press(`Remove ${name}`);
    await waitFor(() => expect(line(name)).toContain('not on this device'));
  }
  isHolding = true;
  await press(`Take along ${first}`);
  await waitFor(() => expect(isHeld).toBe(true));
  await press(`Take along ${second}`);
  await waitFor(() => expect(line(second)).toContain('fetched next'));
  released.resolve(null);
  await waitFor(() => expect([first, second].map(line).filter((words) => words.includes('fresh'))).toHaveLength(2));
});

it('a client that was removed is taken along again when its page is opened, and kept at once', async () => {
  withoutResting();
  const { line, location } = await opened(fakeFetch(reviewsServer()));
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('fresh'));
  await press('Remove Larkspur Joinery');
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('taken along again when it is opened'));
  await userEvent.click(screen.getByRole('link', { name: 'Larkspur Joinery' }));
  await screen.findByRole('heading', { level: 1, name: /Larkspur Joinery/ });
  await waitFor(() => expect(takeAlong.isLeftOut('larkspur-joinery')).toBe(false));
  act(() => location.navigate('/device'));
  await waitFor(() => expect(line('Larkspur Joinery')).toContain('fresh'));
});
