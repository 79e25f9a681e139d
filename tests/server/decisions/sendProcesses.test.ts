import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FailpointName } from '../../../server/decisions/failpoint.js';
import { claim } from '../../../server/sync/lease.js';
import { withdrawByHand } from './withdrawByHand.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.running.control('POST', 'reset'));

class Killed extends Error {}

/** Ends at a step as a killed process does: it settles nothing and its lease lapses. */
function mortal(step: FailpointName) {
  return ground.sender({
    ...AT_ONCE,
    decisionLeaseMs: 20_000,
    failpoint: (name) => {
      if (name === step) throw new Killed(step);
    },
  });
}

async function comeBack(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    ground.later(61_000);
    await ground.sender().runUntilIdle();
  }
}

async function payments(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { requestId, entity } of await ground.written()) {
    if (requestId !== undefined && entity === 'BillPayment') counts.set(requestId, (counts.get(requestId) ?? 0) + 1);
  }
  return counts;
}

describe('processes that end or work at once', () => {
  it.each(['beforeClaim', 'afterClaim', 'beforeAttempt', 'afterAttempt', 'afterCall', 'afterEffect'] as const)(
    'one that ends at %s leaves one payment',
    async (step) => {
      const { id } = await ground.acceptNew(5_500);
      await mortal(step)
        .runUntilIdle()
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
      await comeBack();
      expect((await payments()).get(id)).toBe(1);
      expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', waiting_for: null });
      expect((await ground.effects()).filter(({ decision_id: of }) => of === id)).toHaveLength(1);
    },
  );

  it.each(['afterClaim', 'afterAttempt', 'afterCall'] as const)(
    'one that is frozen at %s and thaws after another took over leaves one payment',
    async (step) => {
      const { id } = await ground.acceptNew(5_600, { amount: 2_000 });
      const thaw = Promise.withResolvers<undefined>();
      const reached = Promise.withResolvers<undefined>();
      const frozen = ground.sender({
        ...AT_ONCE,
        failpoint: async (name) => {
          if (name !== step) return;
          reached.resolve(undefined);
          await thaw.promise;
        },
      });
      const working = frozen.runUntilIdle();
      await reached.promise;
      await comeBack();
      expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED' });
      // QuickBooks does not help: it no longer knows the request.
      await ground.running.control('POST', 'requestids/forget', {});
      thaw.resolve(undefined);
      await working;
      expect((await payments()).get(id)).toBe(1);
      expect((await ground.effects()).filter(({ decision_id: of }) => of === id)).toHaveLength(1);
    },
  );

  it('one whose place was taken over commits no attempt', async () => {
    const { id } = await ground.acceptNew(5_650);
    const sender = ground.sender({
      ...AT_ONCE,
      failpoint: async (name) => {
        if (name !== 'beforeAttempt') return;
        await ground.test.asOwner(`update decision_outbox set fence = fence + 1, lease_owner = 'another'`);
      },
    });
    await sender.runUntilIdle();
    expect(await ground.attempts(id)).toEqual([]);
    await comeBack();
    expect((await payments()).get(id)).toBe(1);
  });

  it('three at once send each of many once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 40; n += 1) ids.push((await ground.acceptNew(1_000 + n)).id);
    const senders = [ground.sender(), ground.sender(), ground.sender()];
    await Promise.all(senders.map((sender) => sender.runUntilIdle()));
    const counts = await payments();
    expect(ids.map((id) => counts.get(id))).toEqual(ids.map(() => 1));
    for (const id of ids) expect((await ground.decision(id)).state).toBe('APPLIED');
  });

  it('reading leaves QuickBooks’ rate to what is being sent, for half a minute at most', async () => {
    await ground.acceptNew(6_000);
    await ground.test.asOwner('update sync_job set wanted = true, due_at = ?, lease_until = null', [
      ground.clock.now(),
    ]);
    const claims: (string | null)[] = [];
    const sender = ground.sender({
      ...AT_ONCE,
      failpoint: async (name) => {
        if (name !== 'afterAttempt') return;
        const { database } = ground.test;
        const now = ground.clock.now();
        const later = new Date(now.getTime() + 19_000);
        claims.push((await claim(database, 'early', later))?.clientId ?? null);
        await ground.test.asOwner(`update sync_job set due_at = ?`, [new Date(now.getTime() - 31_000)]);
        claims.push((await claim(database, 'late', now))?.clientId ?? null);
      },
    });
    await sender.runUntilIdle();
    expect(claims).toEqual([null, ground.clientId]);
  });

  it('works by itself between its start and its stop, and gives back what it had not begun', async () => {
    const sender = ground.sender();
    sender.start();
    const { id } = await ground.acceptNew(6_100);
    sender.wake();
    const deadline = Date.now() + 15_000;
    while ((await ground.decision(id)).state !== 'APPLIED' && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await sender.stop();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    const [held] = await ground.test.asOwner<{ n: number }>(
      'select count(*)::int as n from decision_outbox where lease_owner is not null',
    );
    expect(held?.n).toBe(0);
  });
});

describe('a withdrawal that races with the sending', () => {
  it.each(['afterClaim', 'beforeAttempt', 'afterAttempt', 'afterCall'] as const)(
    'at %s: it is withdrawn or sent, never both',
    async (step) => {
      const { id } = await ground.acceptNew(5_700);
      let withdrawn = false;
      const sender = ground.sender({
        ...AT_ONCE,
        failpoint: async (name) => {
          if (name === step) withdrawn = await withdrawByHand(ground, id);
        },
      });
      await sender.runUntilIdle();
      const { state } = await ground.decision(id);
      const sent = (await payments()).get(id) ?? 0;
      expect({ state, sent }).toEqual(withdrawn ? { state: 'WITHDRAWN', sent: 0 } : { state: 'APPLIED', sent: 1 });
      expect(withdrawn).toBe(step === 'afterClaim' || step === 'beforeAttempt');
    },
  );
});
