import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Practice } from '../../harness/practice.js';
import { standInSettings } from '../../harness/standIn.js';
import { consent, start, type Running } from '../../sandbox/httpHarness.js';
import { REALM, smallCompany } from '../../sandbox/smallCompany.js';

const WHOLE = `{ clients(first: 5) { edges { node { id openIssues hygieneScore tier
  hygiene { asOf score { value lines { points } } issues { ruleId state reason fixUrl lines { url } }
    prices { __typename ... on HygienePrices { byIssue { issueId } lowPoint { amount date } } } }
  flowband { opening events { key number ifPaid ifNot } }
  forecast { __typename ... on Forecast { weeks { opening closing lowerClosing } lowPoint { amount } trackRecord { entries { weeks } } } } } } } }`;

interface Synced {
  readonly id: string;
  readonly openIssues: number;
  readonly hygieneScore: number;
  readonly hygiene: {
    readonly score: { readonly value: number; readonly lines: readonly { readonly points: number }[] };
    readonly issues: readonly { readonly state: string; readonly fixUrl: string | null }[];
    readonly prices: { readonly __typename: string };
  };
  readonly flowband: { readonly events: readonly { readonly ifPaid: number; readonly ifNot: number }[] };
  readonly forecast: { readonly weeks: readonly { readonly closing: number; readonly lowerClosing: number }[] };
}

describe('a client that was read from QuickBooks', () => {
  let server: TestApp;
  let running: Running;
  let people: Practice;
  let daniel: TestBrowser;

  beforeAll(async () => {
    running = await start([smallCompany().company]);
    server = await startTestApp({
      now: new Date('2026-11-21T18:00:00Z'),
      quickBooks: { ...standInSettings(running.url), appUrl: running.url },
    });
    people = await seedPractice(server.test);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    const { data } = await daniel.graphql<{ beginConnection: { consentUrl: string } }>(
      'mutation { beginConnection { consentUrl } }',
    );
    const asked = Object.fromEntries(new URL(data.beginConnection.consentUrl).searchParams);
    const back = await consent(running.url, { ...asked, realm_id: REALM, decision: 'allow' });
    await fetch(`${server.url}/quickbooks/callback${back.search}`, {
      headers: { cookie: [...daniel.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    await server.services.syncWorker.runUntilIdle();
  }, 60_000);
  afterAll(async () => {
    await server.close();
    await running.stop();
    await running.cleanUp();
  });

  const read = async () => {
    const { data, errors } = await daniel.graphql<{ clients: { edges: { node: Synced }[] } }>(WHOLE);
    expect(errors).toEqual([]);
    const client = data.clients.edges[0]?.node;
    if (!client) throw new Error('no client was connected');
    return client;
  };

  it('has its issues, its score and a forecast at once', async () => {
    const { openIssues, hygieneScore, hygiene, flowband, forecast } = await read();
    expect(hygiene.issues.filter(({ state }) => state === 'OPEN')).toHaveLength(openIssues);
    expect(openIssues).toBeGreaterThan(0);
    const taken = hygiene.score.lines.reduce((sum, { points }) => sum + points, 0);
    expect([hygieneScore, hygiene.score.value]).toEqual(Array(2).fill(Math.max(0, 100 - taken)));
    expect(hygiene.prices.__typename).toBe('HygienePrices');
    expect(forecast.weeks).toHaveLength(13);
    for (const { closing, lowerClosing } of forecast.weeks) expect(lowerClosing).toBeLessThanOrEqual(closing);
    for (const { ifPaid, ifNot } of flowband.events) expect(ifNot).toBeLessThanOrEqual(ifPaid);
  });

  it('links to pages that are there', async () => {
    const { hygiene } = await read();
    const links = hygiene.issues.flatMap(({ fixUrl }) => (fixUrl === null ? [] : [fixUrl]));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
  });

  it('is judged anew when the firm changes a threshold', async () => {
    const before = (await read()).hygiene.score;
    const maya = await new TestBrowser(server.url).signIn(people.maya.email);
    for (const key of ['weightBlocks', 'weightDistorts', 'weightTidy']) {
      const { errors } = await maya.graphql(
        'mutation($key: String!) { setHygieneSetting(key: $key, value: 0) { refusal { code } } }',
        { key },
      );
      expect(errors).toEqual([]);
    }
    server.clock.advance(60_000);
    await server.services.syncWorker.runUntilIdle();
    expect(before.value).toBeLessThan(100);
    expect((await read()).hygiene.score.value).toBe(100);
  });
});
