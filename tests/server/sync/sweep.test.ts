import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../../server/platform/logger.js';
import { createSweepJob } from '../../../server/sync/sweep.job.js';
import { TestClock } from '../../harness/app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { addClients, seedPractice } from '../../harness/practice.js';

const HOUR_MS = 3_600_000;
const SPREAD_SECONDS = 15 * 60;

interface Draft {
  readonly wanted?: boolean;
  readonly paused?: boolean;
  readonly hoursAgo?: number | null;
  readonly nextDueInHours?: number | null;
}

describe('the sweep', () => {
  let test: TestDatabase;
  const clock = new TestClock();
  let advisor = { id: '', firmId: '', name: '', email: '' };
  beforeAll(async () => {
    test = await createTestDatabase();
    advisor = (await seedPractice(test)).daniel;
  });
  beforeEach(() => test.asOwner('delete from sync_job'));
  afterAll(() => test.close());

  const at = (hours: number | null | undefined): Date | null =>
    hours === null || hours === undefined ? null : new Date(clock.now().getTime() + hours * HOUR_MS);

  async function clients(
    count: number,
    { wanted = false, paused = false, hoursAgo = 0, nextDueInHours = 5 }: Draft = {},
  ) {
    const ids = await addClients(
      test,
      advisor,
      Array.from({ length: count }, () => ({ name: randomUUID() })),
    );
    await test.asOwner(
      `insert into sync_job (client_id, firm_id, realm_id, wanted, paused, due_at, claimed_at, next_due_at)
         select id, ?::uuid, '1', ?, ?, ?, ?, ? from unnest(?::uuid[]) as id`,
      [
        advisor.firmId,
        wanted,
        paused,
        clock.now(),
        hoursAgo === null ? null : at(-hoursAgo),
        at(nextDueInHours),
        `{${ids.join(',')}}`,
      ],
    );
    return ids;
  }
  const sweep = () =>
    createSweepJob({ database: test.database, clock, logger: createLogger('silent'), sweepAfterHours: 4 }).work();
  const swept = () =>
    test.asOwner<{ due_in: number }>(
      `select extract(epoch from due_at - ?)::float8 as due_in from sync_job where wanted and cause = 'SWEEP' order by 1`,
      [clock.now()],
    );

  it('asks for clients that nobody looked at for four hours, each at an instant of its own', async () => {
    await clients(100, { hoursAgo: 4.1 });
    await clients(100, { hoursAgo: 3.9 });
    await clients(20, { hoursAgo: null });
    await sweep();
    const due = (await swept()).map(({ due_in }) => due_in);
    expect(due).toHaveLength(120);
    expect(due.every((seconds) => seconds >= 0 && seconds <= SPREAD_SECONDS)).toBe(true);
    // Spread: each third of the time has its share, and no two fall on one instant.
    for (const third of [0, 1, 2]) {
      const share = due.filter((seconds) => Math.floor((seconds / SPREAD_SECONDS) * 3) === third).length;
      expect(share).toBeGreaterThan(15);
    }
    expect(new Set(due).size).toBeGreaterThan(115);
  });

  it('asks at once for clients whose day has changed', async () => {
    await clients(3, { hoursAgo: 1, nextDueInHours: -0.1 });
    await sweep();
    expect(await swept()).toEqual([{ due_in: 0 }, { due_in: 0 }, { due_in: 0 }]);
  });

  it('leaves alone who waits already, is paused, or waits for a person; and asks for nobody twice', async () => {
    await clients(2, { hoursAgo: 9, wanted: true });
    await clients(2, { hoursAgo: 9, paused: true });
    await clients(2, { hoursAgo: 9, nextDueInHours: null });
    await sweep();
    expect(await swept()).toEqual([]);
    await clients(1, { hoursAgo: 9 });
    await sweep();
    const first = await swept();
    expect(first).toHaveLength(1);
    await sweep();
    expect(await swept()).toEqual(first);
  });
});
