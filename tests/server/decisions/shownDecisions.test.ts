import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DecisionState } from '../../../domain/decision/decision.js';
import type { TestApp } from '../../harness/app.js';
import type { TestBrowser } from '../../harness/browser.js';
import type { Practice } from '../../harness/practice.js';
import { addDecidable, decide, decisionsOf, startDeciding, submit } from './decisionsGround.js';

const DAY_MS = 86_400_000;

describe('the decisions that are shown of a client', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let clientId: string;

  beforeAll(async () => {
    ({ server, people, daniel } = await startDeciding());
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Many' }]);
  });

  const shown = async (): Promise<readonly string[]> =>
    (await decisionsOf(daniel, [clientId]))[0]?.decisions.map(({ id }) => id) ?? [];

  /** A decision that became final this many days ago, and a millisecond more or less. */
  async function settled(state: DecisionState, days: number, moreMs: number, documentKey = 'Bill:1'): Promise<string> {
    const draft = decide(clientId, { documentKey });
    await submit(daniel, [draft]);
    const at = new Date(server.clock.now().getTime() - days * DAY_MS - moreMs).toISOString();
    await server.test.asOwner(
      'update decision set state = ?, accepted_at = ?::timestamptz, settled_at = ?::timestamptz where id = ?::uuid',
      [state, at, at, draft.id],
    );
    return draft.id;
  }

  it('are every open one, however many final ones are newer, of which the newest 500 are shown', async () => {
    const open = decide(clientId);
    await submit(daniel, [open]);
    await server.test.asOwner(
      `insert into decision (id, client_id, firm_id, by_id, kind, document_key, currency, saw, content_hash, state, accepted_at,
           settled_at)
         select gen_random_uuid(), client_id, firm_id, by_id, 'SKIP', 'Bill:' || n, currency, saw, 'h', 'APPLIED',
             accepted_at + n * interval '1 ms', accepted_at + n * interval '1 ms'
           from decision, generate_series(1, 501) n where id = ?::uuid`,
      [open.id],
    );
    const ids = await shown();
    expect(ids).toHaveLength(501);
    expect(ids.at(-1)).toBe(open.id);
    const [oldest] = await server.test.asOwner<{ id: string }>(
      `select id from decision where client_id = ?::uuid and state = 'APPLIED' order by accepted_at limit 1`,
      [clientId],
    );
    expect(ids).not.toContain(oldest?.id);
  });

  it('are open ones of any age', async () => {
    const draft = decide(clientId);
    await submit(daniel, [draft]);
    await server.test.asOwner(`update decision set accepted_at = accepted_at - interval '90 days' where id = ?::uuid`, [
      draft.id,
    ]);
    expect(await shown()).toEqual([draft.id]);
  });

  it.each(['APPLIED', 'WITHDRAWN'] as const)('are final ones for 14 days where they are %s', async (state) => {
    const young = await settled(state, 14, -1);
    await settled(state, 14, 0);
    expect(await shown()).toEqual([young]);
  });

  it.each(['CONFLICTED', 'FAILED', 'EXPIRED'] as const)(
    'are final ones for 28 days where they are %s, for 14 where another took their place',
    async (state) => {
      const young = await settled(state, 28, -1);
      await settled(state, 28, 0);
      expect(await shown()).toEqual([young]);
      const successor = decide(clientId, { replaces: young });
      await submit(daniel, [successor]);
      expect(await shown()).toEqual([successor.id]);
    },
  );
});
