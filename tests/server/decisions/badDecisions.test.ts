import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, decisionsOf, startDeciding, submit } from './decisionsGround.js';

type More = Record<string, unknown>;

/** What arrives, its own fields and what was seen, and the refusal: its code, its words; KEPT: in which state, else not. */
const REFUSED: readonly [what: string, more: More, saw: More, code: string, words: RegExp, kept: string | null][] = [
  ['nothing', { amount: 0 }, {}, 'OUT_OF_RANGE', /above zero, up to 100\.00/, null],
  ['less than nothing', { amount: -1 }, {}, 'OUT_OF_RANGE', /above zero/, null],
  ['more than the balance', { amount: 100_01 }, {}, 'OUT_OF_RANGE', /Enter at most 100\.00/, null],
  ['no amount', { amount: null }, {}, 'INVALID_INPUT', /Enter an amount/, null],
  ['no account', { accountId: null }, {}, 'INVALID_INPUT', /Choose the bank account/, null],
  ['a closed account', { accountId: 'closed' }, {}, 'INVALID_INPUT', /Choose another account/, 'FAILED'],
  ['a card', { accountId: 'card' }, {}, 'INVALID_INPUT', /not a bank account\. Choose another/, 'FAILED'],
  ['an account in other money', { accountId: 'euro' }, {}, 'INVALID_INPUT', /Choose another account/, 'FAILED'],
  ['an unknown account', { accountId: 'nope' }, {}, 'INVALID_INPUT', /Choose another account/, 'FAILED'],
  ['an account no text can name', { accountId: 'a\0b' }, {}, 'INVALID_INPUT', /cannot be kept|Choose another/, null],
  [
    'a bill in other money',
    { documentKey: 'Bill:9' },
    { currency: 'EUR' },
    'INVALID_INPUT',
    /planned or skipped/,
    'FAILED',
  ],
  ['a bill that is in other money', { documentKey: 'Bill:9' }, {}, 'INVALID_INPUT', /is in EUR/, 'FAILED'],
  ['an unknown bill', { documentKey: 'Bill:404' }, {}, 'INVALID_INPUT', /no such open bill/, 'FAILED'],
  [
    'another client’s bill',
    { documentKey: 'Bill:77' },
    {},
    'INVALID_INPUT',
    /no such open bill or invoice\. Choose one that is listed/,
    'FAILED',
  ],
  [
    'a void bill',
    { documentKey: 'Bill:8' },
    {},
    'DIFFERS',
    /void in QuickBooks; nothing was done\. It leaves the console/,
    'FAILED',
  ],
  ['an invoice', { documentKey: 'Invoice:5' }, {}, 'INVALID_INPUT', /reminded of, planned or skipped/, 'FAILED'],
  ['a customer', { documentKey: 'Customer:5' }, {}, 'INVALID_INPUT', /bills and invoices/, null],
  [
    'a reminder of a bill',
    { kind: 'REMIND', documentKey: 'Bill:1' },
    {},
    'INVALID_INPUT',
    /nobody to remind/,
    'FAILED',
  ],
  [
    'a reminder to nowhere',
    { kind: 'REMIND', documentKey: 'Invoice:6' },
    {},
    'INVALID_INPUT',
    /no e-mail address/,
    'FAILED',
  ],
  ['a plan for today', { kind: 'PLAN', plannedFor: '2026-11-21' }, {}, 'OUT_OF_RANGE', /a day after today/, 'FAILED'],
  ['a plan in two years', { kind: 'PLAN', plannedFor: '2028-11-21' }, {}, 'OUT_OF_RANGE', /at most a year/, 'FAILED'],
  ['a plan without a day', { kind: 'PLAN', plannedFor: null }, {}, 'INVALID_INPUT', /Choose a day/, null],
  ['a skip with an amount', { kind: 'SKIP', amount: 5 }, {}, 'INVALID_INPUT', /Only a payment has an amount/, null],
  ['garbage for an id', { id: 'x' }, {}, 'INVALID_INPUT', /UUID/, null],
  ['garbage for a client', { clientId: "'; drop table decision" }, {}, 'NOT_FOUND', /no such client/, null],
  ['a name no text can hold', {}, { name: 'a\0b' }, 'INVALID_INPUT', /cannot be kept/, null],
  ['8 days ago', {}, { syncedAt: '2026-11-13T11:59:59Z' }, 'EXPIRED', /older than 7 days; nothing was sent/, 'EXPIRED'],
  ['a month ago', {}, { syncedAt: '2026-10-21T12:00:00Z' }, 'EXPIRED', /decide anew/, 'EXPIRED'],
  ['two days ahead', {}, { syncedAt: '2026-11-23T12:00:00Z' }, 'INVALID_INPUT', /still to come.*decide anew/, 'FAILED'],
];

describe('a decision that cannot be', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
    const documents = [{ type: 'Bill', qb_id: '77', total: 100_00 }];
    const [other = ''] = await addDecidable(server, people.daniel, [{ name: 'Quay' }], { documents });
    const [result] = (await submit(daniel, [decide(other, { documentKey: 'Bill:77', amount: 1 })])).results;
    expect(result?.decision?.state).toBe('ACCEPTED');
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
  });

  it.each(REFUSED)(
    'for %s, is refused in words, and the rest of the batch is not',
    async (_what, more, saw, code, words, kept) => {
      const bad = decide(clientId, more, saw);
      const good = [
        decide(clientId, { documentKey: 'Bill:2' }),
        decide(clientId, { documentKey: 'Bill:3', amount: 1 }),
      ];
      const [before, refused, after] = (await submit(daniel, [good[0] as never, bad, good[1] as never])).results;
      expect([before, after].map((result) => result?.decision?.state)).toEqual(['ACCEPTED', 'ACCEPTED']);
      expect(refused?.refusal).toMatchObject({ code, message: expect.stringMatching(words) });
      expect(refused?.decision?.state ?? null).toBe(kept);
      if (kept) expect(refused?.decision).toMatchObject({ note: refused?.refusal?.message, sendsAt: null });
      const [again] = (await submit(daniel, [bad])).results;
      expect(again?.refusal).toEqual(refused?.refusal);
      const held = await server.test.asOwner('select state from decision where client_id = ?::uuid', [clientId]);
      expect(held).toHaveLength(kept ? 3 : 2);
      const queue = await server.test.asOwner('select 1 from decision_outbox where client_id = ?::uuid', [clientId]);
      expect(queue).toHaveLength(2);
    },
  );

  it('of which all are in one batch, harms none of the others', async () => {
    const bad = REFUSED.map(([, more, saw]) => decide(clientId, more, saw));
    const good = decide(clientId, { documentKey: 'Bill:2' });
    const { results } = await submit(daniel, [...bad, good]);
    expect(results.map(({ id }) => id)).toEqual([...bad, good].map(({ id }) => id.toLowerCase()));
    expect(results.at(-1)).toMatchObject({ refusal: null, decision: { state: 'ACCEPTED' } });
    expect(results.slice(0, -1).map(({ refusal }) => refusal?.code)).toEqual(REFUSED.map(([, , , code]) => code));
    // Each names what was wrong, but for a text that the database finds out about.
    const unnamed = results.slice(0, -1).filter(({ refusal }) => refusal?.field === null);
    expect(unnamed.map(({ refusal }) => refusal?.message)).toEqual([expect.stringContaining('cannot be kept')]);
  });

  it.each([
    ['an amount with a fraction of a cent', { amount: 10.5 }, {}],
    ['a date that is none', { kind: 'PLAN', plannedFor: '2026-02-30' }, {}],
    ['a kind that is none', { kind: 'PAY' }, {}],
    ['an instant that is none', {}, { syncedAt: 'yesterday' }],
  ])(
    'for %s, is no request at all: nothing of it is done, and the others are taken without it',
    async (_, more, saw) => {
      const good = decide(clientId, { documentKey: 'Bill:2' });
      await expect(submit(daniel, [good, decide(clientId, more, saw)])).rejects.toThrow(/decisions\[1\]/);
      expect(await server.test.asOwner('select 1 from decision where client_id = ?::uuid', [clientId])).toEqual([]);
      expect((await submit(daniel, [good])).results[0]?.decision?.state).toBe('ACCEPTED');
    },
  );

  it('for being the second on a bill in one batch, is kept as refused, and the rest is not', async () => {
    const third = decide(clientId, { documentKey: 'Bill:2' });
    const [first, second, last] = (await submit(daniel, [decide(clientId), decide(clientId), third])).results;
    expect([first, last].map((result) => result?.decision?.state)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(second?.refusal?.message).toMatch(/nothing was done twice\. It can be taken back until it is sent\.$/);
    expect(second).toMatchObject({ decision: { state: 'FAILED' }, refusal: { code: 'ALREADY_DECIDED' } });
    expect(second?.refusal?.message).toContain(people.daniel.name);
  });

  it('goes by the server’s last look, whatever a device says, and by its clock alone', async () => {
    await server.test.asOwner(`update client_row set last_good_at = '2026-11-14T11:59:59Z' where client_id = ?::uuid`, [
      clientId,
    ]);
    const [old] = (await submit(daniel, [decide(clientId, {}, { syncedAt: '2026-11-21T11:00:00Z' })])).results;
    expect(old?.decision?.state).toBe('EXPIRED');
    expect(old?.refusal?.message).toMatch(/The next sync reads the books anew.*Decide anew once the books are read\.$/);
    await server.test.asOwner(`update client_row set last_good_at = '2026-11-14T12:00:00Z' where client_id = ?::uuid`, [
      clientId,
    ]);
    const [young] = (await submit(daniel, [decide(clientId, {}, { syncedAt: '2026-11-21T11:00:00Z' })])).results;
    expect(young?.decision?.state).toBe('ACCEPTED');
  });

  it('is none where the figures were seen by a clock that is two days behind: they only seem older', async () => {
    const [result] = (await submit(daniel, [decide(clientId, {}, { syncedAt: '2026-11-19T12:00:00Z' })])).results;
    expect(result).toMatchObject({ refusal: null, decision: { state: 'ACCEPTED' } });
  });

  it('is as old as it was when it comes again', async () => {
    const draft = decide(clientId);
    expect((await submit(daniel, [draft])).results[0]?.decision?.state).toBe('ACCEPTED');
    server.clock.advance(30 * 24 * 3600_000);
    try {
      const anew = await new TestBrowser(server.url).signIn(people.daniel.email);
      const [result] = (await submit(anew, [draft])).results;
      expect(result).toMatchObject({ refusal: null, decision: { state: 'ACCEPTED' } });
      const [late] = (await submit(anew, [decide(clientId, { documentKey: 'Bill:2' })])).results;
      expect(late?.decision?.state).toBe('EXPIRED');
      expect((await decisionsOf(anew, [clientId]))[0]?.decisions).toHaveLength(2);
    } finally {
      server.clock.advance(-30 * 24 * 3600_000);
    }
  });
});
