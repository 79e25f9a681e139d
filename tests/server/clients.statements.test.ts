import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { addClients, seedPractice } from '../harness/practice.js';
import { statementsOf } from '../harness/statements.js';

const EVERYTHING = `{ clients(first: 50) { edges { cursor node {
  id name advisorName currency timeZone cashOnHand change asOf booksThrough booksVersion stale attention openDecisions ritual { week state }
  runway { state status weeks over reason } previous { asOf runway { weeks } } sync { state phase percent lastGoodAt lastError lastErrorAt }
} } pageInfo { hasNextPage endCursor } totals { count critical needsAttention stale } } }`;
const WITH_DIGEST = (first: number) =>
  `{ clients(first: ${first}) { edges { node { id digest { asOf figures { cashOnHand } history { asOf } before { asOf } tieOut { tied } } } } } }`;

describe('the number of SQL statements', () => {
  let server: TestApp;
  let daniel: TestBrowser;
  let maya: TestBrowser;

  beforeAll(async () => {
    server = await startTestApp();
    const people = await seedPractice(server.test);
    const drafts = (count: number, of: string) =>
      Array.from({ length: count }, (_, index) => ({ name: `${of} ${index}`, lastGoodAt: '2026-11-21T00:00:00Z' }));
    await addClients(server.test, people.daniel, drafts(50, 'Fifty'));
    await addClients(server.test, people.tomas, drafts(5000, 'Many'));
    daniel = await new TestBrowser(server.url).signIn(people.daniel.email);
    maya = await new TestBrowser(server.url).signIn(people.tomas.email);
    // Five thousand clients take seconds to enter where the machine is busy.
  }, 60_000);
  afterAll(() => server.close());

  const ask = (browser: TestBrowser, query: string) =>
    statementsOf(server.test.statements, async () => {
      const answer = await browser.graphql(query);
      if (answer.errors.length > 0) throw new Error(answer.text);
    });

  it('of the list is the same for 50 and for 5,000 clients, and at most 3', async () => {
    const few = await ask(daniel, EVERYTHING);
    const many = await ask(maya, EVERYTHING);
    expect(many).toHaveLength(few.length);
    expect(few.length).toBeLessThanOrEqual(3);
    // The page with what its clients' rows hold, the totals, and the week's reviews of all clients on the page.
    expect(few.length).toBe(3);
  });

  it('stays constant with digests selected', async () => {
    const few = await ask(daniel, WITH_DIGEST(2));
    const many = await ask(maya, WITH_DIGEST(100));
    expect(many.length).toBe(few.length);
  });

  it('is none for what needs no rows', async () => {
    expect(await ask(new TestBrowser(server.url), '{ __typename viewer { id } }')).toEqual([]);
  });
});
