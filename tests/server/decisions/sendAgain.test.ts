import { describe, expect, it } from '@jest/globals';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import { fail, ground, openCompany, outcomes, send, writesOf } from './sendAgainGround.js';
import { AT_ONCE } from './sendGround.js';

function payByHand(billId: string, amount: number): void {
  const { company, ids, ref } = ground.small;
  const links = [{ type: 'Bill' as const, id: billId, amount }];
  const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: amount } as const;
  const accountId = ids['checking'] ?? '';
  company.post({ ...payment, date: '2026-11-20', accountId, links }, ground.clock.now().toISOString());
}

describe('a payment without an answer whose mark is not there', () => {
  it('is not sent again where somebody recorded the same part meanwhile', async () => {
    await fail({ status: 500, before: true });
    const { id, billId } = await ground.acceptNew(40_000, { amount: 20_000 });
    await send();
    expect(await outcomes(id)).toEqual(['UNKNOWN']);
    payByHand(billId, 20_000);
    ground.later(121_000);
    await send();
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('CONFLICTED');
    expect(problem?.message).toContain('Data shows a balance of 200.00 in QuickBooks');
    expect(problem?.message).toContain('no payment with its mark');
    expect(await outcomes(id)).toEqual(['UNKNOWN']);
    expect(await writesOf(id)).toEqual([]);
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.conflicted']);
  });

  it('expires where what was decided on is too old by then', async () => {
    await fail({ status: 500, before: true });
    const { id } = await ground.acceptNew(41_000);
    await send();
    ground.later(LONGEST_AGE_MS + 1);
    await send();
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('EXPIRED');
    expect(problem?.message).toContain('no payment with its mark');
    expect(await writesOf(id)).toEqual([]);
  });

  it('is known by its mark however old it is', async () => {
    await fail({ status: 500 });
    const { id } = await ground.acceptNew(41_100);
    await send();
    ground.later(LONGEST_AGE_MS + 1);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });

  it('is sent again with the same bytes where all is as it was seen, an event for each attempt', async () => {
    await fail({ status: 500, before: true });
    const { id } = await ground.acceptNew(42_000);
    await send();
    ground.later(2 * 86_400_000);
    await send();
    const [first, second] = await ground.attempts(id);
    expect(second?.request).toEqual(first?.request);
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.submitted', 'decision.applied']);
  });

  it('waits for all of QuickBooks’ time, counted from the end of the one who may have sent it', async () => {
    const { id } = await ground.acceptNew(43_000);
    const { id: other } = await ground.acceptNew(43_100);
    await ground.test.asOwner('delete from decision_outbox where decision_id = ?', [other]);
    const committedAt = ground.clock.now();
    await ground.test.asOwner(
      `insert into decision_attempt (decision_id, client_id, firm_id, number, fence, request, committed_at)
         select id, client_id, firm_id, 1, 1, ?::jsonb, ? from decision where id = ?`,
      [
        JSON.stringify({ method: 'POST', path: 'billpayment', parameters: { requestid: id }, body: '{}' }),
        committedAt,
        id,
      ],
    );
    await ground.test.asOwner(`update decision set state = 'SUBMITTED', submitted_at = ? where id = ?`, [
      committedAt,
      id,
    ]);
    const heldUntil = new Date(committedAt.getTime() + 100_000);
    await ground.test.asOwner(
      `update decision_outbox set lease_owner = 'gone', lease_until = ? where decision_id = ?`,
      [heldUntil, id],
    );
    ground.later(121_000);
    await send();
    const [{ due_at: dueAt } = { due_at: null }] = await ground.test.asOwner<{ due_at: Date | null }>(
      'select due_at from decision_outbox where decision_id = ?',
      [id],
    );
    expect(new Date(dueAt ?? 0).getTime()).toBe(heldUntil.getTime() + 120_000);
    expect(await ground.attempts(id)).toHaveLength(1);
    await ground.test.asOwner('delete from decision_outbox');
  });
});

describe('a reminder of an invoice that a person e-mailed', () => {
  const documentKey = () => `Invoice:${ground.small.ids['invoice1'] ?? ''}`;
  const remind = () =>
    ground.accept({
      ...{ documentKey: documentKey(), kind: 'REMIND', openBalance: 20_000 },
      partyId: ground.small.ids['amy'] ?? '',
    });

  async function mailByPerson(requestid: string): Promise<void> {
    const company = await openCompany();
    const path = `${documentKey().toLowerCase().replace(':', '/')}/send`;
    const mail = { method: 'POST', path, parameters: { requestid }, body: '' } as const;
    expect((await company.post(mail, 'Invoice', () => undefined)).kind).toBe('APPLIED');
  }

  it('is not told as sent where that was before the attempt without an answer', async () => {
    await mailByPerson('a-person');
    ground.later(61_000);
    const id = await remind();
    await fail({ status: 500, before: true });
    await ground.sender(AT_ONCE).runUntilIdle();
    await ground.hurry();
    await ground.sender(AT_ONCE).runUntilIdle();
    expect(await outcomes(id)).toEqual(['UNKNOWN']);
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect(await writesOf(id)).toEqual([]);
  });

  it('is not sent, and not told as sent, where that was after it had been turned away', async () => {
    ground.later(61_000);
    const id = await remind();
    await fail({ status: 429 });
    await send();
    ground.later(61_000);
    await mailByPerson('a-person-again');
    ground.later(61_000);
    await ground.sender(AT_ONCE).runUntilIdle();
    await ground.hurry();
    await ground.sender(AT_ONCE).runUntilIdle();
    expect(await outcomes(id)).toEqual(['TURNED_AWAY']);
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect((await ground.decision(id)).problem?.message).toMatch(
      /e-mailed this invoice .* QuickBooks turned it away before; it was not sent again\.$/,
    );
    expect(await writesOf(id)).toEqual([]);
  });
});
