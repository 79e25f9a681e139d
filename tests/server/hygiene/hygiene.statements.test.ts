import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice, type Person } from '../../harness/practice.js';
import { statementsOf } from '../../harness/statements.js';
import { addConnected, found, keep } from './issuesGround.js';

const EVERYTHING = (
  first: number,
) => `{ clients(first: ${first}, orderBy: [{ by: ISSUES, direction: DESC }]) { edges { node { id
  openIssues hygieneScore tier features { feature available }
  hygiene { score { value } scoreBefore { value } rules { id } issues { id byName fixUrl lines { url } }
    prices { ... on HygienePrices { byIssue { issueId } } } }
  flowband { events { key issueIds } } forecast { ... on Forecast { weeks { closing } added { byName } } } } } } }`;

describe('the number of SQL statements for hygiene, forecast and Flowband', () => {
  let server: TestApp;
  let few: TestBrowser;
  let many: TestBrowser;

  beforeAll(async () => {
    server = await startTestApp();
    const people = await seedPractice(server.test);
    const made = async (advisor: Person, clients: number): Promise<TestBrowser> => {
      const drafts = Array.from({ length: clients }, (_, place) => ({ name: `Client ${place}` }));
      for (const clientId of await addConnected(server, advisor, drafts)) {
        const issues = [found('unusual-entry', '1'), found('missing-receipt', '2')];
        await keep(server, { clientId, firmId: advisor.firmId }, issues);
      }
      return new TestBrowser(server.url).signIn(advisor.email);
    };
    few = await made(people.daniel, 2);
    many = await made(people.tomas, 50);
  }, 60_000);
  afterAll(() => server.close());

  it('is the same for 2 and for 50 clients', async () => {
    const ask = (browser: TestBrowser, first: number) =>
      statementsOf(server.test.statements, async () => {
        const answer = await browser.graphql<{ clients: { edges: { node: { forecast: { weeks: unknown[] } } }[] } }>(
          EVERYTHING(first),
        );
        if (answer.errors.length > 0) throw new Error(answer.text);
        expect(answer.data.clients.edges).toHaveLength(first);
        expect(answer.data.clients.edges.every(({ node }) => node.forecast.weeks.length === 13)).toBe(true);
      });
    const [two, fifty] = [await ask(few, 2), await ask(many, 50)];
    expect(fifty).toHaveLength(two.length);
    // The page, scores, issues, bases, added events, changed items.
    expect(two).toHaveLength(6);
  });
});
