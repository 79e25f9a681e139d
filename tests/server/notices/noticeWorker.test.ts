import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Notice } from '../../../server/notices/notice.js';
import { dropOldNotices, putNotices } from '../../../server/notices/noticeStore.js';
import { NoticeWorker } from '../../../server/notices/noticeWorker.js';
import { DatabaseListener } from '../../../server/platform/listener.js';
import { createLogger } from '../../../server/platform/logger.js';
import { TestClock } from '../../harness/app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { addClients, seedPractice, type Person, type Practice } from '../../harness/practice.js';

const SHARED = '100';
const OTHER = '200';
const NOBODYS = '999';

describe('what QuickBooks told', () => {
  let test: TestDatabase;
  let people: Practice;
  let clock: TestClock;
  let listeners: DatabaseListener[] = [];
  let workers: NoticeWorker[] = [];
  let ours = '';
  let strangers = '';
  let other = '';

  beforeAll(async () => {
    test = await createTestDatabase({ poolSize: 8 });
    people = await seedPractice(test);
    ours = await client(people.daniel, 'Ours', SHARED);
    strangers = await client(people.tomas, 'Theirs', SHARED);
    other = await client(people.daniel, 'Other', OTHER);
  });
  beforeEach(async () => {
    clock = new TestClock();
    await test.asOwner('delete from webhook_notice');
    await test.asOwner(
      `update sync_job set wanted = false, paused = false, attempts = 0, cause = 'CONNECTED', requested_at = null,
         claimed_at = null, noticed_at = null, due_at = ?, next_due_at = ?`,
      [new Date(clock.now().getTime() - 60_000), new Date(clock.now().getTime() + 3_600_000)],
    );
    await test.asOwner('update client_row set noticed_at = null');
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(listeners.map((listener) => listener.close()));
    [workers, listeners] = [[], []];
  });
  afterAll(() => test.close());

  async function client(advisor: Person, name: string, realmId: string): Promise<string> {
    const [id = ''] = await addClients(test, advisor, [{ name }]);
    await test.asOwner(
      `insert into sync_job (client_id, firm_id, realm_id, wanted, due_at) values (?::uuid, ?::uuid, ?, false, now())`,
      [id, advisor.firmId, realmId],
    );
    return id;
  }

  async function worker(): Promise<NoticeWorker> {
    const logger = createLogger('silent');
    const notices = await DatabaseListener.connect(test.urls.sync, logger);
    listeners.push(notices);
    const made = new NoticeWorker({ database: test.database, clock, logger, notices, monthlyCalls: 1_000 });
    workers.push(made);
    return made;
  }

  const notice = (realmId: string, id: string = randomUUID()): Notice => ({
    realmId,
    id,
    entity: 'bill',
    entityId: '1',
    operation: 'UPDATED',
    deletedId: null,
    happenedAt: clock.now(),
  });
  const put = (...notices: Notice[]) => test.database.asWebhook((tx) => putNotices(tx, notices, clock.now()));
  const jobs = () =>
    test.asOwner<{ client_id: string; wanted: boolean; cause: string; due_in: number; noticed_in: number | null }>(
      `select client_id, wanted, cause, extract(epoch from due_at - ?)::float8 as due_in,
         extract(epoch from noticed_at - ?)::float8 as noticed_in from sync_job order by array_position(?::uuid[], client_id)`,
      [clock.now(), clock.now(), `{${[ours, strangers, other].join(',')}}`],
    );
  const wanted = async () => (await jobs()).filter((job) => job.wanted).map((job) => job.client_id);

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('makes every client of the company wanted, of whatever firm, and no other', async () => {
    await put(notice(SHARED));
    await (await worker()).runUntilIdle();
    expect(await wanted()).toEqual([ours, strangers]);
    const [job] = await jobs();
    expect(job).toMatchObject({ cause: 'NOTICE', due_in: 0.3, noticed_in: 0 });
    const rows = await test.asOwner('select name from client_row where noticed_at = ? order by 1', [clock.now()]);
    expect(rows).toEqual([{ name: 'Ours' }, { name: 'Theirs' }]);
    const worked = await test.asOwner('select clients from webhook_notice where worked_at = ?', [clock.now()]);
    expect(worked).toEqual([{ clients: 2 }]);
  });

  it('of a hundred changes, in one post or in a hundred, is one wanted sync a client', async () => {
    await put(...Array.from({ length: 100 }, () => notice(SHARED)));
    const first = await worker();
    await first.runUntilIdle();
    for (let round = 0; round < 100; round += 1) {
      clock.advance(5);
      await put(notice(SHARED));
      if (round % 10 === 0) await first.runUntilIdle();
    }
    await first.runUntilIdle();
    const [{ count } = { count: '' }] = await test.asOwner<{ count: string }>(
      'select count(*) from sync_job where wanted',
    );
    expect(Number(count)).toBe(2);
    // Half a second after the first one: quiet for 300 ms is waited for, a second at most.
    const [job] = await jobs();
    expect([job?.due_in, job?.noticed_in]).toEqual([0.3, -0.5]);
    const [left] = await test.asOwner<{ count: string }>(
      'select count(*) from webhook_notice where worked_at is null or clients <> 2',
    );
    expect(Number(left?.count)).toBe(0);
  });

  it('about a company that nobody has is counted, and nothing more', async () => {
    await put(notice(NOBODYS), notice(OTHER));
    await (await worker()).runUntilIdle();
    expect(await wanted()).toEqual([other]);
    expect(await test.asOwner('select realm_id, clients from webhook_notice order by 1')).toEqual([
      { realm_id: OTHER, clients: 1 },
      { realm_id: NOBODYS, clients: 0 },
    ]);
  });

  it('is heard at once by workers of two processes, and worked off by one of them', async () => {
    for (const each of [await worker(), await worker()]) each.start();
    await Promise.all(listeners.map((listener) => listener.ready()));
    for (let round = 0; round < 30; round += 1) await put(notice(round % 2 ? SHARED : OTHER), notice(NOBODYS));
    const began = Date.now();
    await until(async () => (await test.asOwner('select 1 from webhook_notice where worked_at is null')).length === 0);
    // Far below the poll: they were woken.
    expect(Date.now() - began).toBeLessThan(4_000);
    expect(await wanted()).toEqual([ours, strangers, other]);
  });

  it('waits its turn behind a long transaction of one company, without holding up another', async () => {
    const held = Promise.withResolvers<undefined>();
    const holding = test.database.asSync({}, async (tx) => {
      await tx.execute('select 1 from sync_job where realm_id = ? for update', [SHARED]);
      await held.promise;
    });
    (await worker()).start();
    await listeners[0]?.ready();
    await put(notice(SHARED));
    await put(notice(OTHER));
    await until(async () => (await wanted()).includes(other));
    expect(await wanted()).toEqual([other]);
    held.resolve(undefined);
    await holding;
    await until(async () => (await wanted()).length === 3);
  });

  it('is not lost when whoever works it off fails', async () => {
    await put(notice(SHARED));
    await test.asOwner(
      `create function refuse_want() returns trigger language plpgsql as $$ begin raise exception 'on purpose'; end $$`,
    );
    await test.asOwner(
      'create trigger refused before update on client_row for each row execute function refuse_want()',
    );
    await expect((await worker()).runUntilIdle()).rejects.toThrow('on purpose');
    expect(await wanted()).toEqual([]);
    expect(await test.asOwner('select 1 from webhook_notice where worked_at is null')).toHaveLength(1);
    await test.asOwner('drop trigger refused on client_row');
    await (await worker()).runUntilIdle();
    expect(await wanted()).toEqual([ours, strangers]);
  });

  it('tells a client’s screens once a second at most', async () => {
    const revision = async () =>
      Number(
        (await test.asOwner<{ revision: string }>('select revision from client_row where name = ?', ['Other']))[0]
          ?.revision,
      );
    const before = await revision();
    const made = await worker();
    for (let round = 0; round < 20; round += 1) {
      await put(notice(OTHER));
      await made.runUntilIdle();
      clock.advance(100);
    }
    expect((await revision()) - before).toBe(2);
  });

  it('leads to a sync less often when the month’s calls run short', async () => {
    const month = (calls: number) =>
      test.asOwner(
        `insert into quickbooks_month (month, calls) values (date_trunc('month', now() at time zone 'UTC')::date, ?)
           on conflict (month) do update set calls = excluded.calls`,
        [calls],
      );
    const dueIn = async () => (await jobs())[2]?.due_in;
    await test.asOwner('update sync_job set claimed_at = ?', [new Date(clock.now().getTime() - 10_000)]);
    await month(0);
    await put(notice(OTHER));
    await (await worker()).runUntilIdle();
    expect(await dueIn()).toBe(0.3);
    await test.asOwner('update sync_job set wanted = false, noticed_at = null');
    // All are spent: an hour between two syncs, of which ten seconds have passed.
    await month(1_000);
    await put(notice(OTHER));
    await (await worker()).runUntilIdle();
    expect(await dueIn()).toBe(3_590);
    await month(0);
  });

  it('brings forward what the sweep has put off, as what somebody waits for, and nothing that waits for another reason', async () => {
    const waiting = (cause: string, attempts: number) =>
      test.asOwner('update sync_job set wanted = true, cause = ?, attempts = ?, due_at = ?', [
        cause,
        attempts,
        new Date(clock.now().getTime() + 600_000),
      ]);
    const dueAfter = async (cause: string, attempts = 0) => {
      await waiting(cause, attempts);
      await put(notice(OTHER));
      await (await worker()).runUntilIdle();
      const [, , job] = await jobs();
      return [job?.due_in, job?.cause];
    };
    expect(await dueAfter('SWEEP')).toEqual([0.3, 'NOTICE']);
    expect(await dueAfter('SWEEP', 2)).toEqual([600, 'NOTICE']);
    expect(await dueAfter('BY_HAND')).toEqual([600, 'BY_HAND']);
  });

  it('is forgotten after forty days, worked off or not', async () => {
    await put(notice(SHARED, 'old'));
    clock.advance(39 * 24 * 3_600_000);
    await put(notice(SHARED, 'new'));
    const drop = () => test.database.asSync({}, (tx) => dropOldNotices(tx, clock.now()));
    expect(await drop()).toBe(0);
    clock.advance(2 * 24 * 3_600_000);
    expect(await drop()).toBe(1);
    expect(await test.asOwner('select id from webhook_notice')).toEqual([{ id: 'new' }]);
  });
});
