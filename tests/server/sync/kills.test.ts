import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../server/platform/database.js';
import { claim } from '../../../server/sync/lease.js';
import { syncClient, type SyncParts } from '../../../server/sync/syncClient.js';
import { differingSums, shownBooks } from './booksDigest.js';
import { RandomHistory, randomOf, youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

/** Longer than a lease: whoever died has lost it. */
const AFTER_LEASE_MS = 30_000;

let ground: SyncGround;
let clientId: string;
const small = youngCompany();
const history = new RandomHistory(small, randomOf(77));

beforeAll(async () => {
  ground = await startSyncGround(small);
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterAll(() => ground.close());

class Killed extends Error {}

/** The parts of a sync that calls `visit` before every request and before and after every transaction. */
function watched(visit: (isCommitted?: boolean) => Promise<void>): SyncParts {
  const { database } = ground.test;
  const asSync: Database['asSync'] = async (scope, work) => {
    await visit();
    const result = await database.asSync(scope, work);
    await visit(true);
    return result;
  };
  const openCompany: SyncParts['openCompany'] = (...opened) => {
    const company = ground.quickBooks.openCompany(...opened);
    const get = company.get.bind(company);
    company.get = async (...asked) => {
      await visit();
      return get(...asked);
    };
    return company;
  };
  return {
    database: Object.assign(Object.create(database) as Database, { asSync }),
    clock: ground.clock,
    logger: ground.logger,
    openCompany,
  };
}

/** What whoever reads now sees: a version and its books. */
async function seen(): Promise<string> {
  for (;;) {
    const version = await versions();
    const books = JSON.stringify(await shownBooks(ground.test, clientId));
    // Read in several statements: what was published meanwhile is read once more.
    if ((await versions()) === version)
      return `${version} ${createHash('sha256').update(books).digest('hex').slice(0, 16)}`;
  }
}

/** The version of the books, and the one the list shows. */
async function versions(): Promise<string> {
  const [row] = await ground.test.asOwner<{ shown: number; listed: number }>(
    'select k.version as shown, r.books_version as listed from books k join client_row r using (client_id) where client_id = ?',
    [clientId],
  );
  return `${row?.shown} ${row?.listed}`;
}

async function want(whole: boolean): Promise<void> {
  await ground.test.asOwner(
    `update sync_job set wanted = true, due_at = ?, cause = 'NOTICE', whole = ? where client_id = ?`,
    [ground.clock.now(), whole, clientId],
  );
}

/** Begins a sync and dies at its nth step, as by kill -9: nothing is settled. False when it ended before. */
async function dieAt(step: number, before: string): Promise<boolean> {
  let steps = 0;
  let dead = false;
  const parts = watched(async (isCommitted = false) => {
    steps += 1;
    if (dead || steps === step) {
      dead = true;
      throw new Killed();
    }
    // The transaction that has just been committed may be the one that publishes.
    if (!isCommitted && steps % 3 !== 0) expect(await seen()).toBe(before);
  });
  const lease = await claim(ground.test.database, `mortal ${step}`, ground.clock.now());
  if (!lease) throw new Error('the client is due');
  try {
    await syncClient(parts, lease, new AbortController().signal, { calls: 0 });
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  }
}

/** Starts anew and reads at every step: the whole version before or the whole one after, and nothing else. */
async function recover(before: string): Promise<void> {
  const readings: string[] = [];
  const parts = watched(async () => {
    readings.push(await seen());
  });
  await ground.worker(parts).runUntilIdle();
  const after = await seen();
  expect(readings.filter((reading) => reading !== before && reading !== after)).toEqual([]);
  const [run] = await ground.test.asOwner<{ state: string; tied: boolean }>(
    'select state, tied from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  expect(run).toEqual({ state: 'DONE', tied: true });
  const [left] = await ground.test.asOwner(
    `select pending_version, (select count(*)::int from sync_chunk) as chunks from books where client_id = ?`,
    [clientId],
  );
  expect(left).toEqual({ pending_version: null, chunks: 0 });
}

/** Kills at one step after another until a sync ends before it is killed; answers how many died. */
async function killAtEvery(whole: boolean, stride: number): Promise<number> {
  let died = 0;
  for (let step = 2; step < 1_000; step += stride) {
    for (let change = 0; change < 4; change += 1) history.step(ground.later(60_000));
    ground.later(1_000);
    const before = await seen();
    await want(whole);
    if (!(await dieAt(step, before))) return died;
    died += 1;
    ground.later(AFTER_LEASE_MS);
    await recover(before);
  }
  throw new Error('a sync has fewer steps');
}

/** Reading everything finds nothing to correct. */
async function expectWhole(): Promise<void> {
  ground.later(1_000);
  await want(true);
  await ground.worker().runUntilIdle();
  const [run] = await ground.test.asOwner(
    'select kind, rows_changed from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  expect(run).toEqual({ kind: 'FULL', rows_changed: 0 });
  expect(await differingSums(ground.test, clientId)).toEqual([]);
}

describe('a sync that is killed', () => {
  it('at any step of reading what changed, converges when it starts again, and shows no version by halves', async () => {
    expect(await killAtEvery(false, 1)).toBeGreaterThan(15);
    await expectWhole();
  }, 240_000);

  it('at a step of reading everything, goes on to the same end', async () => {
    expect(await killAtEvery(true, 11)).toBeGreaterThan(5);
    await expectWhole();
  }, 240_000);
});
