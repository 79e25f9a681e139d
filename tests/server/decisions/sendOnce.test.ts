import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.running.control('POST', 'reset'));

const WRITE = { kind: 'writes', method: 'POST' };

async function plan(fault: object): Promise<void> {
  const answer = await ground.running.control('POST', 'faults', { ...WRITE, ...fault });
  expect(answer.status).toBe(201);
}

/** Works until nothing is left to do, whatever waits being due at once. */
async function drain(rounds = 6): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await ground.hurry();
    await ground.sender().runUntilIdle();
  }
}

async function paymentsOf(id: string) {
  return (await ground.written()).filter(({ requestId, via }) => requestId === id && via === 'api');
}

async function expectAppliedOnce(id: string, foundBy: string): Promise<void> {
  expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', waiting_for: null });
  const payments = await paymentsOf(id);
  expect(payments).toHaveLength(1);
  const effects = (await ground.effects()).filter(({ decision_id: of }) => of === id);
  expect(effects).toEqual([
    expect.objectContaining({ document_key: `BillPayment:${payments[0]?.id ?? ''}`, found_by: foundBy }),
  ]);
}

describe('an accepted payment', () => {
  it('is recorded in QuickBooks once, settled, and the books are wanted', async () => {
    const { id, billId } = await ground.acceptNew(50_000, { amount: 20_000 });
    await ground.test.asOwner('update sync_job set wanted = false, next_due_at = now()');
    await ground.sender().runUntilIdle();
    await expectAppliedOnce(id, 'ANSWER');
    const [write] = await paymentsOf(id);
    expect(write).toMatchObject({
      entity: 'BillPayment',
      total: 20_000,
      links: [{ type: 'Bill', id: billId, amount: 20_000 }],
    });
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.applied']);
    const [effect] = (await ground.effects()).filter(({ decision_id: of }) => of === id);
    expect(effect?.open_balance_after).toBe(30_000);
    expect(await ground.test.asOwner('select wanted from sync_job')).toEqual([{ wanted: true }]);
    expect(await ground.test.asOwner('select 1 from decision_outbox')).toEqual([]);
  });

  it.each([
    ['throttled', { status: 429 }, 'ANSWER', 'TURNED_AWAY'],
    ['recorded, and answered with an error', { status: 500 }, 'MARK', 'UNKNOWN'],
    ['not recorded, and answered with an error', { status: 503, before: true }, 'ANSWER', 'UNKNOWN'],
    ['recorded, and the line cut', { close: true }, 'MARK', 'UNKNOWN'],
    ['recorded, and the answer cut off', { dropAfterBytes: 20 }, 'MARK', 'UNKNOWN'],
    ['recorded, and left hanging', { hang: true, hangMs: 100 }, 'MARK', 'UNKNOWN'],
    ['recorded, and answered with a page', { bodyKind: 'html' }, 'MARK', 'UNKNOWN'],
    ['recorded, and answered with a page that says 404', { status: 404, bodyKind: 'html' }, 'MARK', 'UNKNOWN'],
    ['recorded, and answered empty', { bodyKind: 'empty' }, 'MARK', 'UNKNOWN'],
    ['recorded, and answered with a fault of the system in a 200', { bodyKind: 'fault200' }, 'MARK', 'UNKNOWN'],
  ])('is recorded once where it was %s', async (_name, fault, foundBy, outcome) => {
    await plan(fault);
    const { id } = await ground.acceptNew(7_700);
    await drain();
    await expectAppliedOnce(id, foundBy);
    const [first, second] = await ground.attempts(id);
    expect(first?.outcome).toBe(outcome);
    if (second) expect(second.request).toEqual(first?.request);
  });

  it('waits in words, still submitted, while its outcome is not known, and is not sent meanwhile', async () => {
    await plan({ status: 500 });
    const { id } = await ground.acceptNew(3_300);
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({ state: 'SUBMITTED' });
    expect((await ground.decision(id)).waiting_for).toContain('looked up');
    await ground.hurry();
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    expect(await ground.attempts(id)).toHaveLength(1);
    expect(await ground.decision(id)).toMatchObject({ state: 'SUBMITTED' });
    ground.later(121_000);
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    await expectAppliedOnce(id, 'MARK');
  });

  it('is sent with the same bytes and request id however often, without a limit', async () => {
    await plan({ status: 500, before: true, times: 14 });
    const { id } = await ground.acceptNew(2_200);
    await drain(16);
    const attempts = await ground.attempts(id);
    expect(attempts).toHaveLength(15);
    expect(new Set(attempts.map(({ request }) => JSON.stringify(request))).size).toBe(1);
    expect(attempts[0]?.request.parameters.requestid).toBe(id);
    await expectAppliedOnce(id, 'ANSWER');
  });

  it('is recorded once where QuickBooks forgets the request', async () => {
    await plan({ status: 500 });
    const { id } = await ground.acceptNew(4_400);
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({ state: 'SUBMITTED' });
    await ground.running.control('POST', 'requestids/forget', {});
    await drain();
    await expectAppliedOnce(id, 'MARK');
  });

  it('says so where QuickBooks forgot it and showed nothing of it: the effect is one, the second is flagged', async () => {
    await plan({ status: 500 });
    const { id, billId } = await ground.acceptNew(6_600, { amount: 3_000 });
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    // The bill was raised by as much: its balance tells nothing.
    const { company, ids } = ground.small;
    const lines = [{ accountId: ids['cogs'] ?? '', amount: 9_600 }];
    company.update('Bill', billId, { lines }, ground.clock.now().toISOString());
    await ground.running.control('POST', 'requestids/forget', {});
    await ground.hurry();
    // Shown to the query that looks for second payments, not to those that looked for the first.
    let isShown = false;
    const sender = ground.sender({
      ...AT_ONCE,
      failpoint: (name) => {
        if (name === 'afterCall') isShown = true;
      },
      openForDecisions:
        (open) =>
        (...given) => {
          const to = open(...given);
          return {
            page: async (...asked) => (isShown ? to.page(...asked) : []),
            select: to.select.bind(to),
            changes: to.changes.bind(to),
            post: to.post.bind(to),
          };
        },
    });
    await sender.runUntilIdle();
    expect(await paymentsOf(id)).toHaveLength(2);
    expect((await ground.effects()).filter(({ decision_id: of }) => of === id)).toHaveLength(1);
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('APPLIED');
    expect(problem?.message).toContain('2 payments in QuickBooks for this one decision');
  });

  it('is applied where the line delivered a copy of what QuickBooks had refused for its rate', async () => {
    await ground.running.control('POST', 'faults', { kind: 'writes', status: 429 });
    const { id, billId } = await ground.acceptNew(42_300);
    await ground.sender().runUntilIdle();
    const { company, ids, ref } = ground.small;
    const links = [{ type: 'Bill' as const, id: billId, amount: 42_300 }];
    const [attempt] = await ground.attempts(id);
    const { PrivateNote: memo } = JSON.parse(attempt?.request.body ?? '{}') as { PrivateNote: string };
    const paid = { party: ref('beans'), total: 42_300, links, memo, payType: 'Check' as const };
    const at = ground.clock.now().toISOString();
    company.post({ type: 'BillPayment', date: '2026-11-01', accountId: ids['checking'] ?? '', ...paid }, at);
    ground.later(61_000);
    await ground.hurry();
    await ground.sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect((await ground.effects()).filter(({ decision_id: of }) => of === id)).toMatchObject([{ found_by: 'MARK' }]);
  });

  it('goes on with a new token where the one it has is expired or refused', async () => {
    await ground.running.control('POST', 'tokens/expire', {});
    const expired = await ground.acceptNew(1_100);
    await drain(2);
    await expectAppliedOnce(expired.id, 'ANSWER');
    await plan({ status: 401 });
    const refused = await ground.acceptNew(1_200);
    await drain(2);
    await expectAppliedOnce(refused.id, 'ANSWER');
    expect(await ground.attempts(refused.id)).toHaveLength(1);
  });

  it('flags another payment that was made in QuickBooks at the same time', async () => {
    const { id, billId } = await ground.acceptNew(90_000, { amount: 30_000 });
    const { company, ids, ref } = ground.small;
    const sender = ground.sender({
      ...AT_ONCE,
      failpoint: (name) => {
        if (name !== 'afterAttempt') return;
        const links = [{ type: 'Bill' as const, id: billId, amount: 50_000 }];
        const [date, accountId] = ['2026-11-20', ids['checking'] ?? ''];
        const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: 50_000 } as const;
        company.post({ ...payment, date, accountId, links }, ground.clock.now().toISOString());
      },
    });
    await sender.runUntilIdle();
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('APPLIED');
    expect(problem?.message).toContain('Data shows another payment of 500.00');
  });
});
