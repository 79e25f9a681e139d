import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTING_KEYS, SETTINGS } from '../../../domain/hygiene/settings.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { addConnected } from './issuesGround.js';

interface Setting {
  readonly key: string;
  readonly value: number;
  readonly standard: number;
}

describe('a firm’s thresholds and weights', () => {
  let server: TestApp;
  let people: Practice;
  let maya: TestBrowser;
  let [connected, paused, theirs]: string[] = [];

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
    [connected, paused] = await addConnected(server, people.daniel, [{ name: 'Connected' }, { name: 'Paused' }]);
    [theirs] = await addConnected(server, people.tomas, [{ name: 'Theirs' }]);
    await server.test.asOwner('update sync_job set paused = true where client_id = ?::uuid', [paused]);
  });
  afterAll(() => server.close());

  const settings = async (browser = maya) => {
    const { data, errors } = await browser.graphql<{ hygieneSettings: Setting[] }>(
      '{ hygieneSettings { key title meaning unit value standard least most } }',
    );
    expect(errors).toEqual([]);
    return new Map(data.hygieneSettings.map((setting) => [setting.key, setting]));
  };
  const set = async (key: string, value: number | null, browser = maya) => {
    const answer = await browser.graphql<{
      setHygieneSetting: { setting: Setting | null; refusal: { code: string; field: string | null } | null };
    }>(
      'mutation($key: String!, $value: Cents) { setHygieneSetting(key: $key, value: $value) { setting { key value } refusal { code field } } }',
      { key, value },
    );
    expect(answer.errors).toEqual([]);
    return answer.data.setHygieneSetting;
  };
  const wanted = async () =>
    (
      await server.test.asOwner<{ client_id: string }>('select client_id from sync_job where wanted order by client_id')
    ).map(({ client_id: id }) => id);
  const trail = () =>
    server.test.asOwner(
      `select actor_id, before, after from audit_event where action = 'hygiene.setting_changed' order by id`,
    );

  it('are the one table, each at its standard until it is set', async () => {
    const found = await settings();
    expect([...found.keys()]).toEqual([...SETTING_KEYS]);
    for (const [key, { value, standard }] of found) {
      expect([value, standard]).toEqual(Array(2).fill(SETTINGS[key as keyof typeof SETTINGS].standard));
    }
  });

  it('are set by the owner, for the whole firm, and make every connected client be judged anew', async () => {
    expect(await wanted()).toEqual([]);
    expect(await set('receiptAbove', 75_00)).toEqual({ setting: { key: 'receiptAbove', value: 75_00 }, refusal: null });
    const daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    expect((await settings(daniel)).get('receiptAbove')).toMatchObject({ value: 75_00, standard: 250_00 });
    const tomas = await new TestBrowser(server.url).signIn(people.tomas.email);
    expect((await settings(tomas)).get('receiptAbove')).toMatchObject({ value: 250_00 });
    expect(await wanted()).toEqual([connected]);
    expect(await wanted()).not.toContain(theirs);
    await server.test.asOwner('update sync_job set wanted = false');
    await set('receiptAbove', 75_00);
    expect(await wanted()).toEqual([]);
    expect((await set('receiptAbove', null)).setting).toEqual({ key: 'receiptAbove', value: 250_00 });
    expect(await trail()).toEqual([
      {
        actor_id: people.maya.id,
        before: { key: 'receiptAbove', value: null },
        after: { key: 'receiptAbove', value: 75_00 },
      },
      {
        actor_id: people.maya.id,
        before: { key: 'receiptAbove', value: 75_00 },
        after: { key: 'receiptAbove', value: null },
      },
    ]);
  });

  it('end no backoff, and have nothing read again that was begun to be read a moment ago', async () => {
    const now = server.clock.now();
    const later = (ms: number): string => new Date(now.getTime() + ms).toISOString();
    const standing = async (): Promise<unknown> =>
      (
        await server.test.asOwner<{ due_at: Date | string }>(
          'select wanted, attempts, due_at from sync_job where client_id = ?::uuid',
          [connected],
        )
      ).map((row) => ({ ...row, due_at: new Date(row.due_at).toISOString() }))[0];
    const stand = (columns: string, ...values: unknown[]) =>
      server.test.asOwner(`update sync_job set ${columns} where client_id = ?::uuid`, [...values, connected]);
    await stand('wanted = true, attempts = 3, due_at = ?', later(600_000));
    await set('receiptAbove', 80_00);
    expect(await standing()).toEqual({ wanted: true, attempts: 3, due_at: later(600_000) });
    await stand('wanted = false, attempts = 0, due_at = ?, claimed_at = ?', later(-5_000), later(-5_000));
    await set('receiptAbove', 85_00);
    expect(await standing()).toEqual({ wanted: true, attempts: 0, due_at: later(10_000) });
    await set('receiptAbove', null);
  });

  it('are not an advisor’s to set, by contract or by SQL', async () => {
    const daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    expect((await set('receiptAbove', 1, daniel)).refusal).toEqual({ code: 'NOT_ALLOWED', field: null });
    const scope = { principalId: people.daniel.id, firmId: people.daniel.firmId };
    const changed = await server.test.database.asPrincipal(scope, 'write', (tx) =>
      tx.execute(`update firm set hygiene_settings = '{"receiptAbove": 1}'`, [], 'run'),
    );
    expect(changed).toMatchObject({ affectedRows: 0 });
    expect((await settings()).get('receiptAbove')?.value).toBe(250_00);
  });

  it.each([
    ['nothing', 1, 'INVALID_INPUT', 'key'],
    ['toString', 1, 'INVALID_INPUT', 'key'],
    ['overdueBillDays', 0, 'OUT_OF_RANGE', 'value'],
    ['weightBlocks', 101, 'OUT_OF_RANGE', 'value'],
  ])('refuse %s at %d', async (key, value, code, field) => {
    expect(await set(key, value)).toEqual({ setting: null, refusal: { code, field } });
  });
});
