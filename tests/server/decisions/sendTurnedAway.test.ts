import { describe, expect, it } from '@jest/globals';
import type { FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import type { OpenWritable } from '../../../server/decisions/sending/sendingParts.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import type { WriteOutcome } from '../../../server/quickbooks/writeOutcome.js';
import { fail, ground, openCompany, outcomes, send, WAIT, writesOf } from './sendAgainGround.js';
import { withdrawByHand } from './withdrawByHand.js';

const datesOf = async (id: string) =>
  (await ground.attempts(id)).map(({ request }) => (JSON.parse(request.body) as { TxnDate: string }).TxnDate);

/** Sends with another end of each write than QuickBooks'. */
function senderThat(ends: (begin: () => void) => WriteOutcome) {
  const openForDecisions =
    (open: OpenWritable): OpenWritable =>
    (...given) => {
      const to = open(...given);
      return {
        page: to.page.bind(to),
        select: to.select.bind(to),
        changes: to.changes.bind(to),
        post: (_request, _entity, begin) => Promise.resolve(ends(begin)),
      };
    };
  return ground.sender({ ...WAIT, openForDecisions });
}

/** The line delivers the first attempt's bytes once more. */
async function deliverCopy(id: string): Promise<void> {
  const [first] = await ground.attempts(id);
  if (!first) throw new Error('nothing was ever sent');
  const request = first.request as unknown as FrozenRequest;
  const copy = await (await openCompany()).post(request, 'BillPayment', () => undefined);
  expect(copy.kind).toBe('APPLIED');
}

function raise(billId: string, amount: number): void {
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['cogs'] ?? '', amount }];
  company.update('Bill', billId, { lines }, ground.clock.now().toISOString());
}

async function setReconnecting(needed: boolean): Promise<void> {
  await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = ?', [needed]);
}

describe('a decision of which nothing left', () => {
  it('is accepted again, as the trail says, and can be taken back', async () => {
    const error = new QuickBooksError('unavailable', { isUnsent: true });
    const { id } = await ground.acceptNew(50_000);
    await senderThat((begin) => {
      begin();
      return { kind: 'NOT_SENT', error };
    }).runUntilIdle();
    const { state, waiting_for: words } = await ground.decision(id);
    expect({ state, words }).toEqual({ state: 'ACCEPTED', words: expect.stringContaining('cannot be reached') });
    expect(await outcomes(id)).toEqual(['NOT_SENT']);
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.accepted']);
    const [row] = await ground.test.asOwner('select submitted_at from decision where id = ?', [id]);
    expect(row).toEqual({ submitted_at: null });
    expect(await withdrawByHand(ground, id)).toBe(true);
    ground.later(61_000);
    await send();
    expect((await ground.decision(id)).state).toBe('WITHDRAWN');
    expect(await writesOf(id)).toEqual([]);
  });

  it('has left once where it was sent under a token QuickBooks did not know, and the second time found no connection', async () => {
    const error = new QuickBooksError('unavailable', { isUnsent: true });
    const { id } = await ground.acceptNew(50_050);
    await senderThat((begin) => {
      begin();
      begin();
      return { kind: 'NOT_SENT', error };
    }).runUntilIdle();
    expect(await outcomes(id)).toEqual(['TURNED_AWAY']);
    expect((await ground.decision(id)).state).toBe('SUBMITTED');
    expect(await withdrawByHand(ground, id)).toBe(false);
  });

  it('is accepted again where its grant is lost: nothing under it is taken', async () => {
    const error = new QuickBooksError('needs_reconnecting');
    const { id } = await ground.acceptNew(50_100);
    await senderThat((begin) => {
      begin();
      return { kind: 'NOT_SENT', error };
    }).runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await withdrawByHand(ground, id)).toBe(true);
  });
});

describe('a payment that QuickBooks turned away, of which the line delivers a copy later', () => {
  it('cannot be taken back, and is one payment', async () => {
    await fail({ status: 429 });
    const { id } = await ground.acceptNew(50_200);
    await send();
    expect(await outcomes(id)).toEqual(['TURNED_AWAY']);
    const { state, waiting_for: words } = await ground.decision(id);
    expect({ state, words }).toEqual({ state: 'SUBMITTED', words: expect.stringContaining('limiting') });
    expect(await withdrawByHand(ground, id)).toBe(false);
    await deliverCopy(id);
    ground.later(61_000);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await writesOf(id)).toHaveLength(1);
  });

  it('does not end for a difference before no copy can arrive any more', async () => {
    await fail({ status: 429 });
    const { id, billId } = await ground.acceptNew(50_300, { amount: 20_000 });
    await send();
    raise(billId, 60_300);
    ground.later(61_000);
    await send();
    const waits = await ground.decision(id);
    expect(waits).toMatchObject({ state: 'SUBMITTED', waiting_for: expect.stringContaining('once more') });
    await deliverCopy(id);
    ground.later(61_000);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await writesOf(id)).toHaveLength(1);
  });

  it('ends for a difference once QuickBooks shows nothing of it', async () => {
    await fail({ status: 429 });
    const { id, billId } = await ground.acceptNew(50_400, { amount: 20_000 });
    await send();
    raise(billId, 60_400);
    ground.later(61_000);
    await send();
    expect((await ground.decision(id)).state).toBe('SUBMITTED');
    ground.later(61_000);
    await send();
    const { state, problem } = await ground.decision(id);
    expect(state).toBe('CONFLICTED');
    expect(problem?.message).toContain('turned it away before, and shows no payment with its mark');
    expect(await writesOf(id)).toEqual([]);
  });

  it('is not told as refused before no copy can arrive any more', async () => {
    await fail({ status: 429 });
    const { id } = await ground.acceptNew(50_500);
    await send();
    ground.later(61_000);
    const error = new QuickBooksError('refused', { code: '6210', status: 400 });
    const refusing = (begin: () => void): WriteOutcome => {
      begin();
      return { kind: 'REFUSED', error };
    };
    await senderThat(refusing).runUntilIdle();
    expect((await ground.decision(id)).state).toBe('SUBMITTED');
    expect(await outcomes(id)).toEqual(['TURNED_AWAY', 'REFUSED']);
    ground.later(61_000);
    await senderThat(refusing).runUntilIdle();
    expect((await ground.decision(id)).state).toBe('FAILED');
  });
});

describe('a decision that was turned away', () => {
  it('expires in its time, without standing still for want of a connection', async () => {
    await fail({ status: 429 });
    const { id } = await ground.acceptNew(51_000);
    await send();
    await setReconnecting(true);
    ground.later(8 * 86_400_000);
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'SUBMITTED' });
    await setReconnecting(false);
    ground.later(11_000);
    await send();
    expect((await ground.decision(id)).state).toBe('EXPIRED');
    expect(await writesOf(id)).toEqual([]);
  });

  it('is dated by the day on which it is sent', async () => {
    await fail({ status: 429 });
    const { id } = await ground.acceptNew(52_000);
    await send();
    ground.later(3 * 86_400_000);
    await send();
    const [first = '', second = ''] = await datesOf(id);
    expect(Date.parse(second) - Date.parse(first)).toBe(3 * 86_400_000);
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.submitted', 'decision.applied']);
  });

  it('is told as applied, and not sent on another day, where the line delivered a copy after all', async () => {
    await fail({ status: 429 });
    const { id, billId } = await ground.acceptNew(53_000, { amount: 20_000, openBalance: 53_000 });
    await send();
    const { company, ids, ref } = ground.small;
    const [attempt] = await ground.attempts(id);
    const { PrivateNote: memo } = JSON.parse(attempt?.request.body ?? '{}') as { PrivateNote: string };
    const links = [{ type: 'Bill' as const, id: billId, amount: 20_000 }];
    const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: 20_000, memo, links } as const;
    const at = ground.clock.now().toISOString();
    company.post({ ...payment, date: '2026-11-01', accountId: ids['checking'] ?? '' }, at);
    // The bill was raised by as much: its balance tells nothing.
    company.update('Bill', billId, { lines: [{ accountId: ids['cogs'] ?? '', amount: 73_000 }] }, at);
    ground.later(86_400_000);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await writesOf(id)).toEqual([]);
  });
});
