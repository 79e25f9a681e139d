import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { emptyCompany } from '../../sandbox/smallCompany.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround(emptyCompany({ multiCurrency: true }));
});
afterAll(() => ground.close());

it('a payment in a currency without smaller coins is sent in its units, not in hundredths, and names the currency', async () => {
  const { company, ids } = ground.small;
  const at = ground.clock.now().toISOString();
  const payable = {
    name: 'Accounts Payable (A/P) - JPY',
    type: 'Accounts Payable',
    subType: 'AccountsPayable',
  } as const;
  const payableId = company.addAccount({ ...payable, currency: 'JPY' }, at).id;
  const vendor = company.addParty({ kind: 'Vendor', name: 'Kyoto Ceramics', currency: 'JPY' }, at);
  const party = { kind: 'Vendor', id: vendor.id, name: vendor.name } as const;
  // The stand-in counts hundredths of whatever currency: this is a bill of 1500.
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 1_500_00 }];
  const { id: billId } = company.post({ type: 'Bill', date: '2026-11-01', party, rate: 0.0065, lines }, at);
  const accountId = ids['checking'] ?? '';
  const bill = { documentKey: `Bill:${billId}`, openBalance: 1_500, amount: 1_200, partyId: vendor.id, accountId };
  const id = await ground.accept(bill);
  await ground.test.asOwner(`update decision set currency = 'JPY', saw = saw || '{"currency": "JPY"}' where id = ?`, [
    id,
  ]);
  await ground.sender().runUntilIdle();
  const [attempt] = await ground.attempts(id);
  expect(JSON.parse(attempt?.request.body ?? '{}')).toMatchObject({
    APAccountRef: { value: payableId },
    CurrencyRef: { value: 'JPY' },
    TotalAmt: 1_200,
    Line: [{ Amount: 1_200 }],
  });
  expect(attempt?.request.body).toContain('"TotalAmt":1200,');
  expect((await ground.decision(id)).state).toBe('APPLIED');
});
