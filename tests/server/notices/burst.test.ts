import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../harness/app.js';
import { TestBrowser } from '../../harness/browser.js';
import { seedPractice } from '../../harness/practice.js';
import { consent, start, type Running } from '../../sandbox/httpHarness.js';
import { REALM, smallCompany } from '../../sandbox/smallCompany.js';
import { standInSettings } from '../../harness/standIn.js';

const TOKEN = 'verifier-token-of-the-app';
const POSTS = 100;

interface StandIn {
  readonly calls: Readonly<Record<string, { readonly cdc: number } | undefined>>;
  readonly webhooks: { readonly counts: { readonly delivered: number; readonly failedAttempts: number } };
}

/** Through the stand-in's own posts, the real route and both workers as they run in a server. */
describe('a burst of QuickBooks’ notices', () => {
  let server: TestApp;
  let running: Running;
  const small = smallCompany();

  beforeAll(async () => {
    running = await start([small.company]);
    server = await startTestApp({
      now: new Date('2026-11-21T18:00:00Z'),
      webhookTokens: [TOKEN],
      quickBooks: standInSettings(running.url, 20_000),
    });
    const { daniel } = await seedPractice(server.test);
    await connect(await new TestBrowser(server.url).signIn(daniel.email));
    server.services.noticeWorker.start();
    await server.services.syncWorker.start();
    await until(async () => (await runs()).length === 1 && (await runs()).every((state) => state === 'DONE'));
    // A post for every change.
    await running.control('POST', 'webhooks', {
      url: `${server.url}/quickbooks/webhooks`,
      verifierToken: TOKEN,
      gatherMs: 0,
      answerWithinMs: 60_000,
    });
  }, 90_000);
  afterAll(async () => {
    await server.services.noticeWorker.stop();
    await server.services.syncWorker.stop();
    await server.close();
    await running.stop();
    await running.cleanUp();
  });

  async function connect(browser: TestBrowser): Promise<void> {
    const { data } = await browser.graphql<{ beginConnection: { consentUrl: string } }>(
      'mutation { beginConnection { consentUrl } }',
    );
    const page = new URL(data.beginConnection.consentUrl);
    const asked = { ...Object.fromEntries(page.searchParams), realm_id: REALM, decision: 'allow' };
    const back = await consent(running.url, asked);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await fetch(`${server.url}/quickbooks/callback${back.search}`, { headers: { cookie }, redirect: 'manual' });
  }

  const runs = async () =>
    (await server.test.asOwner<{ state: string }>('select state from sync_run order by started_at')).map(
      ({ state }) => state,
    );
  const standIn = async () => (await (await running.control('GET', 'state')).json()) as StandIn;
  const bills = async () =>
    Number(
      (
        await server.test.asOwner<{ count: string }>(
          `select count(*) from document where type = 'Bill' and to_version is null`,
        )
      )[0]?.count,
    );

  async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 60_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await delay(20);
    }
  }

  it('of a hundred posts is one call for changes, and all of them are in the books', async () => {
    await running.control('DELETE', 'state');
    const before = await bills();
    for (let post = 1; post <= POSTS; post += 1) {
      const bill = { realmId: REALM, change: 'create', type: 'Bill', date: '2026-11-20', amount: `${post}.00` };
      const answer = await running.control('POST', 'write', {
        ...bill,
        party: small.ids['beans'],
        account: small.ids['rent'],
      });
      expect(answer.status).toBe(201);
      await until(async () => (await standIn()).webhooks.counts.delivered >= post);
      // The burst lasts four fifths of a second of the product's time.
      server.clock.advance(8);
    }
    const { webhooks } = await standIn();
    expect(webhooks.counts).toMatchObject({ delivered: POSTS, failedAttempts: 0 });
    expect(await server.test.asOwner('select 1 from webhook_notice')).toHaveLength(POSTS);
    await until(
      async () => (await server.test.asOwner('select 1 from webhook_notice where worked_at is null')).length === 0,
    );
    server.clock.advance(1_000);
    await until(async () => (await runs()).length === 2 && (await runs()).every((state) => state === 'DONE'));
    // Whatever else was wanted by now would be begun.
    server.clock.advance(10_000);
    await delay(1_500);
    expect(await runs()).toEqual(['DONE', 'DONE']);
    expect((await standIn()).calls[REALM]?.cdc).toBe(1);
    expect(await bills()).toBe(before + POSTS);
  }, 120_000);
});
