import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../../../server/platform/logger.js';
import { DatabaseListener } from '../../../server/platform/listener.js';
import { lockJob, pauseJob, resumeJob } from '../../../server/connections/connectionVerbs.js';
import { wantByHand, wantByNotice } from '../../../server/sync/wants.js';
import { REALM } from '../../sandbox/smallCompany.js';
import { youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const systemClock = { now: () => new Date() };

let ground: SyncGround;
let clientId: string;
beforeEach(async () => {
  ground = await startSyncGround(youngCompany());
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.test.asOwner(`update sync_job set realm_id = ?`, [REALM]);
  await ground.worker().runUntilIdle();
});
afterEach(() => ground.close());

async function runs(): Promise<{ cause: string; state: string; kind: string }[]> {
  return ground.test.asOwner('select cause, state, kind from sync_run order by started_at');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const notice = (now: Date): Promise<void> =>
  ground.test.database.asSync({ clientId }, (tx) => wantByNotice(tx, REALM, now));

describe('a notice', () => {
  it('wakes the worker, and a burst is one sync begun soon after it falls quiet, by one of two workers', async () => {
    const logger = createLogger('silent');
    const listeners = await Promise.all([1, 2].map(() => DatabaseListener.connect(ground.test.urls.sync, logger)));
    const workers = listeners.map((notices) => ground.worker({ clock: systemClock, notices }));
    try {
      // These workers live by the machine's clock, whose day may be past the ground's: its daily look is not this test's.
      await ground.test.asOwner(`update sync_job set next_due_at = now() + interval '1 day'`);
      await Promise.all(workers.map((worker) => worker.start()));
      await until(async () => (await runs()).every(({ state }) => state === 'DONE'));
      const before = (await runs()).length;
      // Committed at once: on a busy machine twenty commits can outlast the quiet that is waited for.
      await ground.test.database.asSync({ clientId }, async (tx) => {
        for (let event = 0; event < 20; event += 1) await wantByNotice(tx, REALM, new Date());
      });
      const [job] = await ground.test.asOwner<{ due: number }>(
        `select extract(epoch from due_at) * 1000 as due from sync_job`,
      );
      await until(async () => (await runs()).length > before);
      await until(async () => (await runs()).every(({ state }) => state === 'DONE'));
      const [run] = await ground.test.asOwner<{ begun: number }>(
        `select extract(epoch from started_at) * 1000 as begun from sync_run order by started_at desc limit 1`,
      );
      // Not before its time, and not by the poll of a second after it.
      const late = Number(run?.begun) - Number(job?.due);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(500);
      expect((await runs()).slice(before)).toEqual([{ cause: 'NOTICE', state: 'DONE', kind: 'INCREMENTAL' }]);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all(listeners.map((listener) => listener.close()));
    }
  });

  it('that comes while the client is read has it read once more; one that came before does not', async () => {
    await notice(ground.clock.now());
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect(await runs()).toHaveLength(2);
    const open = ground.quickBooks.openCompany;
    let told = false;
    const openCompany: typeof open = (...opened) => {
      const company = open(...opened);
      const get = company.get.bind(company);
      company.get = async (...asked) => {
        if (!told) {
          told = true;
          await notice(ground.clock.now());
        }
        return get(...asked);
      };
      return company;
    };
    await notice(ground.clock.now());
    ground.later(1_000);
    await ground.worker({ openCompany }).runUntilIdle();
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect((await runs()).map(({ cause, kind }) => `${cause} ${kind}`)).toEqual([
      'CONNECTED FULL',
      'NOTICE INCREMENTAL',
      'NOTICE INCREMENTAL',
      'NOTICE INCREMENTAL',
    ]);
    const [job] = await ground.test.asOwner('select wanted, requested_at is null as answered from sync_job');
    expect(job).toEqual({ wanted: false, answered: true });
  });

  it('of a client that is paused is kept until it is resumed', async () => {
    const verb = async (change: typeof pauseJob): Promise<void> =>
      ground.test.database.asSync({ clientId }, async (tx) => {
        const job = await lockJob(tx, clientId);
        if (job) await change(tx, job, ground.clock.now());
      });
    await verb(pauseJob);
    await notice(ground.clock.now());
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect(await runs()).toHaveLength(1);
    await verb(resumeJob);
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect((await runs()).slice(1)).toEqual([{ cause: 'NOTICE', state: 'DONE', kind: 'INCREMENTAL' }]);
    await verb(pauseJob);
    await verb(resumeJob);
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect(await runs()).toHaveLength(2);
  });
});

describe('a person', () => {
  it('who asks for everything gets it, once', async () => {
    await ground.test.database.asSync({ clientId }, (tx) => wantByHand(tx, clientId, ground.clock.now(), true));
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    await notice(ground.clock.now());
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    expect((await runs()).slice(1)).toEqual([
      { cause: 'BY_HAND', state: 'DONE', kind: 'FULL' },
      { cause: 'NOTICE', state: 'DONE', kind: 'INCREMENTAL' },
    ]);
  });

  it('keeps the cause of a sync that failed', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'cdc', status: 503 });
    await ground.test.database.asSync({ clientId }, (tx) => wantByHand(tx, clientId, ground.clock.now()));
    ground.later(1_000);
    await ground.worker().runUntilIdle();
    await ground.running.control('DELETE', 'faults');
    ground.later(3_600_000);
    await ground.worker().runUntilIdle();
    expect((await runs()).slice(1)).toEqual([
      { cause: 'BY_HAND', state: 'FAILED', kind: 'INCREMENTAL' },
      { cause: 'BY_HAND', state: 'DONE', kind: 'INCREMENTAL' },
    ]);
    const [failed] = await ground.test.asOwner<{ calls: number }>(`select calls from sync_run where state = 'FAILED'`);
    expect(failed?.calls).toBeGreaterThan(0);
  });
});
