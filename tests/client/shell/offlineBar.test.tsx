import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { KeptOffline } from '../../../client/digest/KeptOffline.js';
import { ReadingContext } from '../../../client/digest/reading.js';
import { FAKE_VIEWER } from '../../../client/fakes/fakeFetch.js';
import { shownStore } from '../../../client/offline/currentDevice.js';
import type { ClientRow } from '../../../client/offline/index.js';
import { QueueStatus } from '../../../client/queueStatus/QueueStatus.js';
import { OfflineBar } from '../../../client/shell/OfflineBar.js';
import { SyncSummary } from '../../../client/shell/SyncSummary.js';
import { LiveRegion } from '../../../client/ui/LiveRegion.js';
import { ViewerContext } from '../../../client/viewer.js';

configure({ asyncUtilTimeout: 25_000 });
beforeEach(() => shownStore.reset());
afterEach(cleanup);

const HOUR_MS = 3_600_000;

function show() {
  const now = Date.now();
  shownStore.device({ offlineSince: now - HOUR_MS, lastRefreshedAt: now - 2 * HOUR_MS });
  shownStore.list({ rows: [{} as ClientRow, {} as ClientRow] });
  return render(
    <ViewerContext value={FAKE_VIEWER}>
      <LiveRegion>
        <QueueStatus />
        <OfflineBar viewer={FAKE_VIEWER} />
        <SyncSummary viewer={FAKE_VIEWER} />
        <ReadingContext value={{ now, zone: FAKE_VIEWER.timeZone, locale: FAKE_VIEWER.locale, currency: 'USD' }}>
          <KeptOffline keptAt={now - HOUR_MS} />
        </ReadingContext>
      </LiveRegion>
    </ViewerContext>,
  );
}

describe('with no connection', () => {
  it('is said once since when, and an age that grows is not read out each minute', async () => {
    const { container } = show();
    expect(screen.getAllByText(/ ago/).length).toBeGreaterThan(1);
    expect(container.querySelector('[role="status"],[aria-live]')).toBeNull();
    const region = screen.getByRole('status');
    expect(region.textContent).toBe('');
    await screen.findByText(/^Offline since .*\.$/);
    expect(region.textContent).toMatch(/^Offline since .*\.$/);
  });

  it('says how many clients are in the list, not that all of them are on this device', async () => {
    show();
    await waitFor(() => expect(screen.getAllByText('2 clients in the list')).toHaveLength(2));
    expect(screen.queryByText(/clients on this device/)).toBeNull();
  });
});
