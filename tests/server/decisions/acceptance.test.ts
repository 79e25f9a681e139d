import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, decisionsOf, type Result, startDeciding, submit, withdraw } from './decisionsGround.js';

describe('taking decisions over', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let maya: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
  });

  const submitOne = async (draft: ReturnType<typeof decide>, browser = daniel): Promise<Result> => {
    const { results, refusal } = await submit(browser, [draft]);
    expect(refusal).toBeNull();
    expect(results).toHaveLength(1);
    return results[0] as Result;
  };
  const count = async (table: string, where = ''): Promise<number> => {
    const [row] = await server.test.asOwner<{ count: number }>(
      `select count(*)::int as count from ${table} where client_id = ?::uuid ${where}`,
      [clientId],
    );
    return row?.count ?? 0;
  };
  const trail = async (): Promise<string[]> =>
    (
      await server.test.asOwner<{ action: string }>(
        `select action from audit_event where client_id = ?::uuid order by id`,
        [clientId],
      )
    ).map(({ action }) => action);
  const row = async (): Promise<Record<string, unknown>> =>
    (
      await server.test.asOwner(
        'select decisions_version, open_decisions, insights_version from client_row where client_id = ?::uuid',
        [clientId],
      )
    )[0] ?? {};

  it('keeps a payment that waits ten seconds before it is sent', async () => {
    const draft = decide(clientId);
    const { decision, refusal, version } = await submitOne(draft);
    expect(refusal).toBeNull();
    expect(version).toBe(1);
    expect(decision).toMatchObject({
      ...{ id: draft.id, clientId, kind: 'RECORD_PAYMENT', state: 'ACCEPTED', documentKey: 'Bill:1' },
      ...{ name: 'Harbor Supply', number: 'B-1', openBalance: 100_00, amount: 100_00, accountId: 'bank' },
      ...{ accountName: 'Checking', byName: people.daniel.name, acceptedAt: '2026-11-21T12:00:00.000Z' },
      ...{ sendsAt: '2026-11-21T12:00:10.000Z', settledAt: null, waitingFor: null, note: null, receipt: null },
    });
    expect(await count('decision_outbox', `and due_at = '2026-11-21T12:00:10Z' and lease_owner is null`)).toBe(1);
    expect(await trail()).toEqual(['decision.accepted']);
    expect(await row()).toMatchObject({ decisions_version: 1, open_decisions: 1 });
    expect(await decisionsOf(daniel, null)).toContainEqual({ clientId, version: 1, decisions: [decision] });
  });

  it('takes the same one over once, however often it comes', async () => {
    const draft = decide(clientId);
    const first = await submitOne(draft);
    expect(await submitOne(draft)).toEqual(first);
    const all = await Promise.all(Array.from({ length: 5 }, () => submitOne(draft)));
    for (const again of all) expect(again).toEqual(first);
    const [one, two] = (await submit(daniel, [draft, draft])).results;
    expect(one).toEqual(first);
    expect(two).toEqual(first);
    expect(await count('decision')).toBe(1);
    expect(await count('decision_outbox')).toBe(1);
    expect(await trail()).toEqual(['decision.accepted']);
    expect(await row()).toMatchObject({ decisions_version: 1, open_decisions: 1 });
  });

  it('refuses the same id with another content, and keeps what was there', async () => {
    const draft = decide(clientId);
    const first = await submitOne(draft);
    const other = await submitOne({ ...draft, amount: 99_99 });
    expect(other).toMatchObject({ decision: null, refusal: { code: 'ID_TAKEN' }, version: null });
    expect((await submit(daniel, [{ ...draft, amount: 1 }, draft])).results[1]).toEqual(first);
  });

  it('keeps what a payment was decided on top of, by ids that are written in one way', async () => {
    const before = randomUUID();
    const { decision, refusal } = await submitOne(decide(clientId, {}, { after: [before.toUpperCase()] }));
    expect(refusal).toBeNull();
    const [kept] = await server.test.asOwner<{ after: unknown }>(
      `select saw->'after' as after from decision where id = ?`,
      [decision?.id ?? ''],
    );
    expect(kept?.after).toEqual([before]);
    const bad = await submitOne(decide(clientId, {}, { after: ['Bill:1'] }));
    expect(bad.refusal).toMatchObject({ code: 'INVALID_INPUT', field: 'saw.after' });
  });

  it('is done with a plan and a skip at once', async () => {
    const before = await row();
    const plan = await submitOne(decide(clientId, { kind: 'PLAN' }));
    expect(plan.decision).toMatchObject({ state: 'APPLIED', plannedFor: '2026-12-04', sendsAt: null });
    expect(plan.decision?.['receipt']).toMatchObject({
      ...{ foundBy: 'KEPT_HERE', documentKey: null, requestId: plan.id },
      auditEntry: expect.any(Number),
    });
    const skip = await submitOne(decide(clientId, { kind: 'SKIP', documentKey: 'Invoice:6' }));
    expect(skip.decision).toMatchObject({ state: 'APPLIED' });
    expect(await count('decision_outbox')).toBe(0);
    expect(await trail()).toEqual(['decision.accepted', 'decision.applied', 'decision.accepted', 'decision.applied']);
    expect(
      await server.test.asOwner(
        `select key, off, moved_to::text as "to" from forecast_change where client_id = ?::uuid`,
        [clientId],
      ),
    ).toEqual([{ key: 'Bill:1', off: false, to: '2026-12-04' }]);
    expect(await row()).toMatchObject({
      open_decisions: 0,
      insights_version: Number(before['insights_version']) + 1,
    });
  });

  it('keeps one open decision a document, and says who made it', async () => {
    await submitOne(decide(clientId));
    const second = decide(clientId, { amount: 50_00 });
    const result = await submitOne(second, maya);
    expect(result.decision).toMatchObject({ state: 'FAILED', id: second.id });
    expect(result.refusal).toMatchObject({ code: 'ALREADY_DECIDED', field: 'documentKey' });
    expect(result.refusal?.message).toContain(`${people.daniel.name} decided on this bill already, 7:00`);
    expect(result.refusal?.message).toContain('It can be taken back until it is sent.');
    expect(await submitOne(second, maya)).toEqual(result);
    expect(await trail()).toEqual(['decision.accepted', 'decision.failed']);
    expect(await row()).toMatchObject({ decisions_version: 2, open_decisions: 1 });
  });

  it('lets exactly one of two devices win, and keeps the other as refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      const key = `Bill:${1 + (round % 3)}`;
      const [a, b] = await Promise.all([
        submitOne(decide(clientId, { documentKey: key, amount: 10_00 })),
        submitOne(decide(clientId, { documentKey: key, amount: 20_00 }), maya),
      ]);
      const states = [a, b].map((result) => result.decision?.state).sort();
      expect(states).toEqual(['ACCEPTED', 'FAILED']);
      const won = [a, b].find((result) => result.decision?.state === 'ACCEPTED');
      expect((await withdraw(daniel, [won?.id ?? ''])).results[0]?.decision?.state).toBe('WITHDRAWN');
    }
    expect(await row()).toMatchObject({ open_decisions: 0 });
  });

  it('accepts a decision of a company that is not connected, and says what it waits for', async () => {
    await server.test.asOwner(`update client_row set sync_state = 'NEEDS_RECONNECTING' where client_id = ?::uuid`, [
      clientId,
    ]);
    const { decision, refusal } = await submitOne(decide(clientId));
    expect(refusal).toBeNull();
    expect(decision).toMatchObject({ state: 'ACCEPTED' });
    expect(decision?.['waitingFor']).toContain('sign-in');
  });

  it('lets a final decision be replaced once', async () => {
    const first = await submitOne(decide(clientId, { kind: 'SKIP' }));
    const next = await submitOne(decide(clientId, { replaces: first.id }));
    expect(next.decision).toMatchObject({ state: 'ACCEPTED', replaces: first.id });
    const [told] = await decisionsOf(daniel, [clientId]);
    expect(told?.decisions.find(({ id }) => id === first.id)).toMatchObject({ replacedBy: next.id });
    await withdraw(daniel, [next.id]);
    const again = decide(clientId, { kind: 'SKIP', replaces: first.id });
    const twice = decide(clientId, { kind: 'SKIP', replaces: first.id });
    const { results } = await submit(daniel, [again, twice]);
    expect(results.map(({ decision }) => decision?.state)).toEqual(['APPLIED', 'FAILED']);
    expect(results[1]?.refusal).toMatchObject({ code: 'ALREADY_DECIDED', field: 'replaces' });
    const follows = await submitOne(decide(clientId, { kind: 'SKIP', replaces: again.id }));
    expect(follows.decision?.state).toBe('APPLIED');
  });

  it('puts away what was refused for an open decision while that one stays open, and on figures of any age', async () => {
    const first = await submitOne(decide(clientId));
    const second = await submitOne(decide(clientId, { amount: 50_00 }), maya);
    expect(second.decision?.state).toBe('FAILED');
    await server.test.asOwner(`update client_row set last_good_at = '2026-10-01T12:00:00Z' where client_id = ?::uuid`, [
      clientId,
    ]);
    const away = await submitOne(decide(clientId, { kind: 'SKIP', replaces: second.id }), maya);
    expect(away).toMatchObject({ refusal: null, decision: { state: 'APPLIED' } });
    const [told] = await decisionsOf(daniel, [clientId]);
    const stateOf = (of: string) => told?.decisions.find(({ id }) => id === of);
    expect(stateOf(second.id)).toMatchObject({ replacedBy: away.id });
    expect(stateOf(first.id)).toMatchObject({ state: 'ACCEPTED', replacedBy: null });
    expect(await row()).toMatchObject({ open_decisions: 1 });
  });

  it.each([
    ['an open one', async () => (await submitOne(decide(clientId))).id, 'ALREADY_DECIDED'],
    [
      'one on another document',
      async () => (await submitOne(decide(clientId, { kind: 'SKIP', documentKey: 'Bill:2' }))).id,
      'INVALID_INPUT',
    ],
    ['one that nobody knows', () => Promise.resolve(randomUUID()), 'INVALID_INPUT'],
  ])('does not let %s be replaced', async (_what, make, code) => {
    const { decision, refusal } = await submitOne(decide(clientId, { kind: 'SKIP', replaces: await make() }));
    expect(decision?.state).toBe('FAILED');
    expect(refusal).toMatchObject({ code, field: 'replaces' });
  });

  it.each([
    ['void', 'Bill:8'],
    ['deleted', 'Bill:77'],
  ])('puts away by a skip in its place what came back on a %s bill', async (_what, documentKey) => {
    const back = await submitOne(decide(clientId, { documentKey }));
    expect(back.decision?.state).toBe('FAILED');
    const skip = decide(clientId, { kind: 'SKIP', documentKey, replaces: back.id });
    expect(await submitOne(skip)).toMatchObject({ refusal: null, decision: { state: 'APPLIED', replaces: back.id } });
    const alone = await submitOne(decide(clientId, { kind: 'SKIP', documentKey }));
    expect(alone.decision?.state).toBe('FAILED');
  });

  it('takes decisions of several clients over in one request, in their order', async () => {
    const [other = ''] = await addDecidable(server, people.daniel, [{ name: 'Other' }]);
    const drafts = [decide(clientId), decide(other), decide(clientId, { documentKey: 'Bill:2' })];
    const { results } = await submit(daniel, drafts);
    expect(results.map(({ id, decision }) => [id, decision?.state])).toEqual(drafts.map(({ id }) => [id, 'ACCEPTED']));
    expect(results.map(({ version }) => version)).toEqual([1, 1, 1]);
  });

  it('refuses whoever is not signed in, and more than a hundred', async () => {
    const anybody = new TestBrowser(server.url);
    await expect(submit(anybody, [decide(clientId)])).rejects.toThrow('NOT_SIGNED_IN');
    const many = await submit(
      daniel,
      Array.from({ length: 101 }, () => decide(clientId)),
    );
    expect(many).toMatchObject({ results: [], refusal: { code: 'OUT_OF_RANGE' } });
    expect(
      await withdraw(
        daniel,
        Array.from({ length: 101 }, () => randomUUID()),
      ),
    ).toMatchObject({
      results: [],
      refusal: { code: 'OUT_OF_RANGE' },
    });
    expect(await count('decision')).toBe(0);
  });
});
