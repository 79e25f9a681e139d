import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

const POOL = 2;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: POOL });
});
afterAll(() => test.close());

/** As when PostgreSQL dies and comes back: every connection of the sync is gone at once. */
const cut = (): Promise<unknown> =>
  test.asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'runway_sync' and datname = current_database()`,
  );

/** One transaction for each place of the pool, all open at the same time; how each ended. */
async function allAtOnce(work: (opened: Promise<unknown>) => Promise<unknown>): Promise<string[]> {
  const all = Promise.withResolvers<undefined>();
  let open = 0;
  const ended = await Promise.allSettled(
    Array.from({ length: POOL }, () =>
      test.database.asSync({}, async (tx) => {
        await tx.execute('select 1');
        open += 1;
        if (open === POOL) all.resolve(undefined);
        await work(all.promise);
        await tx.execute('select 1');
      }),
    ),
  );
  return ended.map(({ status }) => status);
}

/** A connection that lay idle when all were cut may be found out only when it is used; none of them more than once. */
async function untilItWorks(): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await test.database.asSync({}, (tx) => tx.execute('select 1'));
      return;
    } catch (error) {
      if (tries > POOL) throw error;
    }
  }
}

it('a transaction whose connection broke gives its place in the pool back, however it ended', async () => {
  // More often than the pool has places, so that a single one kept would leave none.
  for (let times = 0; times <= POOL; times += 1) {
    const broken = await allAtOnce(async (opened) => {
      await opened;
      await cut();
    });
    expect(broken).toEqual(Array(POOL).fill('rejected'));
  }
  expect(await allAtOnce((opened) => opened)).toEqual(Array(POOL).fill('fulfilled'));
});

it('a connection that breaks just before its commit is no different', async () => {
  for (let times = 0; times <= POOL; times += 1) {
    await expect(test.database.asSync({}, () => cut())).rejects.toThrow();
    await untilItWorks();
  }
});
