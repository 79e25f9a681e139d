import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { plainAsk, renewingAsk } from '../../../client/apollo/ask.js';
import { makeConnection } from '../../../client/apollo/connection.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { drainInBackground } from '../../../client/offline/background.js';
import { waitingHere } from '../../../client/offline/index.js';
import { outboxSender } from '../../../client/outboxSender.js';
import { makeRenewal } from '../../../client/session/renewal.js';
import { DecidingServer } from './decidingServer.js';
import { FakeLocks } from './fakeLocks.js';
import { FakeBrowser, paying } from './queueing.js';
import { freshProfile, until } from './storage.js';

const PATIENCE = 10_000;
let server: DecidingServer;
let browser: FakeBrowser;
let namesOfLocks: string[];

/** The browser's locks by their names; the queue's is the one all tabs of the test share. */
function giveLocks(): void {
  const locks = new Map([['runway-outbox', browser.locks]]);
  const request = ((name: string, ...rest: [LockOptions, () => Promise<unknown>] | [() => Promise<unknown>]) => {
    namesOfLocks.push(name);
    const lock = locks.get(name) ?? new FakeLocks();
    locks.set(name, lock);
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    return lock.request(name, options, work);
  }) as LockManager['request'];
  Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });
}

beforeEach(() => {
  freshProfile();
  localStorage.clear();
  namesOfLocks = [];
  server = new DecidingServer();
  browser = new FakeBrowser(server);
  giveLocks();
});
afterEach(async () => {
  Reflect.deleteProperty(navigator, 'locks');
  await browser.close();
});

/** A tab that saved these while the server was out of reach, and was closed. */
async function closedTabWith(...made: ReturnType<typeof paying>[]): Promise<void> {
  server.wire = () => 'requestLost';
  const tab = await browser.tab();
  await tab.enqueue(made);
  await until(() => tab.now.state.phase === 'offline', PATIENCE);
  tab.close();
  server.wire = null;
}

describe('the queue without a page', () => {
  it('sends what a closed tab left, once', async () => {
    const made = [paying('Bill:1'), paying('Bill:2')];
    await closedTabWith(...made);
    await drainInBackground(() => server.send());
    expect(server.effects).toEqual(made.map(({ id }) => id));
    expect(await waitingHere()).toBeNull();
    await drainInBackground(() => server.send());
    expect(server.effects).toHaveLength(2);
  });

  it('is missed by nobody: what it sent is not told as lost, now or after the browser cleared the device', async () => {
    await closedTabWith(paying('Bill:1'), paying('Bill:2'));
    await drainInBackground(() => server.send());
    const after = await browser.tab();
    expect(after.now.lost).toBe(0);
    after.close();
    freshProfile();
    expect((await browser.tab()).now.lost).toBe(0);
  });

  it('leaves it to be told where the browser cleared the device with something on it', async () => {
    await closedTabWith(paying('Bill:1'));
    freshProfile();
    await drainInBackground(() => server.send());
    expect((await browser.tab()).now.lost).toBe(1);
  });

  it('asks nothing, and makes nothing, where nobody’s device it is', async () => {
    let asked = 0;
    await drainInBackground(() => {
      asked += 1;
      return server.send();
    });
    expect(asked).toBe(0);
    expect(await waitingHere()).toBeNull();
  });

  it('rejects while something waits, so that the browser wakes it again; nothing is gone', async () => {
    await closedTabWith(paying('Bill:1'));
    server.wire = () => 'requestLost';
    await expect(drainInBackground(() => server.send())).rejects.toThrow('still waits');
    expect(await waitingHere()).toMatchObject({ waiting: 1 });
  });

  it('waits for a tab that sends: one request at a time, each decision once', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    server.gate = () => gate;
    const tab = await browser.tab();
    const one = paying('Bill:1');
    await tab.enqueue([one]);
    await until(() => server.underWay === 1, PATIENCE);
    const draining = drainInBackground(() => server.send());
    await until(() => namesOfLocks.length > 0, PATIENCE);
    open();
    await draining;
    expect(server.mostUnderWay).toBe(1);
    expect(server.effects).toEqual([one.id]);
    expect(new Set(namesOfLocks)).toEqual(new Set(['runway-outbox']));
  });
});

interface Request {
  readonly body: string;
  readonly viewer: string | null;
}

/** The app's whole way to the server, as the page and the service worker make it. `before`: what happens to each request. */
function wayTo(fake: FakeServer, requests: Request[], before: (name: string) => Response | null) {
  const real = fakeFetch(fake);
  const fetcher: typeof fetch = (input, init) => {
    const body = String(init?.body);
    requests.push({ body, viewer: new Headers(init?.headers).get('x-runway-viewer') });
    const instead = before((JSON.parse(body) as { operationName: string }).operationName);
    return instead === null ? real(input, init) : Promise.resolve(instead);
  };
  const plain = plainAsk(makeConnection(fetcher));
  const ask = renewingAsk(plain, makeRenewal(plain));
  return (viewerId: string) => outboxSender((document, variables) => ask(document, variables, viewerId));
}

const NO_SESSION = () =>
  new Response(JSON.stringify({ errors: [{ message: 'No.', extensions: { code: 'NOT_SIGNED_IN' } }] }), {
    headers: { 'content-type': 'application/json' },
  });

describe('its requests', () => {
  it('are the page’s own bytes, say for whom they are, and renew the session under its lock', async () => {
    const fake = fakeServer();
    const [pages, workers]: [Request[], Request[]] = [[], []];
    const lost = wayTo(fake, pages, () => {
      throw new TypeError('Failed to fetch');
    });
    const tab = await browser.tab({ options: { send: lost('daniel') } });
    await tab.enqueue([paying('Bill:1'), paying('Bill:2')]);
    await until(() => tab.now.state.phase === 'offline', PATIENCE);
    tab.close();

    let refusals = 1;
    const sendAs = wayTo(fake, workers, (name) => (name === 'SubmitDecisions' && refusals-- > 0 ? NO_SESSION() : null));
    await drainInBackground(sendAs);
    const names = workers.map(({ body }) => (JSON.parse(body) as { operationName: string }).operationName);
    expect(names).toEqual(['SubmitDecisions', 'RefreshSession', 'SubmitDecisions']);
    expect(workers[0]).toEqual(pages[0]);
    expect(workers[2]).toEqual(pages[0]);
    expect(pages[0]?.viewer).toBe('daniel');
    expect(namesOfLocks).toEqual(['runway-outbox', 'runway-session']);
    expect(fake.decisions.get('c1')?.decisions.size).toBe(2);
    expect(await waitingHere()).toBeNull();
  });
});
