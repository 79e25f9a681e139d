import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSendingJob } from '../../../server/decisions/sending/createDecisionSender.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());

/** What the night's look logged. */
async function reconcile(): Promise<Record<string, unknown>> {
  const { test, clock, logger, quickBooks, log } = ground;
  ground.later(60_000);
  const before = log.length;
  await createSendingJob({ database: test.database, clock, logger, ...AT_ONCE }, quickBooks.openCompany).work();
  const lines = log.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
  return lines.find(({ msg }) => String(msg).includes('reconciled')) ?? {};
}

async function versionOf(): Promise<number> {
  const [row] = await ground.test.asOwner<{ version: number }>(
    'select decisions_version as version from client_row where client_id = ?',
    [ground.clientId],
  );
  return row?.version ?? 0;
}

describe('the nightly look at what QuickBooks has', () => {
  it('finds every effect matched, and a lost one: it becomes known by its mark', async () => {
    const known = await ground.acceptNew(1_000);
    await ground.sender().runUntilIdle();
    await ground.running.control('POST', 'faults', { kind: 'writes', method: 'POST', status: 500 });
    const lost = await ground.acceptNew(2_000);
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    expect((await ground.decision(lost.id)).state).toBe('SUBMITTED');
    expect(await reconcile()).toMatchObject({ matched: 1, recovered: 1, unmatched: 1, unread: 0 });
    expect((await ground.decision(lost.id)).state).toBe('APPLIED');
    expect((await ground.decision(known.id)).problem).toBeNull();
    expect(await reconcile()).toMatchObject({ matched: 2, unmatched: 0 });
  });

  it('says on a decision that its payment was deleted, once', async () => {
    const { id } = await ground.acceptNew(3_000);
    await ground.sender().runUntilIdle();
    const [effect] = (await ground.effects()).filter(({ decision_id: of }) => of === id);
    const at = ground.clock.now().toISOString();
    ground.small.company.unapply('BillPayment', effect?.document_key.slice('BillPayment:'.length) ?? '', at);
    ground.small.company.deleteTxn('BillPayment', effect?.document_key.slice('BillPayment:'.length) ?? '', at);
    expect(await reconcile()).toMatchObject({ gone: 1 });
    expect(await ground.decision(id)).toMatchObject({
      state: 'APPLIED',
      problem: { message: 'Data shows that this payment was deleted in QuickBooks since.' },
    });
    expect(await reconcile()).toMatchObject({ gone: 0, unmatched: 0 });
  });

  it('says on a decision that its payment was voided, once, in the trail and to devices', async () => {
    const { id } = await ground.acceptNew(3_100);
    await ground.sender().runUntilIdle();
    const [effect] = (await ground.effects()).filter(({ decision_id: of }) => of === id);
    const at = ground.clock.now().toISOString();
    const payment = effect?.document_key.slice('BillPayment:'.length) ?? '';
    ground.small.company.unapply('BillPayment', payment, at);
    ground.small.company.voidTxn('BillPayment', payment, at);
    const before = await versionOf();
    expect(await reconcile()).toMatchObject({ gone: 1 });
    expect(await ground.decision(id)).toMatchObject({
      state: 'APPLIED',
      problem: { message: 'Data shows that this payment was voided in QuickBooks since.' },
    });
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.applied', 'decision.noted']);
    expect(await versionOf()).toBe(before + 1);
    expect(await reconcile()).toMatchObject({ gone: 0, unmatched: 0 });
  });

  it('flags a second payment with the mark that comes days after the first', async () => {
    const { id } = await ground.acceptNew(3_500);
    await ground.sender().runUntilIdle();
    ground.later(2 * 86_400_000);
    await reconcile();
    ground.later(86_400_000);
    await reconcile();
    const { billId } = await ground.acceptNew(3_500);
    await ground.test.asOwner('delete from decision_outbox');
    const { company, ids, ref } = ground.small;
    const links = [{ type: 'Bill' as const, id: billId, amount: 3_500 }];
    const memo = `Recorded from Runway decision ${id}.`;
    const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: 3_500, memo, links } as const;
    const at = ground.clock.now().toISOString();
    company.post({ ...payment, date: '2026-11-24', accountId: ids['checking'] ?? '' }, at);
    expect(await reconcile()).toMatchObject({ second: 1 });
    expect((await ground.decision(id)).problem?.message).toContain('2 payments in QuickBooks for this one decision');
    expect(await reconcile()).toMatchObject({ second: 0 });
  });

  it('says so where a decision ended without a payment that is there', async () => {
    const { id } = await ground.acceptNew(4_000);
    await ground.sender().runUntilIdle();
    await ground.test.asOwner('delete from decision_effect where decision_id = ?', [id]);
    await ground.test.asOwner(
      `update decision set state = 'FAILED', problem = '{"code": null, "message": "No."}' where id = ?`,
      [id],
    );
    expect(await reconcile()).toMatchObject({ contradicted: 1 });
    expect((await ground.decision(id)).problem?.message).toMatch(/^No\. Data shows a payment for it/);
  });
});
