import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;
let trade: string;

beforeAll(async () => {
  ground = await startSendGround();
  const payable = { name: 'Trade Payables', type: 'Accounts Payable', subType: 'AccountsPayable' } as const;
  trade = ground.small.company.addAccount({ ...payable, currency: 'USD' }, ground.clock.now().toISOString()).id;
});
afterAll(() => ground.close());

/** What the ledger has on both A/P accounts. */
const owed = () => {
  const { company, ids } = ground.small;
  return { first: company.balance(ids['ap'] ?? ''), trade: company.balance(trade) };
};

describe('a bill on a second A/P account', () => {
  it('is recorded as paid on that account: the other one keeps its balance', async () => {
    const { company, ids, ref } = ground.small;
    const lines = [{ accountId: ids['cogs'] ?? '', amount: 90_000 }];
    const bill = { type: 'Bill', date: '2026-11-01', party: ref('beans'), accountId: trade, lines } as const;
    const { id: billId } = company.post(bill, ground.clock.now().toISOString());
    const before = owed();
    expect(before.trade).toBe(-90_000);
    const [partyId, accountId] = [ids['beans'] ?? '', ids['checking'] ?? ''];
    const decided = { documentKey: `Bill:${billId}`, openBalance: 90_000, amount: 35_000, partyId, accountId };
    const id = await ground.accept(decided);
    await ground.sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    const [attempt] = await ground.attempts(id);
    expect(JSON.parse(attempt?.request.body ?? '{}')).toMatchObject({
      APAccountRef: { value: trade },
      CurrencyRef: { value: 'USD' },
    });
    expect(owed()).toEqual({ first: before.first, trade: -55_000 });
  });
});
