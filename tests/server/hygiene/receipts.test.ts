import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTombstonesJob } from '../../../server/decisions/cleanTombstones.job.js';
import { createLogger } from '../../../server/platform/logger.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { addConnected, found, keep } from './issuesGround.js';

interface Payload {
  readonly client: { readonly openIssues: number } | null;
  readonly refused: readonly { readonly issueId: string }[];
  readonly refusal: { readonly code: string; readonly field: string | null } | null;
}

interface RefusedOne {
  readonly issueId: string;
  readonly refusal: { readonly code: string; readonly field: string | null; readonly message: string };
}

/** What each act says beside client and issues. */
const ACTS = { snoozeIssues: 'until: "2026-12-01"', dismissIssues: 'reason: "x"', reopenIssues: '' } as const;
type Act = keyof typeof ACTS;

describe('an act on issues that is delivered more than once', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let maya: TestBrowser;
  let clientId: string;
  let issueIds: string[];

  beforeAll(async () => {
    server = await startTestApp({ poolSize: 8 });
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addConnected(server, people.daniel, [{ name: 'Busy' }]);
    const issues = ['1', '2', '3'].map((id) => found('unusual-entry', id));
    await keep(server, { clientId, firmId: people.daniel.firmId }, issues);
    const rows = await server.test.asOwner<{ id: string }>(
      'select id from hygiene_issue where client_id = ?::uuid order by id',
      [clientId],
    );
    issueIds = rows.map(({ id }) => id);
  });

  const say = async (browser: TestBrowser, act: Act, operationId: string | null, more: string = ACTS[act]) => {
    const answer = await browser.graphql<Record<string, Payload>>(
      `mutation($id: ID!, $ids: [ID!]!, $operationId: ID) {
         ${act}(clientId: $id, issueIds: $ids, operationId: $operationId${more === '' ? '' : `, ${more}`}) {
           client { openIssues } refused { issueId } refusal { code field } } }`,
      { id: clientId, ids: issueIds, operationId },
    );
    if (answer.errors.length > 0) throw new Error(answer.text);
    return answer.data[act] as Payload;
  };
  const events = async () =>
    (
      await server.test.asOwner<{ count: number }>(
        `select count(*)::int as count from audit_event where client_id = ?::uuid and actor_kind = 'PERSON'`,
        [clientId],
      )
    )[0]?.count;

  it.each(['snoozeIssues', 'dismissIssues'] as const)(
    'by %s is not done again after somebody reopened',
    async (act) => {
      const operationId = randomUUID();
      expect(await say(daniel, act, operationId)).toEqual({ client: { openIssues: 0 }, refused: [], refusal: null });
      await say(maya, 'reopenIssues', randomUUID());
      expect(await say(daniel, act, operationId)).toEqual({ client: { openIssues: 3 }, refused: [], refusal: null });
      expect(await events()).toBe(6);
      // Without an id it is another act each time.
      expect(await say(daniel, act, null)).toMatchObject({ client: { openIssues: 0 } });
    },
  );

  it('by reopenIssues is not done again after somebody snoozed', async () => {
    const operationId = randomUUID();
    await say(daniel, 'snoozeIssues', null);
    await say(daniel, 'reopenIssues', operationId);
    await say(maya, 'snoozeIssues', randomUUID());
    expect(await say(daniel, 'reopenIssues', operationId)).toMatchObject({ client: { openIssues: 0 }, refusal: null });
  });

  it('is done once by many deliveries at once', async () => {
    const operationId = randomUUID();
    await Promise.all(Array.from({ length: 8 }, () => say(daniel, 'snoozeIssues', operationId)));
    expect(await events()).toBe(3);
  });

  it('is answered each time which issues were left, and why', async () => {
    const known = issueIds;
    const first = await within(known.concat(randomUUID(), randomUUID()));
    expect(first.refused.map(({ refusal }) => refusal.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    expect(await first.again()).toEqual(first.refused);
    expect(await events()).toBe(3);
    const whole = await within(known);
    expect([whole.refused, await whole.again()]).toEqual([[], []]);
  });

  /** Dismisses these, and can say it again by the same id. */
  async function within(ids: readonly string[]) {
    const operationId = randomUUID();
    const once = async () => {
      const answer = await daniel.graphql<{ dismissIssues: { refused: RefusedOne[] } }>(
        `mutation($id: ID!, $ids: [ID!]!, $operationId: ID) {
           dismissIssues(clientId: $id, issueIds: $ids, operationId: $operationId, reason: "x") {
             refused { issueId refusal { code field message } } } }`,
        { id: clientId, ids, operationId },
      );
      if (answer.errors.length > 0) throw new Error(answer.text);
      return answer.data.dismissIssues.refused;
    };
    return { refused: await once(), again: once };
  }

  it('leaves no receipt where it is refused', async () => {
    const operationId = randomUUID();
    const past = 'until: "2026-11-20"';
    expect((await say(daniel, 'snoozeIssues', operationId, past)).refusal?.code).toBe('OUT_OF_RANGE');
    expect((await say(daniel, 'snoozeIssues', operationId)).refusal).toBeNull();
  });

  it('is known for good: a device may have lain in a drawer for years', async () => {
    const old = randomUUID();
    await say(daniel, 'snoozeIssues', old);
    await say(daniel, 'reopenIssues', randomUUID());
    await server.test.asOwner(`update operation_receipt set at = now() - interval '3 years' where id = ?::uuid`, [old]);
    await createTombstonesJob({
      database: server.test.database,
      clock: { now: () => new Date() },
      logger: createLogger('silent'),
    }).work();
    const before = await events();
    expect((await say(daniel, 'snoozeIssues', old)).refusal).toBeNull();
    expect(await events()).toBe(before);
  });

  it('is refused with another content, another act, another person and an id that is none', async () => {
    const operationId = randomUUID();
    await say(daniel, 'snoozeIssues', operationId);
    const taken = { client: null, refused: [], refusal: { code: 'ID_TAKEN', field: 'operationId' } };
    expect(await say(daniel, 'snoozeIssues', operationId, 'until: "2026-12-02"')).toEqual(taken);
    expect(await say(daniel, 'dismissIssues', operationId)).toEqual(taken);
    expect(await say(maya, 'snoozeIssues', operationId)).toEqual(taken);
    issueIds = issueIds.slice(1);
    expect(await say(daniel, 'snoozeIssues', operationId)).toEqual(taken);
    expect((await say(daniel, 'snoozeIssues', 'x')).refusal).toEqual({ code: 'INVALID_INPUT', field: 'operationId' });
  });
});
