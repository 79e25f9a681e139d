import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { REALM } from '../../sandbox/smallCompany.js';
import { shownBooks } from './booksDigest.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

let ground: SyncGround;
let clientId: string;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

async function sync(refuses: (entities: readonly string[]) => string | null) {
  const at = ground.later(60_000);
  const { company, ids, ref } = ground.small;
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 4_200 }];
  company.post({ type: 'Bill', date: '2026-11-02', party: ref('beans'), lines }, at);
  company.addParty({ kind: 'Vendor', name: `Vendor ${at}`, currency: 'USD' }, at);
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [ground.clock.now()]);
  const open = ground.quickBooks.openCompany;
  const openCompany: typeof open = (...opened) => {
    const reading = open(...opened);
    const changes = reading.changes.bind(reading);
    reading.changes = (entities, since) => {
      const code = refuses(entities);
      return code === null ? changes(entities, since) : Promise.reject(new QuickBooksError('refused', { code }));
    };
    return reading;
  };
  await ground.worker({ openCompany }).runUntilIdle();
  const [run] = await ground.test.asOwner(
    'select kind, tied, error from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  return run;
}

describe('changes that QuickBooks refuses to tell', () => {
  it.each(['Bill', 'Vendor'])('of one kind, %s, are read by query; the others as ever', async (refused) => {
    const run = await sync((entities) => (entities.includes(refused) ? '500' : null));
    expect(run).toEqual({ kind: 'INCREMENTAL', tied: true, error: null });
    const fresh = await ground.connect(ground.stranger, REALM);
    if (!('clientId' in fresh)) throw new Error('another firm connects the same company');
    await ground.worker().runUntilIdle();
    expect(await shownBooks(ground.test, clientId)).toEqual(await shownBooks(ground.test, fresh.clientId));
  });

  it('because they lie too far back have everything read', async () => {
    expect(await sync(() => '2170')).toEqual({ kind: 'FULL', tied: true, error: null });
  });
});
