import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { emptyCompany } from '../../sandbox/smallCompany.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround(emptyCompany());
});
afterAll(() => ground.close());

it('a payment in a currency without smaller coins is sent in its units, not in hundredths', async () => {
  const { company, ids, ref } = ground.small;
  // The stand-in counts hundredths of whatever currency: this is a bill of 1500.
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 1_500_00 }];
  const at = ground.clock.now().toISOString();
  const { id: billId } = company.post({ type: 'Bill', date: '2026-11-01', party: ref('beans'), lines }, at);
  const partyId = ids['beans'] ?? '';
  const accountId = ids['checking'] ?? '';
  const yen = { documentKey: `Bill:${billId}`, openBalance: 1_500, amount: 1_200, partyId, accountId };
  const id = await ground.accept(yen);
  await ground.test.asOwner(`update decision set currency = 'JPY', saw = saw || '{"currency": "JPY"}' where id = ?`, [
    id,
  ]);
  const sender = ground.sender({
    decisionWaitMs: 0,
    openForDecisions:
      (open) =>
      (...given) => {
        const to = open(...given);
        return {
          page: to.page.bind(to),
          changes: to.changes.bind(to),
          post: to.post.bind(to),
          // The stand-in's company keeps its books in dollars.
          select: async (query, entity) => {
            const rows = await to.select(query, entity);
            return rows.map((row) => ('CurrencyRef' in row ? { ...row, CurrencyRef: { value: 'JPY' } } : row));
          },
        };
      },
  });
  await sender.runUntilIdle();
  const [attempt] = await ground.attempts(id);
  expect(JSON.parse(attempt?.request.body ?? '{}')).toMatchObject({ TotalAmt: 1_200, Line: [{ Amount: 1_200 }] });
  expect(attempt?.request.body).toContain('"TotalAmt":1200,');
  expect((await ground.decision(id)).state).toBe('APPLIED');
});
