import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { seedPractice, type Practice } from '../harness/practice.js';
import { addDecidable, decide } from './decisions/decisionsGround.js';

const SUBMIT =
  'mutation($decisions: [DecisionInput!]!) { submitDecisions(decisions: $decisions) { results { id decision { state } } refusal { code } } }';
const LIST = '{ clients(first: 5) { totals { count } } viewer { name } }';

describe('a request that says whom it was made for', () => {
  let server: TestApp;
  let people: Practice;
  let clientId: string;
  let daniel: TestBrowser;
  let maya: TestBrowser;

  beforeAll(async () => {
    server = await startTestApp();
    people = await seedPractice(server.test);
    [clientId = ''] = await addDecidable(server, people.daniel, [{ name: 'Harbor' }]);
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    // The owner sees the same client: nothing but the header holds the request back.
    maya = await new TestBrowser(server.url).signIn(people.maya.email);
  });
  afterAll(() => server.close());

  const kept = async () =>
    (await server.test.asOwner<{ id: string }>('select id from decision where client_id = ?::uuid', [clientId])).length;

  it('is refused as a whole with the session of another, and nothing is written', async () => {
    const answer = await maya.graphql(
      SUBMIT,
      { decisions: [decide(clientId)] },
      { 'x-runway-viewer': people.daniel.id },
    );
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual(['NOT_SIGNED_IN']);
    expect(answer.data ?? null).toBeNull();
    expect(await kept()).toBe(0);
    const read = await maya.graphql(LIST, {}, { 'x-runway-viewer': people.daniel.id });
    expect(read.errors.map(({ extensions }) => extensions?.code)).toContain('NOT_SIGNED_IN');
    expect(read.text).not.toContain('Maya');
  });

  it('is done with their own session, and one that says nothing is done for whoever is signed in', async () => {
    const own = await daniel.graphql<{ submitDecisions: { results: { decision: { state: string } }[] } }>(
      SUBMIT,
      { decisions: [decide(clientId)] },
      { 'x-runway-viewer': people.daniel.id },
    );
    expect(own.errors).toEqual([]);
    expect(own.data.submitDecisions.results.map(({ decision }) => decision.state)).toEqual(['ACCEPTED']);
    expect(await kept()).toBe(1);
    expect((await daniel.graphql(LIST)).errors).toEqual([]);
  });

  it('may ask what time it is by the server’s clock, which nobody else may', async () => {
    const asked = '{ viewer { serverTime } }';
    const { data, errors } = await daniel.graphql<{ viewer: { serverTime: string } }>(asked);
    expect(errors).toEqual([]);
    expect(data.viewer.serverTime).toBe(server.clock.now().toISOString());
    expect((await new TestBrowser(server.url).graphql(asked)).data).toEqual({ viewer: null });
  });

  it.each(['', 'not-an-id', '*'])('is refused where it names nobody: "%s"', async (header) => {
    const answer = await daniel.graphql(LIST, {}, { 'x-runway-viewer': header });
    expect(answer.errors.map(({ extensions }) => extensions?.code)).toContain('NOT_SIGNED_IN');
  });
});
