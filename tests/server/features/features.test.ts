import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isObjectType, isUnionType } from 'graphql';
import { mergedSdl } from '../../../server/contract/contract.js';
import { loadSdl } from '../../../server/contract/sdl.js';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { LiveSocket } from '../../harness/liveSocket.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { addConnected, found, keep } from '../hygiene/issuesGround.js';

const schema = mergedSdl(loadSdl(fileURLToPath(new URL('../../../schema/', import.meta.url))));

/** Every field of the contract whose answer may be a refusal: what a tier decides on. */
const GATED_FIELDS = {
  'Client.forecast':
    'forecast { __typename ... on Refusal { code message } ... on Forecast { items { name } added { name } } }',
  'Hygiene.prices':
    'hygiene { prices { __typename ... on Refusal { code message } ... on HygienePrices { byIssue { issueId } } } }',
} as const;

/** Every mutation of what a tier decides on. */
const GATED_MUTATIONS = {
  addForecastEvent: `event: { id: "${randomUUID()}", name: "x", direction: IN, amount: 1, date: "2026-12-01" }`,
  removeForecastEvent: `id: "${randomUUID()}"`,
  switchForecastItem: 'key: "rent", off: true',
  moveForecastItem: 'key: "Bill:1", date: "2026-12-24"',
} as const;

describe('tiers', () => {
  let server: TestApp;
  let people: Practice;
  let daniel: TestBrowser;
  let maya: TestBrowser;
  let id: string;

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [id = ''] = await addConnected(server, people.daniel, [{ name: 'Fern', tier: 'BASIC_RITUAL_ONLY' }]);
    await keep(server, { clientId: id, firmId: people.daniel.firmId }, [found('unusual-entry', '1')]);
  });

  const ask = async (selection: string, browser = daniel) => {
    const answer = await browser.graphql<{ client: Record<string, unknown> | null }>(
      `query($id: ID!) { client(id: $id) { ${selection} } }`,
      { id },
    );
    expect(answer.errors).toEqual([]);
    return answer;
  };
  const setTier = async (tier: string, browser = maya) => {
    const answer = await browser.graphql<{
      setTier: { client: { tier: string } | null; refusal: { code: string; field: string | null } | null };
    }>(
      'mutation($id: ID!, $tier: Tier!) { setTier(clientId: $id, tier: $tier) { client { tier } refusal { code field } } }',
      {
        id,
        tier,
      },
    );
    expect(answer.errors).toEqual([]);
    return answer.data.setTier;
  };
  const trail = () =>
    server.test.asOwner(
      `select actor_id, before, after from audit_event where client_id = ?::uuid and action = 'client.tier_set' order by id`,
      [id],
    );

  it('decide on the fields of this list and no others', () => {
    const unions = Object.values(schema.getTypeMap()).filter(
      (type) => isUnionType(type) && type.getTypes().some(({ name }) => name === 'Refusal'),
    );
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => unions.some(({ name }) => String(field.type).replace('!', '') === name))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(fields.sort()).toEqual(Object.keys(GATED_FIELDS).sort());
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ description }) =>
      description?.includes('FEATURE_OFF'),
    );
    expect(mutations.map(({ name }) => name).sort()).toEqual(Object.keys(GATED_MUTATIONS).sort());
  });

  it.each(Object.entries(GATED_FIELDS))(
    'answer %s with a refusal, and with none of its data',
    async (_name, selection) => {
      const { text } = await ask(selection);
      expect(text).toContain('"code":"FEATURE_OFF"');
      expect(text).toMatch(/not in this client’s tier/);
      for (const secret of ['Rent', 'Harbor', 'byIssue', 'items']) expect(text).not.toContain(secret);
      await setTier('SMART');
      expect((await ask(selection)).text).not.toContain('FEATURE_OFF');
    },
  );

  it.each(Object.entries(GATED_MUTATIONS))('refuse %s and write nothing', async (verb, given) => {
    const mutation = `mutation($id: ID!) { ${verb}(clientId: $id, ${given}) { client { id } refusal { code field } } }`;
    const refused = await daniel.graphql<Record<string, unknown>>(mutation, { id });
    expect(refused.errors).toEqual([]);
    expect(refused.data[verb]).toEqual({ client: null, refusal: { code: 'FEATURE_OFF', field: 'clientId' } });
    const written = await server.test.asOwner(
      'select client_id from forecast_event where client_id = ?::uuid union all select client_id from forecast_change where client_id = ?::uuid',
      [id, id],
    );
    expect(written).toEqual([]);
    await setTier('SMART');
    expect((await daniel.graphql<Record<string, unknown>>(mutation, { id })).data[verb]).toMatchObject({
      refusal: null,
    });
  });

  it('say of every feature whether it is there', async () => {
    const { data } = await ask('tier features { feature available message }');
    expect(data.client).toMatchObject({ tier: 'BASIC_RITUAL_ONLY' });
    const features = data.client?.['features'] as { available: boolean; message: string | null }[];
    expect(features).toHaveLength(6);
    expect(features.every(({ available, message }) => !available && message !== null)).toBe(true);
    await setTier('SMART');
    const smart = (await ask('features { available message }')).data.client?.['features'];
    expect(smart).toEqual(Array(6).fill({ available: true, message: null }));
  });

  it('show no recurring event in the Flowband without the forecast', async () => {
    const { text } = await ask('flowband { recurring events { key kind name } notes }');
    expect(text).toContain('Bill:1');
    expect(text).not.toContain('Rent');
  });

  it('are set by the firm’s owner alone, audited once, and heard by who looks', async () => {
    expect(await setTier('SMART', daniel)).toEqual({ client: null, refusal: { code: 'NOT_ALLOWED', field: null } });
    const stranger = await new TestBrowser(server.url).signIn(people.tomas.email);
    expect(await setTier('SMART', stranger)).toEqual({
      client: null,
      refusal: { code: 'NOT_FOUND', field: 'clientId' },
    });
    expect(await trail()).toEqual([]);
    const screen = await LiveSocket.follow(daniel);
    await screen.until(() => screen.known.has(id));
    const before = screen.known.get(id)?.version;
    expect(await setTier('SMART')).toEqual({ client: { tier: 'SMART' }, refusal: null });
    await screen.until(() => screen.known.get(id)?.version !== before);
    await screen.close();
    await setTier('SMART');
    expect(await trail()).toEqual([
      { actor_id: people.maya.id, before: { tier: 'BASIC_RITUAL_ONLY' }, after: { tier: 'SMART' } },
    ]);
    expect(await server.test.asOwner('select tier from client where id = ?::uuid', [id])).toEqual([{ tier: 'SMART' }]);
  });

  it('cannot be passed by an advisor who writes the list’s row', async () => {
    const scope = { principalId: people.daniel.id, firmId: people.daniel.firmId };
    const asDaniel = (sql: string) =>
      server.test.database.asPrincipal(scope, 'write', (tx) => tx.execute(sql, [id], 'run'));
    await expect(asDaniel(`update client_row set tier = 'SMART' where client_id = ?::uuid`)).rejects.toThrow(
      /permission denied/,
    );
    // What an advisor may write takes the tier from where the owner alone sets it.
    await server.test.asOwner('grant update (tier) on client_row to runway_app');
    try {
      await asDaniel(`update client_row set tier = 'SMART' where client_id = ?::uuid`);
    } finally {
      await server.test.asOwner('revoke update (tier) on client_row from runway_app');
    }
    const { data } = await ask('tier forecast { __typename }');
    expect(data.client).toMatchObject({ tier: 'BASIC_RITUAL_ONLY', forecast: { __typename: 'Refusal' } });
  });

  it('cannot be set by an advisor in the database either', async () => {
    const scope = { principalId: people.daniel.id, firmId: people.daniel.firmId };
    const changed = await server.test.database.asPrincipal(scope, 'write', (tx) =>
      tx.execute("update client set tier = 'SMART' where id = ?::uuid", [id], 'run'),
    );
    expect(changed).toMatchObject({ affectedRows: 0 });
  });
});
