import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../server/platform/clock.js';
import { createLogger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { createQuickBooks, type QuickBooks } from '../../../server/quickbooks/createQuickBooks.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { RealmLimiter, type RealmGate } from '../../../server/quickbooks/rateLimit.js';
import { realSleep } from '../../../server/quickbooks/retry.js';
import { SharedGate } from '../../../server/quickbooks/sharedGate.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { start, type Running } from '../../sandbox/httpHarness.js';
import { REALM, smallCompany } from '../../sandbox/smallCompany.js';
import { standInSettings } from '../../harness/standIn.js';

let test: TestDatabase;
let running: Running;
let token: string;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 6 });
  // The stand-in with QuickBooks' own limits, by the real clock.
  running = await start([smallCompany().company], { limits: true, now: () => new Date() });
  token = (await running.connect()).access_token;
});
afterAll(async () => {
  await running.stop();
  await running.cleanUp();
  await test.close();
});

/** The door as one process has it; a call that is throttled is not tried again, so that every throttle shows. */
function door(settings: { limiter?: RealmGate; monthlyCalls?: number } = {}): QuickBooks {
  const { limiter, monthlyCalls = 1_000_000 } = settings;
  return createQuickBooks({
    database: test.database,
    clock: systemClock,
    logger: createLogger('silent'),
    tokenKeys: KeyRing.parse(KeyRing.generate()),
    retry: { tries: 1, baseMs: 1, capMs: 1, random: () => 0, sleep: realSleep },
    ...(limiter ? { limiter } : {}),
    settings: { ...standInSettings(running.url), monthlyCalls },
  });
}

/** The gate that is shared, which notes when it lets calls in; it never rests, so that it lets in all that ask. */
function noting(letIn: number[]): RealmGate {
  const shared = { database: test.database, logger: createLogger('silent'), monthlyCalls: 1_000_000 };
  const rests = { failedMs: 0, throttledMs: 0 };
  const gate = new SharedGate({ ...shared, sleep: realSleep, random: () => 0.5, rests });
  return {
    enter: async (...asked) => {
      const pass = await gate.enter(...asked);
      letIn.push(Date.now());
      return pass;
    },
  };
}

/** So many calls of three processes at once; the kinds of those that failed. */
async function hurry(doors: readonly QuickBooks[], calls: number): Promise<string[]> {
  const companies = doors.map((each) => each.openWithToken(REALM, token));
  const asked = await Promise.allSettled(
    Array.from({ length: calls }, (_, call) => companies[call % companies.length]?.get('preferences')),
  );
  return asked.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (each.reason instanceof QuickBooksError) return [each.reason.kind];
    throw each.reason;
  });
}

describe('several processes that read one company', () => {
  it('keep to QuickBooks’ limits together, where each on its own would break them', async () => {
    const alone = (): RealmGate => new RealmLimiter(() => performance.now(), realSleep);
    const rude = await hurry([door({ limiter: alone() }), door({ limiter: alone() }), door({ limiter: alone() })], 36);
    expect(rude.length).toBeGreaterThan(12);
    for (const table of ['quickbooks_realm', 'quickbooks_start']) await test.asOwner(`delete from ${table}`);
    // What the rude sent is a second ago, or QuickBooks would throttle the first of the polite for it.
    await realSleep(1_100);
    const letIn: number[] = [];
    await hurry(
      [door({ limiter: noting(letIn) }), door({ limiter: noting(letIn) }), door({ limiter: noting(letIn) })],
      36,
    );
    // The gate's own record: when each call might start. Arrivals at QuickBooks say as much about a busy machine's timers.
    const starts = (
      await test.asOwner<{ at: string }>(
        'select extract(epoch from start) * 1000 as at from quickbooks_start where realm_id = ? order by start',
        [REALM],
      )
    ).map(({ at }) => Number(at));
    expect(starts).toHaveLength(36);
    const elevenIn = starts.slice(10).map((at, index) => at - (starts[index] ?? 0));
    expect(Math.min(...elevenIn)).toBeGreaterThan(1_000);
    // And none was let in before its time.
    const early = letIn.sort((one, other) => one - other).map((at, index) => (starts[index] ?? 0) - at);
    expect(Math.max(...early)).toBeLessThan(2);
  }, 30_000);

  it('send nothing beyond the month’s calls', async () => {
    const requests = async (): Promise<number> => {
      const answer = await running.control('GET', 'requests');
      const { requests: counts } = (await answer.json()) as { requests: Record<string, number> };
      return counts[REALM] ?? 0;
    };
    for (const table of ['quickbooks_month', 'quickbooks_realm', 'quickbooks_start'])
      await test.asOwner(`delete from ${table}`);
    await realSleep(1_100);
    const before = await requests();
    const failed = await hurry([door({ monthlyCalls: 4 }), door({ monthlyCalls: 4 })], 9);
    expect(failed).toEqual(Array(5).fill('allowance_used'));
    expect((await requests()) - before).toBe(4);
  }, 30_000);
});
