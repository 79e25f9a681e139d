import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoryFigures } from '../../../domain/history.js';
import type { IsoDate } from '../../../domain/units.js';
import type { SnapshotDetail } from '../../../server/digests/snapshotDetail.js';
import { keepSnapshots } from '../../../server/digests/snapshotStore.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';

describe('what a snapshot is made of', () => {
  let ground: SyncGround;
  let clientId: string;

  beforeAll(async () => {
    ground = await startSyncGround();
    const outcome = await ground.connect();
    clientId = 'clientId' in outcome ? outcome.clientId : '';
    await ground.worker().runUntilIdle();
  });
  afterAll(() => ground.close());

  const detailed = () =>
    ground.test.asOwner<{ key: string }>(
      `select as_of::text || ' ' || books_version || ' ' || settings_version as key from snapshot
         where provenance is not null and movements is not null order by 1`,
    );

  it('is dropped where a later sync of the day replaced it and where it is old, and kept for other settings', async () => {
    const owner = { clientId, firmId: ground.advisor.firmId };
    const kept = (asOf: string, settingsVersion: number) => ({
      asOf: asOf as IsoDate,
      booksVersion: 1,
      settingsVersion,
      reconstructed: false,
      syncedAt: ground.clock.now(),
      settings: null,
      figures: { asOf } as unknown as HistoryFigures,
      detail: { movements: [], provenance: {} } as unknown as SnapshotDetail,
    });
    const old = [kept('2026-08-14', 1), kept('2026-08-15', 1), kept('2026-08-14', 0)];
    await ground.test.database.asSync({ clientId }, (tx) => keepSnapshots(tx, owner, old, ground.clock.now()));
    const { company, ids } = ground.small;
    const lines = [{ accountId: ids['rent'] ?? '', amount: 130_000 }];
    company.update('Purchase', ids['rent25'] ?? '', { lines }, '2026-11-21T17:00:00Z');
    await ground.syncAgain();
    // 98 days before 2026-11-21 is 2026-08-15.
    expect((await detailed()).map(({ key }) => key)).toEqual(['2026-08-14 1 0', '2026-08-15 1 1', '2026-11-21 2 1']);
    const [figures] = await ground.test.asOwner(`select count(*)::int as kept from snapshot where figures is not null`);
    expect(figures).toEqual({ kept: 18 });
  });
});
