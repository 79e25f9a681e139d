import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readAgain } from '../../../server/quickbooks/connectionRow.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { failRun } from '../../../server/sync/failure.js';
import { claim, FenceLost, hold, type Lease } from '../../../server/sync/lease.js';
import { makeFull, openRun, type Run } from '../../../server/sync/runStore.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

let ground: SyncGround;
let lease: Lease;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  await ground.connect();
  await ground.worker().runUntilIdle();
  await ground.test.asOwner('update sync_job set wanted = true, due_at = ?', [ground.clock.now()]);
  const claimed = await claim(ground.test.database, 'one', ground.clock.now());
  if (!claimed) throw new Error('the client is due');
  lease = claimed;
  await writeAhead();
});
afterEach(() => ground.close());

/** What a run leaves that wrote ahead and died: here one account that ends with a version nobody was shown. */
async function writeAhead(): Promise<void> {
  await ground.test.asOwner(`update books set pending_version = version + 1, pending_run_id = gen_random_uuid()`);
  await ground.test.asOwner(
    `update account set to_version = (select pending_version from books)
       where ctid = (select ctid from account where to_version is null limit 1)`,
  );
}

/** Whether what was written ahead is there still. */
async function isAhead(): Promise<boolean> {
  const [books] = await ground.test.asOwner<{ pending: number | null; ended: number }>(
    `select pending_version as pending, (select count(*)::int from account where to_version is not null) as ended from books`,
  );
  expect(books?.ended).toBe(books?.pending === null ? 0 : 1);
  return books?.pending !== null;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const isSomebodyWaiting = async (): Promise<boolean> =>
  (
    await ground.test.asOwner(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).length > 0;

/** Locks rows as another transaction would that takes long; answers how to end it, once they are locked. */
async function locked(rows: string): Promise<() => Promise<void>> {
  const [held, ended] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const holding = ground.test.database.asSync({ clientId: lease.clientId }, async (tx) => {
    await tx.execute(`select 1 from ${rows} for update`);
    held.resolve(undefined);
    await ended.promise;
  });
  await held.promise;
  return async () => {
    ended.resolve(undefined);
    await holding;
  };
}

/** As the holder's heartbeat does, while something else is under way. */
const beat = (): Promise<void> =>
  ground.test.database.asSync({ clientId: lease.clientId }, async (tx) => {
    await tx.execute(`set local lock_timeout = '2s'`);
    await hold(tx, lease, ground.clock.now());
  });

const aRun = (): Run => ({
  id: '00000000-0000-4000-8000-000000000000',
  kind: 'INCREMENTAL',
  asOf: '2026-11-21' as Run['asOf'],
  staged: new Map(),
  changedUntil: null,
});

const takingBack: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['begins', () => openRun(ground.test.database, lease, ground.clock)],
  ['reads everything after all', () => makeFull(ground.test.database, lease, aRun(), ground.clock)],
  [
    'has failed',
    () => failRun(ground.test.database, ground.logger, lease, { error: new Error('odd'), calls: 0 }, ground.clock, 0.5),
  ],
];

describe.each(takingBack)('what was written ahead, taken back where a run %s', (_where, takeBack) => {
  it('lets the lease be prolonged while it is taken back, however long that takes', async () => {
    const unlock = await locked('account');
    const taken = takeBack();
    await until(isSomebodyWaiting);
    try {
      await beat();
    } finally {
      await unlock();
      await taken;
    }
    expect(await isAhead()).toBe(false);
  });

  it('stays for whoever has taken the client over meanwhile', async () => {
    const unlock = await locked('account');
    const taken = takeBack();
    await until(isSomebodyWaiting);
    ground.clock.advance(60_000);
    const heir = await claim(ground.test.database, 'two', ground.clock.now());
    await unlock();
    expect(heir?.clientId).toBe(lease.clientId);
    await expect(taken).rejects.toBeInstanceOf(FenceLost);
    expect(await isAhead()).toBe(true);
  });

  it('is left alone by one that lost the client before', async () => {
    ground.clock.advance(60_000);
    await claim(ground.test.database, 'two', ground.clock.now());
    const unlock = await locked('books');
    try {
      await expect(takeBack()).rejects.toBeInstanceOf(FenceLost);
    } finally {
      await unlock();
    }
    expect(await isAhead()).toBe(true);
  });
});

describe.each(takingBack.slice(0, 2))(
  'the lease of one that goes on after it has taken back, where a run %s',
  (_where, takeBack) => {
    it('begins when it is taken back', async () => {
      const unlock = await locked('account');
      const taken = takeBack();
      await until(isSomebodyWaiting);
      ground.clock.advance(15_000);
      await unlock();
      await taken;
      const [job] = await ground.test.asOwner<{ until: Date | string | null }>(
        'select lease_until as until from sync_job',
      );
      expect(new Date(job?.until ?? 0).getTime()).toBe(ground.clock.now().getTime() + 20_000);
    });
  },
);

describe('a failure', () => {
  it('puts nothing off that is asked for while what was written ahead is taken back', async () => {
    const { database } = ground.test;
    const error = new QuickBooksError('needs_reconnecting');
    const unlock = await locked('account');
    const failed = failRun(database, ground.logger, lease, { error, calls: 0 }, ground.clock, 0.5);
    await until(isSomebodyWaiting);
    try {
      ground.clock.advance(1_000);
      // A grant that counted as lost lives after all.
      await database.asSync({ clientId: lease.clientId }, (tx) => readAgain(tx, lease.clientId, ground.clock.now()));
      expect(await claim(database, 'two', ground.clock.now())).toBeNull();
    } finally {
      await unlock();
      await failed;
    }
    expect(await isAhead()).toBe(false);
    await ground.worker().runUntilIdle();
    const [row] = await ground.test.asOwner('select sync_state as state, last_error as error from client_row');
    expect(row).toEqual({ state: 'SYNCED', error: null });
  });
});
