import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { fiftyGround } from '../../harness/fiftyGround.js';
import { statementsOf } from '../../harness/statements.js';

const LIST = (first: number) => `{ clients(first: ${first}) { edges { cursor node {
  id name advisorName cashOnHand change asOf stale attention runway { state weeks } previous { runway { weeks } }
  sync { state lastGoodAt } } } pageInfo { hasNextPage } totals { count critical needsAttention } } }`;
const DIGESTS = (first: number) => `{ clients(first: ${first}) { edges { node { id digest {
  asOf figures { cashOnHand payablesDue { amount } } before { asOf } history { asOf cashIn } tieOut { tied } } } } } }`;

describe('SQL statements over the fifty', () => {
  let server: TestApp;
  let maya: TestBrowser;

  beforeAll(async () => {
    server = await startTestApp({ template: fiftyGround().template, now: new Date() });
    maya = await new TestBrowser(server.url).signIn('maya@foundrystreet.example');
  });
  afterAll(() => server.close());

  /** Statements of one query, which must answer as many clients as it asked for. */
  const ask = async (query: string, clients: number): Promise<number> => {
    const statements = await statementsOf(server.test.statements, async () => {
      const { data, errors, text } = await maya.graphql<{ clients: { edges: object[] } }>(query);
      if (errors.length > 0) throw new Error(text);
      expect(data.clients.edges).toHaveLength(clients);
    });
    return statements.length;
  };

  it('are at most three for the list with its totals, for two clients and for all', async () => {
    const [two, all] = [await ask(LIST(2), 2), await ask(LIST(50), 50)];
    expect(all).toBe(two);
    expect(all).toBeLessThanOrEqual(3);
  });

  it('are as many for fifty digests as for two', async () => {
    expect(await ask(DIGESTS(50), 50)).toBe(await ask(DIGESTS(2), 2));
  });
});
