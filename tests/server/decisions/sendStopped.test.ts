import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.running.control('POST', 'reset');
  await ground.test.asOwner('delete from decision_outbox');
  await setPaused(false);
});

/** As pausing and resuming leave the rows. */
async function setPaused(paused: boolean): Promise<void> {
  await ground.test.asOwner('update sync_job set paused = ?', [paused]);
  await ground.test.asOwner('update client_row set paused = ?', [paused]);
}

describe('a client that is stopped while its batch is under way', () => {
  it.each([
    ['paused', () => setPaused(true), () => setPaused(false)],
    [
      'disconnected',
      () => ground.test.asOwner(`update client_row set sync_state = 'NOT_CONNECTED'`),
      () => ground.test.asOwner(`update client_row set sync_state = 'SYNCED'`),
    ],
  ])('is sent nothing more once it is %s, and the rest goes on after', async (_name, stop, goOn) => {
    const decided = await Promise.all([1_000, 1_100, 1_200].map((amount) => ground.acceptNew(amount)));
    let begun = 0;
    let stopping: Promise<unknown> | null = null;
    const sender = ground.sender({
      ...AT_ONCE,
      failpoint: async (name) => {
        if (name !== 'beforeAttempt') return;
        // All lanes wait for it: which of them is the first to lock is not the test's.
        stopping ??= stop();
        await stopping;
        begun += 1;
        if (begun > 20) throw new Error('claimed without an end');
      },
    });
    // Where the place alone comes back due, the next claim says why it waits; here that row is not the connection's.
    await sender.runUntilIdle().catch(() => undefined);
    const states = await Promise.all(decided.map(async ({ id }) => (await ground.decision(id)).state));
    expect(states).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    const ids = decided.map(({ id }) => id);
    expect((await ground.written()).filter(({ requestId }) => ids.includes(requestId ?? ''))).toEqual([]);
    await goOn();
    ground.later(11_000);
    await ground.hurry();
    await ground.sender().runUntilIdle();
    const after = await Promise.all(decided.map(async ({ id }) => (await ground.decision(id)).state));
    expect(after).toEqual(['APPLIED', 'APPLIED', 'APPLIED']);
  });

  it('lets what was never tried expire there: it waits for nobody once it is too old to be sent', async () => {
    const young = await ground.acceptNew(2_000);
    const { id } = await ground.acceptNew(2_100, { ageMs: LONGEST_AGE_MS - 30_000 });
    await setPaused(true);
    await ground.sender().runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({ state: 'ACCEPTED' });
    ground.later(60_000);
    await ground.sender().runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({
      state: 'EXPIRED',
      problem: { message: 'The figures this was decided on are older than 7 days. Nothing was sent.' },
    });
    expect(await ground.decision(young.id)).toMatchObject({ state: 'ACCEPTED' });
  });
});
