import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wantDueClients } from '../../../server/sync/dueClients.js';
import { nextTryAfterMs } from '../../../server/sync/failure.js';
import { ledgerSpans } from '../../../server/sync/chunkPlan.js';
import { inParallel } from '../../../server/sync/inParallel.js';
import { addDays } from '../../../domain/calendar.js';
import type { IsoDate } from '../../../domain/units.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

const date = (text: string): IsoDate => text as IsoDate;

describe('the spans of the ledger', () => {
  it('cover every day once, from before the first month to after the last', () => {
    const spans = ledgerSpans(date('2025-11-17'), date('2026-02-10'));
    expect(spans.map(({ from, to }) => [from, to])).toEqual([
      ['1900-01-01', '2025-10-31'],
      ['2025-11-01', '2025-11-30'],
      ['2025-12-01', '2025-12-31'],
      ['2026-01-01', '2026-01-31'],
      ['2026-02-01', '2026-02-28'],
      ['2026-03-01', '2199-12-31'],
    ]);
    spans.slice(1).forEach(({ from }, index) => expect(from).toBe(addDays(spans[index]?.to ?? from, 1)));
  });

  it('begin with the as-of month where all documents lie in the future', () => {
    expect(ledgerSpans(date('2027-05-01'), date('2026-02-10'))).toHaveLength(3);
  });
});

describe('the wait before the next try', () => {
  it('doubles from half a minute to half an hour, of which a random half', () => {
    expect([0, 1, 2].map((attempts) => nextTryAfterMs(attempts, 0))).toEqual([15_000, 30_000, 60_000]);
    expect(nextTryAfterMs(0, 1)).toBe(30_000);
    expect(nextTryAfterMs(1000, 1)).toBe(1_800_000);
  });
});

describe('work in parallel', () => {
  it('keeps to its width and begins nothing after a failure', async () => {
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (item === 3) throw new Error('three');
    };
    await expect(inParallel([1, 2, 3, 4, 5, 6, 7, 8], 2, work)).rejects.toThrow('three');
    expect(most).toBe(2);
    expect(running).toBe(0);
    expect(begun).not.toContain(8);
  });

  it('grows narrower when it is told to, and does everything', async () => {
    let running = 0;
    const beside: number[] = [];
    const done: number[] = [];
    let width = 4;
    await inParallel(
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      () => width,
      async (item) => {
        running += 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (item === 2) width = 0;
        beside.push(running);
        running -= 1;
        done.push(item);
      },
    );
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...beside)).toBe(4);
    expect(beside.slice(-3)).toEqual([1, 1, 1]);
  });
});

describe('the worker', () => {
  let ground: SyncGround;
  beforeAll(async () => {
    ground = await startSyncGround();
    await ground.connect();
  });
  afterAll(() => ground.close());

  const state = async (): Promise<string | undefined> =>
    (await ground.test.asOwner<{ sync_state: string }>('select sync_state from client_row'))[0]?.sync_state;

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 20_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('stopped in mid-sync gives the client back at once; the next one goes on with the same run', async () => {
    await ground.running.control('POST', 'faults', { times: 1000, path: 'start_date=2026-09-01', delayMs: 60_000 });
    const first = ground.worker();
    await first.start();
    const chunks = async () =>
      Number((await ground.test.asOwner<{ count: string }>('select count(*) from sync_chunk'))[0]?.count);
    await until(async () => (await chunks()) > 20);
    await first.stop();
    const [job] = await ground.test.asOwner('select wanted, lease_owner, attempts from sync_job');
    expect(job).toEqual({ wanted: true, lease_owner: null, attempts: 0 });
    expect(await state()).toBe('SYNCING');
    await ground.running.control('DELETE', 'faults');
    const second = ground.worker();
    await second.start();
    await until(async () => (await state()) === 'SYNCED');
    await second.stop();
    const runs = await ground.test.asOwner('select state from sync_run');
    expect(runs).toEqual([{ state: 'DONE' }]);
  });

  it('asks a few times a second, and no more, while somebody holds the row of a client that is due', async () => {
    const { test, clock } = ground;
    await test.asOwner('update sync_job set wanted = true, due_at = ?', [new Date(clock.now().getTime() - 1_000)]);
    const claims = (): number => test.statements.filter((sql) => sql.includes('skip locked')).length;
    const runs = async () => (await test.asOwner(`select 1 from sync_run where state = 'DONE'`)).length;
    const before = await runs();
    const worker = ground.worker();
    try {
      await test.database.asSync({}, async (tx) => {
        await tx.execute('select 1 from sync_job for update');
        await worker.start();
        await until(() => Promise.resolve(claims() > 0));
        test.statements.length = 0;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        expect(claims()).toBeLessThanOrEqual(11);
      });
      await until(async () => (await runs()) > before);
    } finally {
      await worker.stop();
    }
  });

  it('asks for a sync again once the client’s own day has changed, and not before', async () => {
    expect(await wantDueClients(ground.test.database, ground.clock.now())).toBe(0);
    // 18:00 UTC is 13:00 in New York: ten hours later it is still the same day there.
    ground.clock.advance(10 * 3_600_000);
    expect(await wantDueClients(ground.test.database, ground.clock.now())).toBe(0);
    ground.clock.advance(2 * 3_600_000);
    expect(await wantDueClients(ground.test.database, ground.clock.now())).toBe(1);
    expect(await wantDueClients(ground.test.database, ground.clock.now())).toBe(0);
  });

  it('leaves a client alone whose connection waits for a person', async () => {
    await ground.running.control('POST', 'tokens/revoke', {});
    await ground.worker().runUntilIdle();
    expect(await state()).toBe('NEEDS_RECONNECTING');
    ground.clock.advance(5 * 24 * 3_600_000);
    expect(await wantDueClients(ground.test.database, ground.clock.now())).toBe(0);
  });
});
