import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import type { OutboxView } from '../../../client/offline/index.js';
import { QueueAside } from '../../../client/queueStatus/QueueAside.js';
import { QueueStatus } from '../../../client/queueStatus/QueueStatus.js';
import { showTray, useTrayOpen } from '../../../client/tray/trayOpen.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';

configure({ asyncUtilTimeout: 25_000 });
afterEach(() => {
  cleanup();
  queueStore.reset();
  showTray(false);
  Reflect.deleteProperty(globalThis, 'matchMedia');
});

const DAY_MS = 86_400_000;

/** The line at the side, the place that the shell has for notices, and what the offline bar says. */
function Page(): ReactElement {
  return (
    <>
      <nav>
        <QueueStatus />
      </nav>
      <div id="notices" data-testid="notices" />
      <p data-testid="aside">
        <QueueAside otherwise={<b>The list</b>} />
      </p>
      <p data-testid="tray">{useTrayOpen() ? 'open' : 'closed'}</p>
    </>
  );
}

function show(part: Partial<OutboxView>): void {
  render(
    <ViewerContext value={FAKE_VIEWER}>
      <LiveRegion>
        <Page />
      </LiveRegion>
    </ViewerContext>,
  );
  act(() => queueStore.set({ outbox: { ...queueStore.get().outbox, ...part } }));
}

/** A screen on which the side has no room for words: as wide as a tablet, or narrower. */
function narrow(): void {
  const matches = (query: string): boolean => query === '(max-width: 1100px)';
  const list = (query: string) => ({
    matches: matches(query),
    addEventListener: noChange,
    removeEventListener: noChange,
  });
  Object.assign(globalThis, { matchMedia: list });
}
const noChange = (): void => undefined;

const line = () =>
  within(screen.getByRole('navigation')).findByRole('button', { name: /open the decision tray|take note/ });

describe('the queue’s line', () => {
  it('is marked and says since when, once something has waited for more than a day', async () => {
    show({ phase: 'offline', waiting: 2, oldestAt: Date.now() - DAY_MS - 60_000 });
    const button = await line();
    expect(button.className).toContain('loud');
    expect(button.textContent).toMatch(/2 changes saved on this device.*since .*; sent when online/);
  });

  it('is muted before that', async () => {
    show({ phase: 'offline', waiting: 1, oldestAt: Date.now() - 60_000 });
    expect((await line()).className).not.toContain('loud');
  });

  it('is marked, and says since when the rest waits, beside a row that was refused', async () => {
    const refused: OutboxView['refused'][number] = {
      operation: { name: 'REOPEN_ISSUES', id: 'r', clientId: 'c', issueIds: ['i'] },
      ...{ place: 1, savedAt: 0, state: 'REFUSED', refusal: { code: 'NOT_FOUND', message: 'It is gone.' } },
    };
    show({ phase: 'needsSignIn', refused: [refused], waiting: 2, oldestAt: Date.now() - DAY_MS - 60_000 });
    const button = await line();
    expect(button.className).toContain('loud');
    expect(button.textContent).toMatch(/^1 change was refused.*Waiting since .*; sent once you have signed in again\./);
  });

  it('tells at once, to be noted, what never reached the server', async () => {
    const at = Date.parse('2026-01-10T09:12:00Z');
    show({ lostItems: 3, neverArrived: { count: 3, since: at, until: at } });
    const button = await line();
    expect(button.className).toContain('loud');
    expect(button.textContent).toMatch(/^3 changes saved on this device never reached the server.*Noted/);
  });

  it('says, and shows, why it could not be noted', async () => {
    show({ lostItems: 1 });
    await userEvent.click(await line());
    // Nobody is signed in here: as little can be noted as with no network.
    const shown = await screen.findAllByText(/^Nobody is signed in here/);
    expect(shown.map((one) => one.closest('[role]')?.getAttribute('role')).sort()).toEqual(['group', 'status']);
    expect(await line()).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Close message' }));
    expect(screen.queryByRole('group')).toBeNull();
  });

  it('is named in full where there is no room for words, and opens the tray: a loss is not noted unread', async () => {
    narrow();
    show({ lostItems: 2 });
    const button = await line();
    expect(button.textContent).toMatch(/^2 changes saved on this device were lost: The browser removed them.*tray$/);
    await userEvent.click(button);
    expect(screen.getByTestId('tray').textContent).toBe('open');
    expect(screen.queryByText(/^Nobody is signed in here/)).toBeNull();
  });
});

describe('the queue’s notice at the head of a narrow page', () => {
  const notices = () => within(screen.getByTestId('notices'));

  it('tells a loss in words, beside the one button that notes it', async () => {
    narrow();
    show({ lostItems: 2 });
    await notices().findByText('2 changes saved on this device were lost');
    await userEvent.click(notices().getByRole('button', { name: 'Noted' }));
    expect((await screen.findAllByText(/^Nobody is signed in here/)).length).toBeGreaterThan(0);
    expect(screen.getByTestId('tray').textContent).toBe('closed');
    expect(screen.getByTestId('aside').textContent).toBe('The list');
  });

  it('tells what has no room, what was refused, and since when sending is held up', async () => {
    narrow();
    show({ phase: 'full', waiting: 1, oldestAt: Date.now() });
    await notices().findByText('This device has no room for more decisions');
    act(() => queueStore.set({ outbox: { ...queueStore.get().outbox, phase: 'needsUpdate' } }));
    await notices().findByText(/^since .*; sent once this page is reloaded/);
    await userEvent.click(notices().getByRole('button', { name: 'Open the tray' }));
    expect(screen.getByTestId('tray').textContent).toBe('open');
  });

  it('is not there for what is only on its way, nor where the side has room', async () => {
    show({ lostItems: 1 });
    expect((await line()).textContent).toMatch(/Noted/);
    expect(screen.getByTestId('notices').textContent).toBe('');
    act(() =>
      queueStore.set({ outbox: { ...queueStore.get().outbox, lostItems: 0, waiting: 1, oldestAt: Date.now() } }),
    );
    cleanup();
    narrow();
    show({});
    expect((await line()).textContent).toMatch(/^1 change saved on this device: since .*; being sent, open/);
    expect(screen.getByTestId('notices').textContent).toBe('');
  });
});
