import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHistoryJob } from '../../server/connections/history.job.js';
import { createLogger } from '../../server/platform/logger.js';
import { QUIET_REALM, startSyncGround, type SyncGround } from './sync/syncHarness.js';

let ground: SyncGround;
let clientId: string;
beforeAll(async () => {
  ground = await startSyncGround();
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.connect(ground.colleague, QUIET_REALM);
}, 30_000);
afterAll(() => ground.close());
beforeEach(async () => {
  for (const table of ['sync_run', 'tie_out']) await ground.test.asOwner(`delete from ${table}`);
});

const clear = (logger = createLogger('silent')) =>
  createHistoryJob({ database: ground.test.database, clock: ground.clock, logger }).work();
const count = async (what: string): Promise<number> =>
  Number((await ground.test.asOwner<{ count: string }>(`select count(*) from ${what}`))[0]?.count);

/** So many finished runs of every client, one an hour, the newest so many days ago. */
const addRuns = (runs: number, days: number, state = 'DONE') =>
  ground.test.asOwner(
    `insert into sync_run (id, client_id, firm_id, kind, state, as_of, started_at)
       select gen_random_uuid(), j.client_id, j.firm_id, 'FULL', ?, '2026-11-21',
           ?::timestamptz - ? * interval '1 day' - n * interval '1 hour' from sync_job j, generate_series(1, ?::int) n`,
    [state, ground.clock.now(), days, runs],
  );

interface Evidence {
  readonly asOf: string;
  readonly version: number;
  readonly tied: boolean;
  readonly daysAgo: number;
}

const addEvidence = ({ asOf, version, tied, daysAgo }: Evidence) =>
  ground.test.asOwner(
    `insert into tie_out (client_id, firm_id, run_id, books_version, as_of, checked_at, tied, evidence)
       select client_id, firm_id, gen_random_uuid(), ?, ?::date, ?::timestamptz - ? * interval '1 day', ?, '{"lines": []}'
         from sync_job`,
    [version, asOf, ground.clock.now(), daysAgo, tied],
  );

describe('the history of a client', () => {
  it('keeps the runs of ninety days and the newest two hundred, whichever is more, and those under way', async () => {
    await addRuns(250, 0);
    await clear();
    expect(await count('sync_run')).toBe(2 * 250);
    await addRuns(30, 91);
    await addRuns(1, 200, 'RUNNING');
    await clear();
    expect(await count(`sync_run where state = 'DONE'`)).toBe(2 * 250);
    expect(await count(`sync_run where state = 'RUNNING'`)).toBe(2);
    await ground.test.asOwner('delete from sync_run');
    await addRuns(230, 91);
    await clear();
    expect(await count('sync_run')).toBe(2 * 200);
    expect(await count(`sync_run where started_at > '2026-08-22T16:59Z'`)).toBe(2);
  });

  it('keeps the newest evidence of each date and books, and for ninety days what named a difference', async () => {
    const day = { asOf: '2026-11-20', version: 3 };
    for (const daysAgo of [1.1, 1.2, 1.3]) await addEvidence({ ...day, tied: true, daysAgo });
    await addEvidence({ ...day, tied: false, daysAgo: 1.4 });
    await addEvidence({ ...day, version: 2, tied: true, daysAgo: 2 });
    await addEvidence({ asOf: '2026-01-04', version: 1, tied: true, daysAgo: 300 });
    await addEvidence({ asOf: '2026-01-05', version: 1, tied: false, daysAgo: 301 });
    await addEvidence({ asOf: '2026-01-04', version: 1, tied: false, daysAgo: 302 });
    await clear();
    const kept = await ground.test.asOwner(
      `select as_of::text as "asOf", books_version as version, tied, round(extract(epoch from ? - checked_at) / 8640)::float8 / 10 as days
         from tie_out where client_id = ? order by 1, 2, checked_at`,
      [ground.clock.now(), clientId],
    );
    expect(
      kept.map((row) =>
        Object.values(row as object)
          .map(String)
          .join(' '),
      ),
    ).toEqual([
      '2026-01-04 1 true 300',
      '2026-01-05 1 false 301',
      '2026-11-20 2 true 2',
      '2026-11-20 3 false 1.4',
      '2026-11-20 3 true 1.1',
    ]);
    expect(await count('tie_out')).toBe(10);
  });

  it('is cleared for the others where that of one client cannot be, whose id is logged', async () => {
    await addRuns(230, 91);
    const [odd = '', ...others] = (
      await ground.test.asOwner<{ id: string }>('select client_id as id from sync_job order by client_id')
    ).map(({ id }) => id);
    // Its runs are dropped before its evidence, which cannot be: nothing of it may count as dropped.
    await addEvidence({ asOf: '2026-11-20', version: 1, tied: true, daysAgo: 1 });
    await addEvidence({ asOf: '2026-11-20', version: 1, tied: true, daysAgo: 2 });
    await ground.test.asOwner(
      `create function stays() returns trigger language plpgsql as $$ begin raise exception 'it stays'; end $$`,
    );
    await ground.test.asOwner(
      `create trigger stays before delete on tie_out for each row when (old.client_id = '${odd}') execute function stays()`,
    );
    const log: string[] = [];
    try {
      await clear(createLogger('info', { write: (line) => void log.push(line) }));
    } finally {
      await ground.test.asOwner('drop function stays cascade');
    }
    expect(others).toHaveLength(1);
    expect(await count(`sync_run where client_id = '${odd}'`)).toBe(230);
    expect(await count(`sync_run where client_id = '${others[0]}'`)).toBe(200);
    expect(log.filter((line) => line.includes(odd))).toHaveLength(1);
    expect(log.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ runs: 30, evidence: 1, msg: 'old runs and evidence are dropped' }),
    );
    await clear();
    expect(await count('sync_run')).toBe(2 * 200);
  });

  it('has no audit event for a sync that found everything as it was', async () => {
    await ground.worker().runUntilIdle();
    const told = () => count(`audit_event where action = 'sync.completed' and client_id = '${clientId}'`);
    expect(await told()).toBe(1);
    ground.later(60_000);
    await ground.syncAgain();
    expect(await count(`sync_run where client_id = '${clientId}' and state = 'DONE'`)).toBe(2);
    expect(await told()).toBe(1);
    await ground.test.asOwner('update tie_out set tied = false');
    ground.later(60_000);
    await ground.syncAgain();
    expect(await told()).toBe(2);
  }, 30_000);
});
