import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LONGEST_AGE_MS } from '../../../domain/decision/decision.js';
import { startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(() => ground.running.control('POST', 'reset'));

const send = (): Promise<void> => ground.sender().runUntilIdle();
const now = (): string => ground.clock.now().toISOString();

async function expectNothingSent(id: string): Promise<void> {
  const written = await ground.written();
  expect(written.filter(({ requestId }) => requestId === id)).toEqual([]);
  expect((await ground.effects()).filter(({ decision_id: of }) => of === id)).toEqual([]);
}

async function differing(id: string): Promise<string[]> {
  const { problem } = await ground.decision(id);
  return (problem?.differences ?? []).filter(({ differs }) => differs).map(({ field }) => field);
}

describe('what is not as it was seen is not sent, and both versions are kept', () => {
  it('the balance', async () => {
    const { id } = await ground.acceptNew(80_000, { openBalance: 95_000, amount: 80_000 });
    await send();
    expect(await ground.decision(id)).toMatchObject({
      state: 'CONFLICTED',
      problem: { code: 'DIFFERS', openBalanceNow: 80_000 },
    });
    expect((await ground.decision(id)).problem?.message).toContain('Data shows a balance of 800.00');
    expect(await differing(id)).toEqual(['OPEN_BALANCE']);
    expect(await ground.attempts(id)).toEqual([]);
    expect(await ground.trail(id)).toEqual(['decision.conflicted']);
    await expectNothingSent(id);
  });

  it('the vendor', async () => {
    const { id, billId } = await ground.acceptNew(8_000);
    const { company, ref } = ground.small;
    company.update('Bill', billId, { party: ref('landlord') }, now());
    await send();
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect(await differing(id)).toEqual(['PARTY']);
    await expectNothingSent(id);
  });

  it('a bill that is gone', async () => {
    const { id, billId } = await ground.acceptNew(8_100);
    ground.small.company.deleteTxn('Bill', billId, now());
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'CONFLICTED', problem: { openBalanceNow: null } });
    expect(await differing(id)).toContain('STANDING');
    await expectNothingSent(id);
  });

  it('an account that is active no more', async () => {
    const { company } = ground.small;
    const account = company.addAccount({ name: 'Old bank', type: 'Bank', subType: 'Checking', currency: 'USD' }, now());
    const { id } = await ground.acceptNew(8_200, { accountId: account.id });
    company.updateAccount(account.id, { active: false }, now());
    await send();
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect(await differing(id)).toEqual(['ACCOUNT']);
    await expectNothingSent(id);
  });

  it('the rest of the batch is unharmed', async () => {
    const good = await Promise.all([ground.acceptNew(1_000), ground.acceptNew(2_000)]);
    const bad = await ground.acceptNew(3_000, { openBalance: 4_000, amount: 3_000 });
    await send();
    expect((await ground.decision(bad.id)).state).toBe('CONFLICTED');
    for (const { id } of good) expect((await ground.decision(id)).state).toBe('APPLIED');
  });

  it('folds in the payment that it was decided on top of', async () => {
    const first = await ground.acceptNew(50_000, { amount: 20_000, ageMs: 60_000 });
    await send();
    const second = { documentKey: `Bill:${first.billId}`, openBalance: 50_000, amount: 30_000, ageMs: 60_000 };
    const { ids } = ground.small;
    const paidFrom = { partyId: ids['beans'] ?? '', accountId: ids['checking'] ?? '' };
    const id = await ground.accept({ ...second, ...paidFrom, after: [first.id] });
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});

describe('a bill that is paid between the look and the call', () => {
  it('comes back as two versions, not as a refusal: QuickBooks took no payment above the balance', async () => {
    const { id, billId } = await ground.acceptNew(12_000);
    const { company, ids, ref } = ground.small;
    const pay = (): void => {
      const links = [{ type: 'Bill' as const, id: billId, amount: 12_000 }];
      const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: 12_000 } as const;
      company.post({ ...payment, links, date: '2026-11-01', accountId: ids['checking'] ?? '' }, now());
    };
    const failpoint = (name: string): void => {
      if (name === 'afterAttempt') pay();
    };
    await ground.sender({ decisionWaitMs: 0, failpoint }).runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({
      state: 'CONFLICTED',
      problem: {
        code: 'DIFFERS',
        openBalanceNow: 0,
        message: expect.stringMatching(/^Data shows .* QuickBooks refused it\. Nothing was done\.$/),
      },
    });
    expect(await differing(id)).toContain('OPEN_BALANCE');
    expect((await ground.attempts(id)).map(({ outcome }) => outcome)).toEqual(['REFUSED']);
    await expectNothingSent(id);
  });
});

describe('a payment of ours that the advisor did not know of', () => {
  const part = { amount: 20_000, ageMs: 60_000 };

  /** The same part once more, from a device that has seen the bill before the first one was recorded. */
  const secondPart = async (billId: string, id = ground.newId()): Promise<string> => {
    const { ids } = ground.small;
    const saw = { documentKey: `Bill:${billId}`, openBalance: 50_000, partyId: ids['beans'] ?? '' };
    await ground.accept({ ...part, ...saw, id, accountId: ids['checking'] ?? '' });
    await send();
    return id;
  };
  const expectDifference = async (id: string): Promise<void> => {
    expect((await ground.decision(id)).state).toBe('CONFLICTED');
    expect(await differing(id)).toEqual(['OPEN_BALANCE']);
    await expectNothingSent(id);
  };

  it('is a difference where another advisor recorded it', async () => {
    const first = await ground.acceptNew(50_000, part);
    await ground.test.asOwner('update decision set by_id = ? where id = ?', [ground.colleague.id, first.id]);
    await send();
    expect((await ground.decision(first.id)).state).toBe('APPLIED');
    await expectDifference(await secondPart(first.billId));
  });

  it.each(['before it', 'after it'])(
    'is a difference where another device of hers recorded it, decided %s',
    async (when) => {
      // By the clock of the device that has no network, which may be days off: what is later is not what was known.
      const early = ground.newId();
      const first = await ground.acceptNew(50_000, part);
      await send();
      expect((await ground.decision(first.id)).state).toBe('APPLIED');
      await expectDifference(await secondPart(first.billId, when === 'before it' ? early : ground.newId()));
    },
  );
});

describe('what cannot be done', () => {
  it('is refused by QuickBooks in words where the books are closed', async () => {
    const { id } = await ground.acceptNew(9_000);
    const { profile } = ground.small.company;
    Object.assign(profile, { bookCloseDate: '2026-11-30' });
    await send();
    Reflect.deleteProperty(profile, 'bookCloseDate');
    expect(await ground.decision(id)).toMatchObject({
      state: 'FAILED',
      problem: {
        message: expect.stringMatching(/books are closed for this day\. Nothing was done\. It can be decided anew/),
      },
    });
    expect((await ground.attempts(id)).map(({ outcome }) => outcome)).toEqual(['REFUSED']);
    expect(await ground.trail(id)).toEqual(['decision.submitted', 'decision.failed']);
    await expectNothingSent(id);
  });

  it('expires where the figures are older than seven days, and not a moment before', async () => {
    const old = await ground.acceptNew(9_100, { ageMs: LONGEST_AGE_MS + 1 });
    const young = await ground.acceptNew(9_200, { ageMs: LONGEST_AGE_MS });
    await send();
    expect((await ground.decision(old.id)).state).toBe('EXPIRED');
    expect((await ground.decision(young.id)).state).toBe('APPLIED');
    await expectNothingSent(old.id);
  });

  it.each([
    ['paused', 'update sync_job set paused = ?', 'paused'],
    ['in need of a new sign-in', 'update quickbooks_connection set needs_reconnecting = ?', 'new sign-in'],
  ])('waits in words while the company is %s, and goes on after', async (_name, sql, words) => {
    const { id } = await ground.acceptNew(9_300);
    await ground.test.asOwner(sql, [true]);
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'ACCEPTED' });
    expect((await ground.decision(id)).waiting_for).toContain(words);
    await expectNothingSent(id);
    await ground.test.asOwner(sql, [false]);
    ground.later(11_000);
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', waiting_for: null });
  });

  it('waits in words while the company is not connected, and goes on once it is again', async () => {
    const { id } = await ground.acceptNew(9_330);
    const [{ kept } = { kept: '' }] = await ground.test.asOwner<{ kept: string }>(
      'select row_to_json(q)::text as kept from quickbooks_connection q where client_id = ?',
      [ground.clientId],
    );
    await ground.test.asOwner('delete from quickbooks_connection where client_id = ?', [ground.clientId]);
    await send();
    const { state, waiting_for: words } = await ground.decision(id);
    expect({ state, words }).toEqual({ state: 'ACCEPTED', words: expect.stringContaining('not connected') });
    await expectNothingSent(id);
    await ground.test.asOwner(
      'insert into quickbooks_connection select * from json_populate_record(null::quickbooks_connection, ?::json)',
      [kept],
    );
    ground.later(11_000);
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', waiting_for: null });
  });

  it('wants the books read where sending found the grant lost, so that the client’s row shows it', async () => {
    const { id } = await ground.acceptNew(9_350);
    await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = true');
    await ground.test.asOwner('update sync_job set wanted = false, next_due_at = now()');
    await send();
    expect(await ground.test.asOwner('select wanted from sync_job')).toEqual([{ wanted: true }]);
    await ground.test.asOwner(`update sync_job set wanted = false`);
    ground.later(11_000);
    await send();
    // Once: nothing changed since.
    expect(await ground.test.asOwner('select wanted from sync_job')).toEqual([{ wanted: false }]);
    await ground.test.asOwner(`update client_row set sync_state = 'NEEDS_RECONNECTING'`);
    ground.later(11_000);
    await send();
    expect(await ground.test.asOwner('select wanted from sync_job')).toEqual([{ wanted: false }]);
    await ground.test.asOwner('update quickbooks_connection set needs_reconnecting = false');
    await ground.test.asOwner(`update client_row set sync_state = 'SYNCED'`);
    ground.later(11_000);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });

  it('waits in words while QuickBooks cannot be reached, without an attempt', async () => {
    await ground.running.control('POST', 'faults', { kind: 'queries', status: 503, times: 20 });
    const { id } = await ground.acceptNew(9_400);
    await send();
    expect(await ground.decision(id)).toMatchObject({ state: 'ACCEPTED' });
    expect((await ground.decision(id)).waiting_for).toContain('cannot be reached');
    expect(await ground.attempts(id)).toEqual([]);
    await ground.running.control('DELETE', 'faults');
    ground.later(61_000);
    await send();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});
