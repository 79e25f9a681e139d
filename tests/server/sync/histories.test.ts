import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REALM } from '../../sandbox/smallCompany.js';
import { differingSums, shownBooks } from './booksDigest.js';
import { RandomHistory, randomOf, youngCompany } from './randomHistory.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

/** Another seed finds other histories: `HISTORY_SEED=7 HISTORY_RUNS=500 jest … histories`. */
const SEED = Number(process.env.HISTORY_SEED ?? 20261122);
const RUNS = Number(process.env.HISTORY_RUNS ?? 60);

interface RunRow {
  readonly kind: string;
  readonly rows_changed: number;
  readonly calls: number;
  readonly tied: boolean;
  readonly error: string | null;
}

let ground: SyncGround;
let clientId: string;
const small = youngCompany();

beforeAll(async () => {
  ground = await startSyncGround(small);
  const outcome = await ground.connect();
  clientId = 'clientId' in outcome ? outcome.clientId : '';
  await ground.worker().runUntilIdle();
});
afterAll(() => ground.close());

async function sync(cause: 'NOTICE' | 'BY_HAND', whole = false): Promise<RunRow> {
  await ground.test.asOwner(`update sync_job set wanted = true, due_at = ?, cause = ?, whole = ? where client_id = ?`, [
    ground.clock.now(),
    cause,
    whole,
    clientId,
  ]);
  await ground.worker().runUntilIdle();
  const [run] = await ground.test.asOwner<RunRow>(
    'select kind, rows_changed, calls, tied, error from sync_run where client_id = ? order by started_at desc limit 1',
    [clientId],
  );
  if (!run) throw new Error('there is a run');
  return run;
}

describe('any history of changes, synced step by step', () => {
  it(`comes to the books of one full sync, ${RUNS} times, seed ${SEED}`, async () => {
    const random = randomOf(SEED);
    const kinds = { INCREMENTAL: 0, FULL: 0 };
    for (let run = 0; run < RUNS; run += 1) {
      const history = new RandomHistory(small, random);
      for (let step = 1 + Math.floor(random() * 6); step > 0; step -= 1) {
        history.step(ground.later(1_000 + Math.floor(random() * 1_800_000)));
      }
      ground.later(1_000);
      const incremental = await sync('NOTICE');
      kinds[incremental.kind as keyof typeof kinds] += 1;
      const said = `seed ${SEED}, run ${run}: ${history.done.join('; ')}`;
      expect({ said, error: incremental.error, tied: incremental.tied }).toEqual({ said, error: null, tied: true });
      const before = await shownBooks(ground.test, clientId);
      ground.later(1_000);
      const whole = await sync('BY_HAND', true);
      if (whole.rows_changed !== 0)
        expect({ said, books: before }).toEqual({ said, books: await shownBooks(ground.test, clientId) });
      expect({ said, kind: whole.kind, rows: whole.rows_changed }).toEqual({ said, kind: 'FULL', rows: 0 });
    }
    // Names changed in some; the others must not have read everything.
    expect(kinds.INCREMENTAL).toBeGreaterThan(kinds.FULL);
    const fresh = await ground.connect(ground.stranger, REALM);
    if (!('clientId' in fresh)) throw new Error('another firm connects the same company');
    await ground.worker().runUntilIdle();
    expect(await shownBooks(ground.test, clientId)).toEqual(await shownBooks(ground.test, fresh.clientId));
    expect(await differingSums(ground.test, clientId)).toEqual([]);
  }, 240_000);
});
