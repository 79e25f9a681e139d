import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { wantByHand } from '../../../server/sync/wants.js';
import { REALM } from '../../sandbox/smallCompany.js';
import { shownBooks } from './booksDigest.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

let ground: SyncGround;
let clientId: string;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

async function sync(worker = ground.worker()) {
  ground.later(1_000);
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = 'NOTICE'`, [ground.clock.now()]);
  await worker.runUntilIdle();
  return newest();
}

async function newest() {
  const [run] = await ground.test.asOwner(
    'select kind, cause, tied, error from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  return run;
}

/** A bill that QuickBooks tells of only now, though it was entered before the last reading. */
function lateBill(hoursAgo = 1): void {
  const { company, ids, ref } = ground.small;
  const at = new Date(ground.clock.now().getTime() - hoursAgo * HOUR_MS).toISOString();
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 77_700 }];
  company.post({ type: 'Bill', date: '2026-11-02', dueDate: '2026-11-20', party: ref('beans'), lines }, at);
}

/** A company whose report of open bills is always wrong by so much. */
function contradicting(amount: () => number) {
  const open = ground.quickBooks.openCompany;
  return ground.worker({
    openCompany: (...opened) => {
      const company = open(...opened);
      const report = company.report.bind(company);
      company.report = async (name, parameters) => {
        const answer = await report(name, parameters);
        if (name !== 'AgedPayables') return answer;
        const text = JSON.stringify(answer, (_key, value: unknown) => {
          const row = value as { group?: string; Summary?: { ColData: { value: string }[] } };
          if (row?.group !== 'GrandTotal' || !row.Summary) return value;
          const cells = row.Summary.ColData.map((cell, index, all) =>
            index === all.length - 1 ? { ...cell, value: (Number(cell.value) + amount()).toFixed(2) } : cell,
          );
          return { ...row, Summary: { ...row.Summary, ColData: cells } };
        });
        return JSON.parse(text) as typeof answer;
      };
      return company;
    },
  });
}

describe('a document that QuickBooks told of too late for the overlap', () => {
  it('is found by the tie-out, which has everything read', async () => {
    ground.later(2 * HOUR_MS);
    await sync();
    ground.later(HOUR_MS / 2);
    lateBill();
    expect(await sync()).toMatchObject({ kind: 'FULL', tied: true, error: null });
    const fresh = await ground.connect(ground.stranger, REALM);
    if (!('clientId' in fresh)) throw new Error('another firm connects the same company');
    await ground.worker().runUntilIdle();
    expect(await shownBooks(ground.test, clientId)).toEqual(await shownBooks(ground.test, fresh.clientId));
  });

  it('waits while everything was read within the hour, but not for a person who asks', async () => {
    ground.later(HOUR_MS / 3);
    lateBill(0.25);
    await ground.test.asOwner('update books set changed_until = ?', [ground.clock.now()]);
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', tied: false });
    await ground.test.database.asSync({ clientId }, (tx) => wantByHand(tx, clientId, ground.clock.now()));
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect(await newest()).toMatchObject({ kind: 'FULL', cause: 'BY_HAND', tied: true });
    await ground.test.database.asSync({ clientId }, (tx) => wantByHand(tx, clientId, ground.clock.now()));
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect(await newest()).toMatchObject({ kind: 'INCREMENTAL', cause: 'BY_HAND', tied: true });
  });
});

describe('a company whose reports contradict each other', () => {
  it('is not read as a whole each time: for the same difference once a day', async () => {
    const worker = contradicting(() => 12.34);
    ground.later(2 * HOUR_MS);
    expect(await sync(worker)).toMatchObject({ kind: 'FULL', tied: false });
    for (const hours of [2, 10]) {
      ground.later(hours * HOUR_MS);
      expect(await sync(worker)).toMatchObject({ kind: 'INCREMENTAL', tied: false });
    }
    ground.later(13 * HOUR_MS);
    expect(await sync(worker)).toMatchObject({ kind: 'FULL', tied: false });
  });

  it('is read as a whole for another difference, some hours after the last time', async () => {
    let amount = 1;
    const worker = contradicting(() => (amount += 1));
    ground.later(2 * HOUR_MS);
    expect(await sync(worker)).toMatchObject({ kind: 'FULL', tied: false });
    ground.later(2 * HOUR_MS);
    expect(await sync(worker)).toMatchObject({ kind: 'INCREMENTAL', tied: false });
    ground.later(3 * HOUR_MS);
    expect(await sync(worker)).toMatchObject({ kind: 'FULL', tied: false });
  });

  it('is left to the next sync while somebody works in it', async () => {
    ground.later(2 * HOUR_MS);
    const { company, ids } = ground.small;
    const lines = [{ accountId: ids['rent'] ?? '', amount: 1_000 }];
    const worker = contradicting(() => {
      const purchase = { type: 'Purchase', payType: 'Check', accountId: ids['checking'] ?? '', lines } as const;
      company.post({ ...purchase, date: '2026-11-20' }, ground.later(1_000));
      return 5;
    });
    expect(await sync(worker)).toMatchObject({ kind: 'INCREMENTAL', tied: false });
    expect(await sync()).toMatchObject({ kind: 'INCREMENTAL', tied: true });
  });
});
