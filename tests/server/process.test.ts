import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { TestBrowser } from '../harness/browser.js';
import { startProduct, type ProductProcess } from '../harness/productProcess.js';
import { seedPractice } from '../harness/practice.js';
import { CLIENT } from '../sandbox/httpHarness.js';
import { startSyncGround, type SyncGround } from './sync/syncHarness.js';

let ground: SyncGround;
const running: ProductProcess[] = [];

beforeAll(async () => {
  ground = await startSyncGround();
});
afterAll(() => ground.close());
afterEach(async () => {
  for (const product of running.splice(0)) await product.end('SIGKILL');
});

async function product(environment: Record<string, string> = {}): Promise<ProductProcess> {
  const { urls } = ground.test;
  const started = await startProduct({
    DATABASE_URL: urls.app,
    DATABASE_SIGNIN_URL: urls.signIn,
    DATABASE_SYNC_URL: urls.sync,
    DATABASE_WEBHOOK_URL: urls.webhook,
    DATABASE_JOBS_URL: urls.jobs,
    TOKEN_KEYS: ground.tokenKeys,
    QUICKBOOKS_CLIENT_ID: CLIENT.id,
    QUICKBOOKS_CLIENT_SECRET: CLIENT.secret,
    QUICKBOOKS_TOKEN_URL: `${ground.running.url}/oauth2/v1/tokens/bearer`,
    QUICKBOOKS_API_URL: ground.running.url,
    LOG_LEVEL: 'warn',
    ...environment,
  });
  running.push(started);
  return started;
}

async function count(from: string): Promise<number> {
  return Number((await ground.test.asOwner<{ count: string }>(`select count(*) from ${from}`))[0]?.count);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not come to pass: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('a server killed hard in mid-sync', () => {
  it('leaves nothing half-written; the next one goes on with the same run, and what it has read is not read again', async () => {
    await ground.connect();
    await ground.running.control('POST', 'faults', { times: 1000, path: 'start_date=2026-09-01', hang: true });
    const first = await product();
    await until('twenty chunks are kept', async () => (await count('sync_chunk')) > 20);
    expect(await first.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    for (const table of ['posting', 'document', 'account', 'snapshot', 'tie_out'])
      expect([table, await count(table)]).toEqual([table, 0]);
    expect(await count(`client_row where sync_state = 'SYNCING' and as_of is null and books_version = 0`)).toBe(1);
    // Accounts alone are read anew: one may have been added meanwhile.
    const kept = await ground.test.asOwner<{ key: string; fetched_at: Date }>(
      `select key, fetched_at from sync_chunk where kind <> 'ACCOUNTS' order by key`,
    );
    await ground.running.control('DELETE', 'faults');
    const second = await product();
    await until('the next one has taken over', async () => (await count('sync_job where fence > 1')) === 1);
    const [again] = await ground.test.asOwner<{ same: string }>(
      'select count(*) as same from sync_chunk c join jsonb_to_recordset(?::jsonb) as k(key text, fetched_at timestamptz) on c.key = k.key and c.fetched_at = k.fetched_at',
      [JSON.stringify(kept)],
    );
    expect(Number(again?.same)).toBe(kept.length);
    await until('the client is synced', async () => (await count(`client_row where sync_state = 'SYNCED'`)) === 1);
    expect(await ground.test.asOwner('select state from sync_run')).toEqual([{ state: 'DONE' }]);
    expect(await count('tie_out where tied')).toBe(1);
    expect(await count('sync_chunk')).toBe(0);
    expect((await second.end('SIGTERM')).code).toBe(0);
  }, 120_000);
});

describe('a server that is told to stop', () => {
  it('says at once that it is not ready, ends what is under way, and is gone within ten seconds', async () => {
    const people = await seedPractice(ground.test);
    const server = await product({ STOP_DELAY_MS: '1500' });
    const maya = await new TestBrowser(server.url).signIn(people.maya.email);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    const lock = await MikroORM.init({
      clientUrl: ground.test.urls.owner,
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    const holder = lock.em.fork();
    await holder.begin();
    await holder.execute('lock table client_row in access exclusive mode');
    const underWay = maya.graphql<{ clients: { totals: { count: number } } }>('{ clients { totals { count } } }');
    await until(
      'the question waits',
      async () => (await count(`pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)) > 0,
    );
    const ended = server.end('SIGTERM');
    await until('it is not ready', async () => (await fetch(`${server.url}/ready`)).status === 503);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await expect(fetch(`${server.url}/ready`)).rejects.toThrow();
    await holder.rollback();
    await lock.close(true);
    const answer = await underWay;
    expect(answer.errors).toEqual([]);
    expect(answer.data.clients.totals.count).toBe(0);
    const { code, tookMs } = await ended;
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
  }, 60_000);

  it('gives a sync in its middle back, so that the next server begins with it at once', async () => {
    await ground.test.asOwner(`update sync_job set wanted = true, whole = true, due_at = now()`);
    await ground.running.control('POST', 'faults', { times: 1000, path: 'GeneralLedger', hang: true });
    const server = await product({ STOP_DELAY_MS: '0' });
    await until('it reads', async () => (await count('sync_chunk')) > 5);
    const { code, tookMs } = await server.end('SIGTERM');
    await ground.running.control('DELETE', 'faults');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    expect(await count('sync_job where wanted and lease_owner is null')).toBe(1);
    expect(await count(`client_row where as_of is not null and books_version = 1`)).toBe(1);
  }, 60_000);
});
