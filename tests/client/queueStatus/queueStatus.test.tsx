import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import type { OutboxView } from '../../../client/offline/index.js';
import { QueueStatus } from '../../../client/queueStatus/QueueStatus.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';

configure({ asyncUtilTimeout: 25_000 });
afterEach(() => {
  cleanup();
  queueStore.reset();
});

const DAY_MS = 86_400_000;

function show(part: Partial<OutboxView>): void {
  render(
    <ViewerContext value={FAKE_VIEWER}>
      <LiveRegion>
        <QueueStatus />
      </LiveRegion>
    </ViewerContext>,
  );
  act(() => queueStore.set({ outbox: { ...queueStore.get().outbox, ...part } }));
}

const line = () => screen.findByRole('button', { name: /open the decision tray|take note/ });

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
});
