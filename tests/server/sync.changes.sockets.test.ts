import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { CHANGES, LiveSocket } from '../harness/liveSocket.js';
import { addClients, seedPractice, type Practice } from '../harness/practice.js';

describe('the sockets of subscriptions', () => {
  let server: TestApp;
  let people: Practice;
  let browser: TestBrowser;
  let mine: string[];
  const sockets: LiveSocket[] = [];

  beforeAll(async () => {
    server = await startTestApp({ sockets: 25, pingMs: 100 });
    people = await seedPractice(server.test);
    mine = await addClients(server.test, people.daniel, [{ name: 'A' }, { name: 'B' }]);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) await socket.close();
  });
  afterAll(() => server.close());

  const open = async (options: Parameters<typeof LiveSocket.open>[1] = {}, at = server) => {
    browser = await new TestBrowser(at.url).signIn(people.daniel.email);
    const socket = await LiveSocket.open(browser, options);
    sockets.push(socket);
    return socket;
  };
  const following = async () => {
    const socket = await open();
    await socket.greet();
    socket.subscribe();
    await socket.until(() => socket.events.length > 0);
    return socket;
  };
  const closeOf = async (socket: LiveSocket) => {
    await socket.until(() => socket.closed !== null);
    return socket.closed?.code;
  };
  const touch = () => server.test.asOwner('update client_row set books_version = books_version + 1');

  it.each([
    ['another site’s page', 'https://elsewhere.example'],
    ['no page', null],
    ['a page of another port', 'http://localhost:1'],
  ])('are not opened for %s', async (_what, origin) => {
    await expect(open({ origin })).rejects.toThrow(/403/);
  });

  it('are opened at the contract’s address alone', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/other`, {
      origin: server.url,
    });
    await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toThrow(/404/);
  });

  it('tell nothing to anybody who is not signed in, and say that the session is to be renewed', async () => {
    const stranger = new TestBrowser(server.url);
    for (const cookie of [null, 'rubbish']) {
      if (cookie) stranger.cookies.set('runway_access', cookie);
      const socket = await LiveSocket.open(stranger);
      expect(await closeOf(socket)).toBe(4401);
      expect(socket.messages).toEqual([]);
    }
  });

  it('carry subscriptions alone, within the limits of any operation, and help nobody to names', async () => {
    const socket = await open();
    await socket.greet();
    const deep = `subscription { syncChanges { ${'...on SyncChanges { '.repeat(1_200)} complete ${'}'.repeat(1_200)} } }`;
    const asked: [string, RegExp][] = [
      ['{ viewer { id } }', /sent by POST/],
      ['mutation { signOut { signedOut } }', /sent by POST/],
      ['subscription { syncChanges }', /must have a selection of subfields\.$/],
      ['subscription { syncChange { complete } }', /Cannot query field "syncChange" on type "Subscription"\.$/],
      ['subscription { a: syncChanges { complete } b: syncChanges { complete } }', /only one/i],
      [
        `subscription { syncChanges { ${Array.from({ length: 61 }, (_, i) => `a${i}: complete`).join(' ')} } }`,
        /aliases/,
      ],
      ['subscription A { syncChanges { complete } } subscription B { syncChanges { complete } }', /which/],
      ['nonsense', /Syntax Error/],
      [deep.slice(0, 15_000), /Syntax Error|tokens/],
    ];
    for (const [index, [query, fault]] of asked.entries()) {
      const id = `q${index}`;
      socket.subscribe(query, id);
      await socket.until(() => socket.messages.some((message) => 'id' in message && message.id === id));
      const answer = socket.messages.find((message) => 'id' in message && message.id === id);
      expect(answer?.type).toBe('error');
      expect((answer?.payload as { message: string }[])[0]?.message).toMatch(fault);
      expect(JSON.stringify(answer)).not.toMatch(/Did you mean|stack|node_modules/);
    }
    for (let count = 0; count < 5; count += 1) socket.subscribe(CHANGES, `s${count}`);
    await socket.until(() => socket.messages.some((message) => 'id' in message && message.id === 's4'));
    expect(socket.messages.find((message) => 'id' in message && message.id === 's4')?.type).toBe('error');
  });

  it('refuse a message over 16 kB', async () => {
    const socket = await open();
    await socket.greet();
    socket.subscribe(`${CHANGES} # ${'x'.repeat(20_000)}`);
    expect(await closeOf(socket)).toBe(1009);
  });

  it('are at most twenty of a session and so many of a process', async () => {
    // One that does not ask every moment whether they live: none is cut here because the machine is slow to answer.
    const calm = await startTestApp({ sockets: 25, shared: server.test, keys: server.keys });
    try {
      const first = await open({}, calm);
      const same = browser;
      for (let count = 1; count < 20; count += 1) sockets.push(await LiveSocket.open(same));
      const tooMany = await LiveSocket.open(same);
      expect(await closeOf(tooMany)).toBe(1013);
      const others = [];
      for (let count = 0; count < 5; count += 1) others.push(await open({}, calm));
      const overflow = await LiveSocket.open(await new TestBrowser(calm.url).signIn(people.maya.email));
      expect(await closeOf(overflow)).toBe(1013);
      expect([first, ...others].every(({ closed }) => closed === null)).toBe(true);
      await others[0]?.close();
      // The server hears of the end when it does; from then on there is room for one.
      const admitted = async (): Promise<boolean> => {
        const next = await open({}, calm);
        next.send({ type: 'connection_init' });
        await next.until(() => next.closed !== null || next.messages.length > 0);
        return next.closed === null;
      };
      let tries = 0;
      while (!(await admitted())) {
        expect((tries += 1)).toBeLessThan(50);
        await delay(50);
      }
    } finally {
      await calm.close();
    }
  });

  it('end with the session: at the next event, and without one', async () => {
    const socket = await following();
    await browser.graphql('mutation { signOut { signedOut } }');
    await touch();
    expect(await closeOf(socket)).toBe(4403);
    expect(socket.events).toHaveLength(1);
    const quiet = await following();
    await browser.graphql('mutation { signOut { signedOut } }');
    expect(await closeOf(quiet)).toBe(4403);
  });

  it('end at once with a session that another process ended', async () => {
    const elsewhere = await startTestApp({ keys: server.keys, shared: server.test });
    try {
      const living = await startTestApp({ keys: server.keys, shared: server.test, pingMs: 60_000 });
      try {
        browser = await new TestBrowser(living.url).signIn(people.daniel.email);
        const socket = await LiveSocket.follow(browser);
        sockets.push(socket);
        await socket.until(() => socket.events.length > 0);
        const other = new TestBrowser(elsewhere.url);
        for (const [name, value] of browser.cookies) other.cookies.set(name, value);
        await other.graphql('mutation { signOut { signedOut } }');
        expect(await closeOf(socket)).toBe(4403);
      } finally {
        await living.close();
      }
    } finally {
      await elsewhere.close();
    }
  }, 20_000);

  it('without a session count too, by address, and are cut beyond twenty', async () => {
    const mute = Array.from({ length: 20 }, () => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        origin: server.url,
      });
      // Hears no close, so that the server has to cut it.
      return new Promise<WebSocket>((resolve) => socket.once('open', () => resolve((socket.pause(), socket))));
    });
    const opened = await Promise.all(mute);
    expect(await closeOf(await LiveSocket.open(new TestBrowser(server.url)))).toBe(1006);
    await delay(2_500);
    expect(await closeOf(await LiveSocket.open(new TestBrowser(server.url)))).toBe(4401);
    for (const socket of opened) socket.terminate();
  }, 20_000);

  it('end when somebody leaves the firm, known here within half a minute', async () => {
    const socket = await following();
    await server.test.asOwner('update advisor set active = false where id = ?::uuid', [people.daniel.id]);
    server.clock.advance(31_000);
    await touch();
    expect(await closeOf(socket)).toBe(4403);
    await server.test.asOwner('update advisor set active = true where id = ?::uuid', [people.daniel.id]);
    expect(socket.events).toHaveLength(1);
  });

  it('end with the access token, and open again after it is renewed', async () => {
    const socket = await following();
    server.clock.advance(600_000);
    expect(await closeOf(socket)).toBe(4401);
    await browser.graphql('mutation { refreshSession { refusal { code } } }');
    const again = await LiveSocket.follow(browser);
    sockets.push(again);
    await again.until(() => again.events.length > 0);
    expect(again.events[0]?.versions).toHaveLength(mine.length);
  });

  it('are cut when nothing answers any more, and nobody waits for them', async () => {
    const dead = await open({ autoPong: false });
    await dead.greet();
    dead.subscribe();
    await dead.until(() => dead.closed !== null);
    expect(dead.closed?.code).toBe(1006);
    const living = await following();
    await touch();
    await living.until(() => living.events.length > 1);
  });
});

describe('attempts to open a socket', () => {
  it('are so many a minute from one address, as our proxy names it and whatever the caller wrote before that', async () => {
    const server = await startTestApp({ ratePerMinute: 3, trustProxy: '127.0.0.1' });
    try {
      const attempt = async (from: string): Promise<string> => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
          headers: { origin: server.url, 'x-forwarded-for': from },
        });
        return new Promise((resolve) => {
          socket.once('close', (code) => resolve(String(code)));
          socket.once('error', (error) => resolve(error.message));
        });
      };
      const first = [];
      for (let count = 0; count < 4; count += 1) first.push(await attempt(`198.51.100.${count}, 203.0.113.7`));
      expect(first.slice(0, 3)).toEqual(['4401', '4401', '4401']);
      expect(first[3]).toMatch(/429/);
      expect(await attempt('203.0.113.8')).toBe('4401');
    } finally {
      await server.close();
    }
  });
});

describe('a server that stops', () => {
  it('sends its subscribers away with 1001, those too that do not answer, and is gone', async () => {
    const server = await startTestApp();
    const people = await seedPractice(server.test);
    await addClients(server.test, people.daniel, [{ name: 'A' }]);
    const browser = await new TestBrowser(server.url).signIn(people.daniel.email);
    const socket = await LiveSocket.follow(browser);
    await socket.until(() => socket.events.length > 0);
    const mute = await LiveSocket.follow(browser);
    await mute.until(() => mute.events.length > 0);
    mute.socket.pause();
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    await socket.until(() => socket.closed !== null);
    expect(socket.closed?.code).toBe(1001);
    mute.socket.terminate();
  });
});
