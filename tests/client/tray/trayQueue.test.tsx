import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { queueStore } from '../../../client/offline/currentDevice.js';
import type { OutboxView } from '../../../client/offline/index.js';
import { TrayQueue } from '../../../client/tray/TrayQueue.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';

configure({ asyncUtilTimeout: 25_000 });
afterEach(() => {
  cleanup();
  queueStore.reset();
});

function show(part: Partial<OutboxView>): void {
  queueStore.set({ outbox: { ...queueStore.get().outbox, ...part } });
  render(
    <ViewerContext value={FAKE_VIEWER}>
      <LiveRegion>
        <TrayQueue />
      </LiveRegion>
    </ViewerContext>,
  );
}

describe('the queue in the head of the tray', () => {
  it('prints what waits, since when and why', () => {
    show({ phase: 'offline', waiting: 2, oldestAt: Date.now() - 60_000 });
    expect(screen.getByText('2 changes saved on this device')).toBeTruthy();
    expect(screen.getByText(/^since .*; sent when online$/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('tells what waits beside what was refused, which its own row tells', () => {
    const refused = [{} as OutboxView['refused'][number]];
    show({ phase: 'needsUpdate', waiting: 1, oldestAt: Date.now(), refused });
    expect(screen.getByText('1 change saved on this device')).toBeTruthy();
    act(() => queueStore.set({ outbox: { ...queueStore.get().outbox, waiting: 0, oldestAt: null } }));
    expect(screen.queryByText(/refused/)).toBeNull();
  });

  it('has the button that notes a loss beside its words, and says why it could not be noted', async () => {
    show({ lostItems: 1 });
    expect(screen.getByText('1 change saved on this device was lost')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Noted' }));
    expect((await screen.findAllByText(/^Nobody is signed in here/)).length).toBeGreaterThan(0);
  });
});
