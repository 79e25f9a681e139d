import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenWritable, WritableCompany } from '../../../server/decisions/sending/sendingParts.js';
import type { SendingOptions } from '../../../server/decisions/sending/createDecisionSender.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { AT_ONCE, startSendGround, type SendGround } from './sendGround.js';

let ground: SendGround;

beforeAll(async () => {
  ground = await startSendGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.running.control('POST', 'reset');
  await ground.test.asOwner('delete from decision_outbox');
});

/** Sends with some of what reaches QuickBooks replaced; ends where it turns in a circle. */
function sender(replaced: (to: WritableCompany) => Partial<WritableCompany> = () => ({})) {
  let claims = 0;
  const openForDecisions =
    (open: OpenWritable): OpenWritable =>
    (...given) => {
      const to = open(...given);
      const whole = {
        page: to.page.bind(to),
        select: to.select.bind(to),
        changes: to.changes.bind(to),
        post: to.post.bind(to),
      };
      return { ...whole, ...replaced(whole) };
    };
  const options: SendingOptions = {
    ...AT_ONCE,
    openForDecisions,
    failpoint: (name) => {
      claims += name === 'afterClaim' ? 1 : 0;
      if (claims > 10) throw new Error('claimed without an end');
    },
  };
  return ground.sender(options);
}

async function withoutVendor(): Promise<string> {
  const { company, ids } = ground.small;
  const lines = [{ accountId: ids['cogs'] ?? '', amount: 500 }];
  const { id } = company.post({ type: 'Bill', date: '2026-11-01', lines }, ground.clock.now().toISOString());
  const documentKey = `Bill:${id}`;
  const nobody = null as unknown as string;
  return ground.accept({ documentKey, openBalance: 500, partyId: nobody, accountId: ids['checking'] ?? '' });
}

describe('one decision that cannot be worked on holds up no other', () => {
  it('a bill without a vendor fails in words', async () => {
    const bad = await withoutVendor();
    const { id: good } = await ground.acceptNew(600);
    await sender().runUntilIdle();
    const { state, problem } = await ground.decision(bad);
    expect({ state, message: problem?.message }).toEqual({
      state: 'FAILED',
      message: expect.stringContaining('vendor'),
    });
    expect((await ground.decision(good)).state).toBe('APPLIED');
  });

  it.each([
    ['a document', 'Bill', 'Balance'],
    ['an account', 'Account', 'Name'],
  ])('%s that cannot be read puts off the one decision on it, in words', async (_name, entity, field) => {
    const { ids } = ground.small;
    const bad = await ground.acceptNew(640, entity === 'Account' ? { accountId: ids['savings'] ?? '' } : {});
    const good = await ground.acceptNew(650);
    const spoilt = (to: WritableCompany): Partial<WritableCompany> => ({
      select: async (query, of) => {
        const rows = await to.select(query, of);
        const id = entity === 'Account' ? ids['savings'] : bad.billId;
        return rows.map((row) => (of === entity && row['Id'] === id ? { ...row, [field]: { not: 'known' } } : row));
      },
    });
    await sender(spoilt).runUntilIdle();
    expect((await ground.decision(good.id)).state).toBe('APPLIED');
    const { state, waiting_for: words } = await ground.decision(bad.id);
    expect({ state, words }).toEqual({ state: 'ACCEPTED', words: expect.stringContaining('could not be read') });
    ground.later(61_000);
    await sender().runUntilIdle();
    expect((await ground.decision(bad.id)).state).toBe('APPLIED');
  });

  it('an error of ours for one puts that one off, in words', async () => {
    const { ids } = ground.small;
    // A payment of an invoice was never accepted.
    const documentKey = `Invoice:${ids['invoice1'] ?? ''}`;
    const [partyId, accountId] = [ids['amy'] ?? '', ids['checking'] ?? ''];
    const bad = { id: await ground.accept({ documentKey, openBalance: 20_000, partyId, accountId }) };
    const good = await ground.acceptNew(620);
    await sender().runUntilIdle();
    expect((await ground.decision(good.id)).state).toBe('APPLIED');
    const { state, waiting_for: words } = await ground.decision(bad.id);
    expect({ state, words }).toEqual({ state: 'ACCEPTED', words: expect.stringContaining('tried again') });
    const [{ waits } = { waits: false }] = await ground.test.asOwner<{ waits: boolean }>(
      'select due_at > ? and lease_owner is null and tries > 0 as waits from decision_outbox where decision_id = ?',
      [ground.clock.now(), bad.id],
    );
    expect(waits).toBe(true);
    await ground.test.asOwner(`update decision set state = 'FAILED', settled_at = now() where id = ?`, [bad.id]);
  });

  it('an error of ours for a whole batch puts it off', async () => {
    const { id } = await ground.acceptNew(630);
    const broken = () => ({ select: () => Promise.reject(new TypeError('of ours')) });
    await sender(broken).runUntilIdle();
    expect((await ground.decision(id)).state).toBe('ACCEPTED');
    ground.later(61_000);
    await sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });

  it('half a character in a name is no obstacle', async () => {
    const bad = await ground.acceptNew(700, { openBalance: 800, amount: 700 });
    const half = (to: WritableCompany): Partial<WritableCompany> => ({
      select: async (query, entity) => {
        const rows = await to.select(query, entity);
        return rows.map((row) =>
          entity === 'Bill' ? { ...row, VendorRef: { value: '3', name: 'Bean \ud83d' } } : row,
        );
      },
    });
    await sender(half).runUntilIdle();
    expect((await ground.decision(bad.id)).state).toBe('CONFLICTED');
  });
});

describe('what stops before the call', () => {
  it('was not sent: a reminder goes out once what was in its way is gone', async () => {
    const { ids } = ground.small;
    const documentKey = `Invoice:${ids['invoice1'] ?? ''}`;
    const id = await ground.accept({ documentKey, kind: 'REMIND', openBalance: 20_000, partyId: ids['amy'] ?? '' });
    await sender(() => ({ post: () => Promise.reject(new Error('the gate is broken')) })).runUntilIdle();
    expect((await ground.attempts(id)).map(({ outcome }) => outcome)).toEqual(['NOT_SENT']);
    ground.later(61_000);
    await sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});

describe('what QuickBooks says', () => {
  it.each([
    ['a long text with half a character', '6000', `${'x'.repeat(198)}\u{1F600} and more`],
    ['advice and names of its parts', '6240', 'Please contact com.intuit.Foo: Property Name:Can not parse'],
  ])('is told in our words: %s', async (_name, code, said) => {
    const { id } = await ground.acceptNew(900);
    const refusing: WritableCompany['post'] = (_request, _entity, begin) => {
      begin();
      const error = new QuickBooksError('refused', { code, status: 400, said, detail: `${said.slice(0, 199)}\u0000` });
      return Promise.resolve({ kind: 'REFUSED', error });
    };
    await sender(() => ({ post: refusing })).runUntilIdle();
    expect(await ground.decision(id)).toMatchObject({
      state: 'FAILED',
      problem: {
        message: `QuickBooks refused it, with the code ${code}. Nothing was done. It can be decided anew, or entered in QuickBooks itself.`,
      },
    });
  });

  it('is asked for again after ten minutes at the latest, and not before it may be', async () => {
    const { id } = await ground.acceptNew(950);
    const dueIn = async (): Promise<number> => {
      const [row] = await ground.test.asOwner<{ due_at: Date }>(
        'select due_at from decision_outbox where decision_id = ?',
        [id],
      );
      return new Date(row?.due_at ?? 0).getTime() - ground.clock.now().getTime();
    };
    const until = (ms: number) => {
      const retryAt = new Date(ground.clock.now().getTime() + ms);
      return () => ({ select: () => Promise.reject(new QuickBooksError('allowance_used', { retryAt })) });
    };
    await sender(until(9 * 86_400_000)).runUntilIdle();
    expect(await dueIn()).toBe(600_000);
    ground.later(600_001);
    await sender(until(300_000)).runUntilIdle();
    expect(await dueIn()).toBe(300_000);
    ground.later(300_001);
    await sender().runUntilIdle();
    expect((await ground.decision(id)).state).toBe('APPLIED');
  });
});
