import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSendingJob, type SendingOptions } from '../../../server/decisions/sending/createDecisionSender.js';
import type { OpenWritable, WritableCompany } from '../../../server/decisions/sending/sendingParts.js';
import { keepOpenAfter } from '../../../server/decisions/sending/openAfter.js';
import { MOST_CHANGES } from '../../../server/quickbooks/mapping/changes.js';
import { wantByDecision } from '../../../server/sync/wants.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
  await ground.syncAgain();
});
afterAll(() => ground.close());
beforeEach(() => ground.running.control('POST', 'reset'));

interface Wanted {
  readonly wanted: boolean;
  /** From the ground's now, in seconds; negative: it is due. */
  readonly dueIn: number;
}

async function wanted(): Promise<Wanted> {
  const [job] = await ground.test.asOwner<{ wanted: boolean; due_at: Date | null }>(
    'select wanted, due_at from sync_job where client_id = ?',
    [ground.clientId],
  );
  const now = ground.clock.now().getTime();
  return { wanted: job?.wanted ?? false, dueIn: (new Date(job?.due_at ?? NaN).getTime() - now) / 1_000 };
}

const wantNothing = () => ground.test.asOwner('update sync_job set wanted = false, requested_at = null');
const openAfter = async (id: string) =>
  (await ground.effects()).find(({ decision_id: of }) => of === id)?.open_balance_after ?? null;

/** Somebody records a part of a bill in QuickBooks itself. */
function payInQuickBooks(billId: string, amount: number): void {
  const { company, ids, ref } = ground.small;
  const links = [{ type: 'Bill' as const, id: billId, amount }];
  const payment = { type: 'BillPayment', payType: 'Check', party: ref('beans'), total: amount, links } as const;
  const at = ground.clock.now().toISOString();
  company.post({ ...payment, date: '2026-11-20', accountId: ids['checking'] ?? '' }, at);
}

/** As the night does. */
async function reconcile(options: SendingOptions = {}): Promise<void> {
  const { test, clock, logger, quickBooks } = ground;
  ground.later(60_000);
  await createSendingJob(
    { database: test.database, clock, logger, ...AT_ONCE, ...options },
    quickBooks.openCompany,
  ).work();
}

describe('what follows a payment does not hang on the process that sent it', () => {
  it('the books are wanted by the time the payment is kept', async () => {
    await wantNothing();
    await ground.acceptNew(1_000);
    let seen: Wanted | null = null;
    const failpoint = async (name: string): Promise<void> => {
      if (name === 'afterEffect') seen = await wanted();
    };
    await ground.sender({ ...AT_ONCE, failpoint }).runUntilIdle();
    expect(seen).toMatchObject({ wanted: true });
    expect((seen as Wanted | null)?.dueIn).toBeLessThanOrEqual(30);
  });

  it('a reading that is due sooner is not put off', async () => {
    const now = ground.clock.now();
    const soon = new Date(now.getTime() + 300);
    await ground.test.asOwner(
      `update sync_job set wanted = true, cause = 'NOTICE', attempts = 0, lease_owner = null, due_at = ?`,
      [soon],
    );
    const late = new Date(now.getTime() + 30_000);
    await ground.test.database.asSync({ clientId: ground.clientId }, (tx) =>
      wantByDecision(tx, ground.clientId, now, late),
    );
    expect((await wanted()).dueIn).toBeCloseTo(0.3);
  });

  it.each([
    ['the client’s next batch', async () => void (await ground.acceptNew(1_200)), 'batch'],
    ['the night', () => Promise.resolve(), 'night'],
  ])(
    'the balance and another payment are looked at by %s where QuickBooks did not answer',
    async (_name, before, by) => {
      const { id, billId } = await ground.acceptNew(90_000, { amount: 30_000 });
      const failpoint = async (name: string): Promise<void> => {
        if (name !== 'afterAttempt') return;
        payInQuickBooks(billId, 50_000);
        await ground.running.control('POST', 'faults', { kind: 'queries', status: 503, times: 20 });
      };
      await ground.sender({ ...AT_ONCE, failpoint }).runUntilIdle();
      expect(await ground.decision(id)).toMatchObject({ state: 'APPLIED', problem: null });
      expect(await openAfter(id)).toBeNull();
      await ground.running.control('DELETE', 'faults');
      await before();
      await (by === 'night' ? reconcile() : ground.sender().runUntilIdle());
      expect(await openAfter(id)).toBe(10_000);
      expect((await ground.decision(id)).problem?.message).toBe(
        'Data shows another payment of 500.00 on this bill in QuickBooks, made since the figures this was decided on.',
      );
    },
  );

  it('what of ours was recorded on the same bill later is no other payment', async () => {
    const { id, billId } = await ground.acceptNew(80_000, { amount: 30_000 });
    const { ids } = ground.small;
    const failpoint = async (name: string): Promise<void> => {
      if (name === 'afterEffect')
        await ground.running.control('POST', 'faults', { kind: 'queries', status: 503, times: 20 });
    };
    await ground.sender({ ...AT_ONCE, failpoint }).runUntilIdle();
    await ground.running.control('DELETE', 'faults');
    expect(await openAfter(id)).toBeNull();
    ground.later(1_000);
    const second = await ground.accept({
      ...{ documentKey: `Bill:${billId}`, openBalance: 50_000, amount: 20_000 },
      ...{ partyId: ids['beans'] ?? '', accountId: ids['checking'] ?? '' },
    });
    await ground.sender().runUntilIdle();
    expect(await openAfter(second)).toBe(30_000);
    expect(await openAfter(id)).toBe(30_000);
    expect((await ground.decision(id)).problem).toBeNull();
    expect((await ground.decision(second)).problem).toBeNull();
  });

  it('is said once where two look at the same time, whatever each would call it', async () => {
    const { id, billId } = await ground.acceptNew(70_000, { amount: 30_000 });
    const failpoint = async (name: string): Promise<void> => {
      if (name !== 'afterAttempt') return;
      payInQuickBooks(billId, 20_000);
      await ground.running.control('POST', 'faults', { kind: 'queries', status: 503, times: 20 });
    };
    await ground.sender({ ...AT_ONCE, failpoint }).runUntilIdle();
    await ground.running.control('DELETE', 'faults');
    const { clientId, test, clock, quickBooks } = ground;
    const [{ realm } = { realm: '' }] = await test.asOwner<{ realm: string }>(
      'select realm_id as realm from quickbooks_connection where client_id = ?',
      [clientId],
    );
    const company = quickBooks.openCompany(clientId, realm, new AbortController().signal);
    const look = { parts: { database: test.database, clock }, company, clientId, homeCurrency: 'USD' };
    // Both have read what is not looked at before either keeps what it saw.
    let waiting = 2;
    const met = Promise.withResolvers<undefined>();
    const select: typeof company.select = async (...asked) => {
      if ((waiting -= 1) <= 0) met.resolve(undefined);
      await met.promise;
      return company.select(...asked);
    };
    const held = {
      page: company.page.bind(company),
      changes: company.changes.bind(company),
      post: company.post.bind(company),
    };
    const both = { ...look, company: { ...held, select } };
    await Promise.all([keepOpenAfter({ ...both, fresh: new Set([id]) }), keepOpenAfter(both)]);
    expect((await ground.decision(id)).problem?.message.match(/Data shows/g)).toHaveLength(1);
    expect(await openAfter(id)).toBe(20_000);
  });

  it('the books are wanted where the night finds a payment whose answer was lost', async () => {
    await ground.running.control('POST', 'faults', { kind: 'writes', method: 'POST', status: 500 });
    const { id } = await ground.acceptNew(2_000);
    await ground.sender({ decisionWaitMs: 120_000 }).runUntilIdle();
    await wantNothing();
    await reconcile();
    expect((await ground.decision(id)).state).toBe('APPLIED');
    expect(await wanted()).toMatchObject({ wanted: true });
  });
});

describe('a deleted payment', () => {
  it('is found also where QuickBooks’ answer is too full to name it', async () => {
    const { id } = await ground.acceptNew(3_000);
    const { id: kept } = await ground.acceptNew(3_100);
    await ground.sender().runUntilIdle();
    const payment = (await ground.effects()).find(({ decision_id: of }) => of === id)?.document_key.split(':')[1] ?? '';
    const at = ground.clock.now().toISOString();
    ground.small.company.unapply('BillPayment', payment, at);
    ground.small.company.deleteTxn('BillPayment', payment, at);
    // The answer is as full as one can be, and names nothing.
    const openForDecisions =
      (open: OpenWritable): OpenWritable =>
      (...given) => {
        const to = open(...given);
        const { page, select, post } = { page: to.page.bind(to), select: to.select.bind(to), post: to.post.bind(to) };
        const changes: WritableCompany['changes'] = async (...asked) => {
          const answer = await to.changes(...asked);
          return { ...answer, objects: MOST_CHANGES, deleted: new Map() };
        };
        return { page, select, post, changes };
      };
    await reconcile({ openForDecisions });
    expect((await ground.decision(id)).problem?.message).toContain('was deleted in QuickBooks since');
    expect((await ground.decision(kept)).problem).toBeNull();
  });
});
