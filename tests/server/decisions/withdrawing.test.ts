import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTombstonesJob } from '../../../server/decisions/cleanTombstones.job.js';
import { createLogger } from '../../../server/platform/logger.js';
import type { TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, decisionsOf, startDeciding, submit, withdraw } from './decisionsGround.js';

describe('taking decisions back', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
  });

  const queued = async (): Promise<number> =>
    (await server.test.asOwner('select 1 from decision_outbox where client_id = ?::uuid', [clientId])).length;

  it('takes back what was not sent, once and again', async () => {
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    const [first] = (await withdraw(daniel, [draft.id.toUpperCase()])).results;
    expect(first).toMatchObject({
      id: draft.id.toUpperCase(),
      refusal: null,
      version: 2,
      decision: { state: 'WITHDRAWN' },
    });
    expect(await queued()).toBe(0);
    expect((await withdraw(daniel, [draft.id])).results[0]).toMatchObject({ refusal: null, version: 2 });
    // The delivery that was under way meanwhile changes nothing: it was taken over, and taken back.
    const [late] = (await submit(daniel, [draft])).results;
    expect(late).toMatchObject({ refusal: null, decision: { state: 'WITHDRAWN' } });
    const trail = await server.test.asOwner<{ action: string }>(
      `select action from audit_event where client_id = ?::uuid order by id`,
      [clientId],
    );
    expect(trail.map(({ action }) => action)).toEqual(['decision.accepted', 'decision.withdrawn']);
    const [client] = await server.test.asOwner('select open_decisions from client_row where client_id = ?::uuid', [
      clientId,
    ]);
    expect(client).toEqual({ open_decisions: 0 });
    expect((await submit(daniel, [decide(clientId)])).results[0]?.decision?.state).toBe('ACCEPTED');
  });

  it('refuses what arrives after it was taken back', async () => {
    const draft = decide(clientId);
    const [unknown] = (await withdraw(daniel, [draft.id])).results;
    expect(unknown).toEqual({ id: draft.id, decision: null, refusal: null, version: null });
    const [late] = (await submit(daniel, [draft])).results;
    expect(late).toMatchObject({ decision: { state: 'WITHDRAWN' }, refusal: { code: 'WITHDRAWN' } });
    expect((await submit(daniel, [draft])).results[0]).toEqual(late);
    expect(await queued()).toBe(0);
  });

  it('refuses it also where the access to the client is gone under which that was kept', async () => {
    const [other = ''] = await addDecidable(server, people.daniel, [{ name: 'Other' }]);
    const [draft, again] = [decide(clientId), decide(other)];
    await withdraw(daniel, [draft.id, again.id]);
    const kept = await server.test.asOwner<{ id: string }>(
      'select distinct client_id as id from decision_tombstone where id in (?::uuid, ?::uuid)',
      [draft.id, again.id],
    );
    const left = [draft, again].find(({ clientId: of }) => kept.every(({ id }) => id !== of));
    for (const { id } of kept) {
      await server.test.asOwner('delete from access where principal_id = ?::uuid and client_id = ?::uuid', [
        people.daniel.id,
        id,
      ]);
    }
    expect(left).toBeDefined();
    const { results } = await submit(daniel, left ? [left] : []);
    expect(results).toMatchObject([{ decision: { state: 'WITHDRAWN' }, refusal: { code: 'WITHDRAWN' } }]);
  });

  it('takes what another person took back by the same id for nothing', async () => {
    const maya = await new TestBrowser(server.url).signIn(people.maya.email);
    const draft = decide(clientId);
    expect((await withdraw(maya, [draft.id])).results[0]?.refusal).toBeNull();
    expect(await server.test.asOwner('select 1 from decision_tombstone where id = ?::uuid', [draft.id])).toHaveLength(
      1,
    );
    expect((await submit(daniel, [draft])).results[0]?.decision?.state).toBe('ACCEPTED');
  });

  it('keeps that something was taken back for sixty days', async () => {
    const [old, young] = [randomUUID(), randomUUID()];
    await withdraw(daniel, [old, young]);
    await server.test.asOwner(`update decision_tombstone set at = now() - interval '61 days' where id = ?::uuid`, [
      old,
    ]);
    await server.test.asOwner(`update decision_tombstone set at = now() - interval '59 days' where id = ?::uuid`, [
      young,
    ]);
    const { database } = server.test;
    const logger = createLogger('silent');
    await createTombstonesJob({ database, clock: { now: () => new Date() }, logger }).work();
    const kept = await server.test.asOwner('select id from decision_tombstone where id in (?::uuid, ?::uuid)', [
      old,
      young,
    ]);
    expect(kept).toEqual([{ id: young }]);
  });

  it('never leaves one to be sent that arrives at the same time', async () => {
    for (let round = 0; round < 12; round += 1) {
      const draft = decide(clientId);
      const [submitted, withdrawn] = await Promise.all([submit(daniel, [draft]), withdraw(daniel, [draft.id])]);
      expect(withdrawn.results[0]?.refusal).toBeNull();
      expect(submitted.results[0]?.decision?.state).toMatch(/ACCEPTED|WITHDRAWN/);
      const told = (await decisionsOf(daniel, [clientId]))[0]?.decisions.find(({ id }) => id === draft.id);
      // One of the two was first: taken over and taken back, or refused when it arrived.
      expect(told).toMatchObject({ state: 'WITHDRAWN' });
      expect(await queued()).toBe(0);
    }
  });

  it.each([
    ['SUBMITTED', null],
    ['APPLIED', '2026-11-21T12:00:00Z'],
    ['FAILED', '2026-11-21T12:00:00Z'],
  ])('is too late for one that is %s', async (state, settledAt) => {
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    await server.test.asOwner('update decision set state = ?, settled_at = ?::timestamptz where id = ?::uuid', [
      state,
      settledAt,
      draft.id,
    ]);
    const [result] = (await withdraw(daniel, [draft.id])).results;
    expect(result).toMatchObject({ refusal: { code: 'TOO_LATE', field: 'ids' }, decision: { state } });
  });

  it('harms no other where an id is garbage', async () => {
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    const { results } = await withdraw(daniel, ['x', draft.id, randomUUID()]);
    expect(results.map(({ refusal }) => refusal?.code ?? null)).toEqual(['INVALID_INPUT', null, null]);
    expect(results[1]?.decision?.state).toBe('WITHDRAWN');
  });
});
