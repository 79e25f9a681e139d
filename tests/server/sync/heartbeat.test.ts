import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startHeartbeat } from '../../../server/sync/heartbeat.js';
import { claim, FenceLost, type Lease } from '../../../server/sync/lease.js';
import { startSyncGround, type SyncGround } from './syncHarness.js';

jest.setTimeout(60_000);

const EVERY_MS = 20;

let ground: SyncGround;
let lease: Lease;
let lost: AbortController;
let end: () => void;
beforeEach(async () => {
  ground = await startSyncGround();
  await ground.connect();
  const claimed = await claim(ground.test.database, 'one', ground.clock.now());
  if (!claimed) throw new Error('the client is due');
  lease = claimed;
  lost = new AbortController();
});
afterEach(async () => {
  end();
  await until(async () => (await beatsUnderWay()) === 0);
  await ground.close();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const latest = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > latest) throw new Error('it did not come to pass');
    await delay(10);
  }
}

/** Connections of the sync that wait for a row. */
async function beatsUnderWay(): Promise<number> {
  const [found] = await ground.test.asOwner<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return found?.count ?? 0;
}

const start = (): void => {
  end = startHeartbeat({ ...ground.test, clock: ground.clock, logger: ground.logger }, lease, lost, EVERY_MS);
};

async function leaseUntil(): Promise<number> {
  const [job] = await ground.test.asOwner<{ until: Date | string }>('select lease_until as until from sync_job');
  return new Date(job?.until ?? 0).getTime();
}

describe('the heartbeat of a lease', () => {
  it('waits where its row is locked, on one connection, and beats on after', async () => {
    const { database } = ground.test;
    await database.asSync({ clientId: lease.clientId }, async (tx) => {
      await tx.execute('select 1 from sync_job for update');
      start();
      await until(async () => (await beatsUnderWay()) > 0);
      await delay(10 * EVERY_MS);
      expect(await beatsUnderWay()).toBe(1);
    });
    ground.clock.advance(15_000);
    await until(async () => (await leaseUntil()) === ground.clock.now().getTime() + 20_000);
    expect(lost.signal.aborted).toBe(false);
  });

  it('tells when the client is somebody else’s', async () => {
    ground.clock.advance(60_000);
    await claim(ground.test.database, 'two', ground.clock.now());
    start();
    await until(() => Promise.resolve(lost.signal.aborted));
    expect(lost.signal.reason).toBeInstanceOf(FenceLost);
  });
});
