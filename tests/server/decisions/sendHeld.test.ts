import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

jest.setTimeout(60_000);

const BEATS_EVERY_MS = 20;

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.running.control('POST', 'reset');
  await ground.test.asOwner('delete from decision_outbox');
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const latest = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > latest) throw new Error('it did not come to pass');
    await delay(10);
  }
}

/** Holds every place of the outbox while `work` goes on, as somebody's transaction would that takes long. */
async function whileHeld(work: () => Promise<void>): Promise<void> {
  await ground.test.database.asSync({ clientId: ground.clientId }, async (tx) => {
    await tx.execute('select 1 from decision_outbox for update');
    await work();
  });
}

/** Connections that wait for a row. */
async function waiting(): Promise<number> {
  const [found] = await ground.test.asOwner<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return found?.count ?? 0;
}

const stateOf = async (id: string): Promise<string> => (await ground.decision(id)).state;

describe('a decision whose place somebody’s transaction holds', () => {
  it('is asked for a few times a second, and no more, and is sent after', async () => {
    const { id } = await ground.acceptNew(1_000);
    await ground.hurry();
    const { statements } = ground.test;
    const claims = (): number => statements.filter((sql) => sql.includes('skip locked')).length;
    const sender = ground.sender();
    try {
      await whileHeld(async () => {
        statements.length = 0;
        sender.start();
        await until(() => claims() > 0);
        statements.length = 0;
        await delay(1_000);
        expect(claims()).toBeLessThanOrEqual(11);
        expect(claims()).toBeGreaterThan(0);
      });
      await until(async () => (await stateOf(id)) === 'APPLIED');
    } finally {
      await sender.stop();
    }
  });

  it('has its lease prolonged by one beat at a time, on one connection, and by others after', async () => {
    const { id } = await ground.acceptNew(1_100);
    const [begun, mayGoOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const failpoint = async (name: string): Promise<void> => {
      if (name !== 'afterAttempt') return;
      begun.resolve(undefined);
      await mayGoOn.promise;
    };
    const sent = ground.sender({ ...AT_ONCE, decisionLeaseMs: 4 * BEATS_EVERY_MS, failpoint }).runUntilIdle();
    try {
      await begun.promise;
      await whileHeld(async () => {
        await until(async () => (await waiting()) > 0);
        await delay(10 * BEATS_EVERY_MS);
        expect(await waiting()).toBe(1);
      });
      const [from] = await leases();
      ground.clock.advance(2 * BEATS_EVERY_MS);
      await until(async () => (await leases())[0] === (from ?? 0) + 2 * BEATS_EVERY_MS);
    } finally {
      mayGoOn.resolve(undefined);
      await sent;
    }
    expect(await stateOf(id)).toBe('APPLIED');
  });
});

/** Until when each place is held. */
async function leases(): Promise<number[]> {
  const rows = await ground.test.asOwner<{ until: Date | string }>('select lease_until as until from decision_outbox');
  return rows.map(({ until: instant }) => new Date(instant).getTime());
}
