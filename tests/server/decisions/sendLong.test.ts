import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenWritable } from '../../../server/decisions/sending/sendingParts.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.test.asOwner('delete from decision_outbox'));

/** Waits for something of the database, however slow the machine. */
async function until(is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (await is()) return;
    await delay(20);
  }
  throw new Error('it did not come');
}

describe('a batch that takes longer than its lease', () => {
  it('is prolonged by its holder, which goes on to send it', async () => {
    const leaseMs = 2_000;
    const leaseEnd = async (): Promise<number> => {
      const [row] = await ground.test.asOwner<{ lease_until: Date | string }>(
        'select lease_until from decision_outbox',
      );
      return new Date(row?.lease_until ?? 0).getTime();
    };
    const { id } = await ground.acceptNew(1_000);
    const sender = ground.sender({
      ...AT_ONCE,
      decisionLeaseMs: leaseMs,
      failpoint: async (name) => {
        if (name !== 'beforeAttempt') return;
        for (let round = 0; round < 2; round += 1) {
          ground.later(leaseMs - 500);
          const end = ground.clock.now().getTime() + leaseMs;
          await until(async () => (await leaseEnd()) === end);
        }
      },
    });
    await sender.runUntilIdle();
    expect((await ground.attempts(id)).map(({ outcome }) => outcome)).toEqual(['APPLIED']);
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});

describe('a company that does not answer', () => {
  it('has two batches under way at most, so that others have their turn', async () => {
    const answers = Promise.withResolvers<undefined>();
    let asked = 0;
    let claims = 0;
    const openForDecisions =
      (open: OpenWritable): OpenWritable =>
      (...given) => {
        const to = open(...given);
        return {
          page: to.page.bind(to),
          changes: to.changes.bind(to),
          post: to.post.bind(to),
          select: async (query, entity) => {
            asked += entity === 'Bill' ? 1 : 0;
            await answers.promise;
            return to.select(query, entity);
          },
        };
      };
    const sender = ground.sender({
      ...AT_ONCE,
      decisionKeepsMs: 20,
      openForDecisions,
      failpoint: (name) => {
        claims += name === 'beforeClaim' ? 1 : 0;
      },
    });
    const ids: string[] = [];
    sender.start();
    for (const asks of [1, 2]) {
      ids.push((await ground.acceptNew(1_000 + asks)).id);
      await until(() => {
        sender.wake();
        return Promise.resolve(asked === asks);
      });
    }
    ids.push((await ground.acceptNew(1_003)).id);
    // Both keep their client no more, and whoever looks for work leaves it out all the same.
    await delay(100);
    const looked = claims + 5;
    await until(() => {
      sender.wake();
      return Promise.resolve(claims >= looked);
    });
    expect(asked).toBe(2);
    answers.resolve(undefined);
    await until(async () => (await Promise.all(ids.map(ground.decision))).every(({ state }) => state === 'APPLIED'));
    await sender.stop();
  });
});
