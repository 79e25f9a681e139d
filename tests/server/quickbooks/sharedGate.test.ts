import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '../../../server/platform/logger.js';
import { callsOfClients, callsThisMonth } from '../../../server/quickbooks/callCounts.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import type { CallOutcome, Sleep } from '../../../server/quickbooks/rateLimit.js';
import { realSleep } from '../../../server/quickbooks/retry.js';
import { SharedGate } from '../../../server/quickbooks/sharedGate.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { addClients, seedPractice, type Practice } from '../../harness/practice.js';

let test: TestDatabase;
let practice: Practice;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 6 });
  practice = await seedPractice(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  for (const table of ['quickbooks_realm', 'quickbooks_start', 'quickbooks_calls', 'quickbooks_month'])
    await test.asOwner(`delete from ${table}`);
});

const REALM = '4620816365';

interface GateDraft {
  readonly monthlyCalls?: number;
  readonly sleep?: Sleep;
  readonly failedMs?: number;
  readonly throttledMs?: number;
}

/** A gate as a process of its own would have it: nothing is shared but the database. */
function gate({
  monthlyCalls = 1_000_000,
  sleep = realSleep,
  failedMs = 400,
  throttledMs = 800,
}: GateDraft = {}): SharedGate {
  return new SharedGate({
    database: test.database,
    logger: createLogger('silent'),
    monthlyCalls,
    sleep,
    random: () => 0.5,
    rests: { failedMs, throttledMs },
  });
}

/** Notes the waits and does not wait. */
function counting(): { readonly waits: number[]; readonly sleep: Sleep } {
  const waits: number[] = [];
  return {
    waits,
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
}

async function refusal(work: Promise<unknown>): Promise<QuickBooksError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof QuickBooksError) return error;
    throw error;
  }
  throw new Error('it was let through');
}

async function end(at: SharedGate, ...outcomes: CallOutcome[]): Promise<void> {
  for (const outcome of outcomes) await (await at.enter(REALM)).settle(outcome);
}

const starts = async (): Promise<number[]> =>
  (
    await test.asOwner<{ at: number }>(
      `select extract(epoch from start)::float8 * 1000 as at from quickbooks_start where realm_id = ? order by start`,
      [REALM],
    )
  ).map(({ at }) => at);

describe('the limits of a realm over several processes', () => {
  it('starts no more than ten calls in any second, in whichever process', async () => {
    const gates = [gate(), gate(), gate()];
    const began: number[] = [];
    await Promise.all(
      Array.from({ length: 24 }, async (_, call) => {
        await gates[call % 3]?.enter(REALM);
        began.push(performance.now());
      }),
    );
    const reserved = await starts();
    expect(reserved).toHaveLength(24);
    reserved.forEach((start, at) => {
      const later = reserved[at + 10];
      if (later !== undefined) expect(later - start).toBeGreaterThan(1_000);
    });
    began.sort((a, b) => a - b);
    began.forEach((start, at) => {
      const later = began[at + 10];
      // What the timers of this machine add or take away.
      if (later !== undefined) expect(later - start).toBeGreaterThan(990);
    });
  });

  it('lets ten through at once, and another realm beside them', async () => {
    const { waits, sleep } = counting();
    const one = gate({ sleep });
    for (let call = 0; call < 10; call += 1) await one.enter(REALM);
    expect(waits).toEqual([]);
    await one.enter('another');
    expect(waits).toEqual([]);
    await one.enter(REALM);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[0]).toBeLessThanOrEqual(1_050);
  });

  it('starts no more than five hundred calls in any minute', async () => {
    const { sleep } = counting();
    const one = gate({ sleep });
    // 500 calls of the last 55 seconds, as the ring keeps them.
    await test.asOwner(
      `insert into quickbooks_realm (realm_id, calls, last_start) values (?, 1500, now() - interval '5 s')`,
      [REALM],
    );
    await test.asOwner(
      `insert into quickbooks_start select ?, n, now() - interval '55 s' + n * interval '0.1 s' from generate_series(0, 499) n`,
      [REALM],
    );
    const [oldest] = await starts();
    await one.enter(REALM);
    const all = await starts();
    expect(all).toHaveLength(500);
    expect((all.at(-1) ?? 0) - (oldest ?? 0)).toBeGreaterThan(60_000);
    expect((all.at(-1) ?? 0) - (oldest ?? 0)).toBeLessThan(60_100);
  });

  it('ends its waiting with the signal', async () => {
    const one = gate();
    for (let call = 0; call < 10; call += 1) await one.enter(REALM);
    const stop = new AbortController();
    const waiting = one.enter(REALM, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});

describe('the rest of a realm', () => {
  it('begins with five failures in a row, wherever they happened, for that realm alone', async () => {
    const [one, other] = [gate(), gate()];
    await end(one, 'FAILED', 'FAILED');
    await end(other, 'FAILED', 'FAILED');
    await end(one, 'FAILED');
    const error = await refusal(other.enter(REALM));
    expect(error.kind).toBe('unavailable');
    expect((error.retryAt?.getTime() ?? 0) - Date.now()).toBeLessThan(401);
    await expect(other.enter('another')).resolves.toBeDefined();
  });

  it('does not begin when one succeeds in between', async () => {
    const one = gate();
    await end(one, 'FAILED', 'FAILED', 'FAILED', 'FAILED', 'GOOD', 'FAILED', 'FAILED');
    await expect(one.enter(REALM)).resolves.toBeDefined();
  });

  it('does not begin when one that had begun before them succeeds in between', async () => {
    const one = gate();
    const early = await one.enter(REALM);
    await end(one, 'FAILED', 'FAILED', 'FAILED', 'FAILED');
    await early.settle('GOOD');
    await end(one, 'FAILED', 'FAILED');
    await expect(one.enter(REALM)).resolves.toBeDefined();
  });

  it('ends with one call that goes ahead: others wait until it succeeds', async () => {
    const [one, other] = [gate(), gate()];
    await end(one, 'FAILED', 'FAILED', 'FAILED', 'FAILED', 'FAILED');
    await delay(450);
    const ahead = await one.enter(REALM);
    expect((await refusal(other.enter(REALM))).kind).toBe('unavailable');
    await ahead.settle('GOOD');
    await expect(other.enter(REALM)).resolves.toBeDefined();
  });

  it('goes on when the call that went ahead fails', async () => {
    const one = gate();
    await end(one, 'FAILED', 'FAILED', 'FAILED', 'FAILED', 'FAILED');
    await delay(450);
    await (await one.enter(REALM)).settle('FAILED');
    const error = await refusal(one.enter(REALM));
    expect((error.retryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(300);
  });

  it('lets another go ahead when the first never tells how it ended', async () => {
    const one = gate();
    await end(one, 'FAILED', 'FAILED', 'FAILED', 'FAILED', 'FAILED');
    await delay(450);
    await one.enter(REALM);
    await test.asOwner(`update quickbooks_realm set rests_until = now() - interval '1 s'`);
    await expect(one.enter(REALM)).resolves.toBeDefined();
  });

  it('is as long as QuickBooks advises after three throttles in a row', async () => {
    const one = gate({ throttledMs: 60_000 });
    await end(one, 'THROTTLED', 'THROTTLED');
    await expect(one.enter(REALM)).resolves.toBeDefined();
    await end(one, 'THROTTLED');
    const error = await refusal(one.enter(REALM));
    expect((error.retryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(59_000);
  });
});

describe('the month’s calls', () => {
  const month = `date_trunc('month', now() at time zone 'UTC')::date`;

  it('are counted and kept: the one beyond is not sent, in no process, until the next month', async () => {
    const [one, other] = [gate({ monthlyCalls: 3 }), gate({ monthlyCalls: 3 })];
    await one.enter(REALM);
    await other.enter('another');
    await one.enter(REALM);
    const error = await refusal(other.enter('a third'));
    expect(error.kind).toBe('allowance_used');
    expect(error.message).toMatch(/used up/);
    expect(error.isPassing).toBe(false);
    const next = new Date();
    expect(error.retryAt?.getTime()).toBe(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1));
    await test.asOwner(`update quickbooks_month set month = (month - interval '1 month')::date`);
    await expect(other.enter(REALM)).resolves.toBeDefined();
  });

  it('are spent by reading up to the last twentieth, which is left to what is decided', async () => {
    const { sleep } = counting();
    const one = gate({ monthlyCalls: 40, sleep });
    const reading = one.forReading();
    for (let call = 0; call < 38; call += 1) await reading.enter(`r${call}`);
    expect((await refusal(reading.enter(REALM))).kind).toBe('allowance_used');
    for (let call = 0; call < 2; call += 1) await expect(one.enter(REALM)).resolves.toBeDefined();
    expect((await refusal(one.enter(REALM))).kind).toBe('allowance_used');
  });

  it('are kept when many ask at once', async () => {
    const { sleep } = counting();
    const gates = [gate({ monthlyCalls: 7, sleep }), gate({ monthlyCalls: 7, sleep })];
    const asked = await Promise.allSettled(Array.from({ length: 20 }, (_, call) => gates[call % 2]?.enter(`r${call}`)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
  });

  it('are shown to a person for their own clients, and for all together; nobody else’s', async () => {
    const [mine] = await addClients(test, practice.daniel, [{ name: 'Mine' }]);
    const [theirs] = await addClients(test, practice.ingrid, [{ name: 'Theirs' }]);
    const business = (id: string, firmId: string, realm: string) =>
      test.asOwner('insert into business (client_id, firm_id, realm_id, company_name) values (?, ?, ?, ?)', [
        id,
        firmId,
        realm,
        'x',
      ]);
    await business(mine ?? '', practice.daniel.firmId, REALM);
    await business(theirs ?? '', practice.ingrid.firmId, 'another');
    const one = gate();
    await end(one, 'GOOD', 'FAILED');
    await one.enter('another');
    await test.asOwner(
      `insert into quickbooks_calls values (?, ${month}, 5) on conflict (realm_id, day) do update set calls = quickbooks_calls.calls + 5`,
      [REALM],
    );
    const scope = { principalId: practice.daniel.id, firmId: practice.daniel.firmId };
    const seen = await test.database.asPrincipal(scope, 'read', async (tx) => ({
      all: await callsThisMonth(tx),
      clients: await callsOfClients(tx, [mine ?? '', theirs ?? '', randomUUID()]),
      rows: await tx.execute<{ realm_id: string }[]>('select distinct realm_id from quickbooks_calls'),
    }));
    expect(seen.all.used).toBe(3);
    expect(seen.all.month).toMatch(/^\d{4}-\d{2}-01$/);
    const isFirst = new Date().getUTCDate() === 1;
    expect([...seen.clients]).toEqual([[mine, { month: 7, today: isFirst ? 7 : 2 }]]);
    expect(seen.rows).toEqual([{ realm_id: REALM }]);
  });

  it('cannot be changed by a person', async () => {
    await gate().enter(REALM);
    const scope = { principalId: practice.daniel.id, firmId: practice.daniel.firmId };
    for (const sql of [
      'update quickbooks_month set calls = 0',
      'delete from quickbooks_calls',
      'select * from quickbooks_realm',
      `select * from reserve_quickbooks_call('1', 5)`,
    ])
      await expect(test.database.asPrincipal(scope, 'write', (tx) => tx.execute(sql))).rejects.toThrow(/permission/);
  });
});

describe('the cost of the gate', () => {
  it('is one short statement a call', async () => {
    const { sleep } = counting();
    const one = gate({ sleep });
    await one.enter(REALM);
    test.statements.length = 0;
    await (await one.enter(REALM)).settle('GOOD');
    expect(test.statements.filter((sql) => !/^(begin|commit|set|start)/i.test(sql))).toHaveLength(1);
    const began = performance.now();
    for (let call = 0; call < 300; call += 1) await one.enter(REALM);
    // A bound that a slow machine keeps too; measured between one and two and a half milliseconds.
    expect((performance.now() - began) / 300).toBeLessThan(20);
  });
});
