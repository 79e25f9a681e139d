import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import type { FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import type { OpenWritable } from '../../../server/decisions/sending/sendingParts.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import type { WriteOutcome } from '../../../server/quickbooks/writeOutcome.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';
import { withdrawByHand } from './withdrawByHand.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.running.control('POST', 'reset');
  await ground.test.asOwner('update client_row set last_good_at = ?', [ground.clock.now()]);
});

const WAIT = { decisionWaitMs: 120_000 };
const send = (): Promise<void> => ground.sender(WAIT).runUntilIdle();
const fail = (fault: object) => ground.running.control('POST', 'faults', { kind: 'writes', method: 'POST', ...fault });
const writesOf = async (id: string) => (await ground.written()).filter(({ requestId }) => requestId === id);
const outcomes = async (id: string) => (await ground.attempts(id)).map(({ outcome }) => outcome);
const datesOf = async (id: string) =>
  (await ground.attempts(id)).map(({ request }) => (JSON.parse(request.body) as { TxnDate: string }).TxnDate);

function payByHand(billId: string, amount: number): void {
  const { company, ids, ref } = ground.small;
  const links = [{ type: 'Bill' as const, id: billId, amount }];
  const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: amount } as const;
  const accountId = ids['checking'] ?? '';
  company.post({ ...payment, date: '2026-11-20', accountId, links }, ground.clock.now().toISOString());
}

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

async function openCompany() {
  const [{ realm_id: realm } = { realm_id: '' }] = await ground.test.asOwner<{ realm_id: string }>(
    'select realm_id from quickbooks_connection',
  );
  return ground.quickBooks.openCompany(ground.clientId, realm, new AbortController().signal);
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

describe('a reminder that was not sent at first', () => {
  it('is not told as sent for an e-mail that a person sent before the attempt without an answer', async () => {
    const { ids } = ground.small;
    const invoice = ids['invoice1'] ?? '';
    const documentKey = `Invoice:${invoice}`;
    await fail({ status: 429 });
    const id = await ground.accept({ documentKey, kind: 'REMIND', openBalance: 20_000, partyId: ids['amy'] ?? '' });
    await send();
    ground.later(61_000);
    const company = await openCompany();
    const path = `invoice/${invoice}/send`;
    const mail = { method: 'POST', path, parameters: { requestid: 'a-person' }, body: '' } as const;
    expect((await company.post(mail, 'Invoice', () => undefined)).kind).toBe('APPLIED');
    ground.later(61_000);
    await fail({ status: 500, before: true });
    await ground.sender(AT_ONCE).runUntilIdle();
    await ground.hurry();
    await ground.sender(AT_ONCE).runUntilIdle();
    expect(await outcomes(id)).toEqual(['TURNED_AWAY', 'UNKNOWN']);
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect(await writesOf(id)).toEqual([]);
  });
});
