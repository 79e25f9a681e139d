import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());

describe('an accepted payment', () => {
  it('is recorded in QuickBooks once and settled', async () => {
    const { ids } = ground.small;
    const id = await ground.accept({
      documentKey: `Bill:${ids['bill2'] ?? ''}`,
      openBalance: 120_000,
      amount: 50_000,
      partyId: ids['landlord'] ?? '',
      accountId: ids['checking'] ?? '',
    });
    await ground.sender().runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', waiting_for: null, problem: null });
    const [write, ...more] = await ground.written();
    expect(more).toEqual([]);
    expect(write).toMatchObject({ entity: 'BillPayment', requestId: id, total: 50_000, operation: 'Create' });
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.applied']);
  });
});
