import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../harness/app.js';
import { TestBrowser } from '../harness/browser.js';
import { LiveSocket } from '../harness/liveSocket.js';
import { addClients, seedPractice, type Practice } from '../harness/practice.js';
import { statementsOf } from '../harness/statements.js';

describe('changes, as they happen', () => {
  let one: TestApp;
  let two: TestApp;
  let people: Practice;
  let mine: string[];
  let priyas: string[];
  const sockets: LiveSocket[] = [];

  beforeAll(async () => {
    one = await startTestApp({ poolSize: 4 });
    two = await startTestApp({ shared: one.test, keys: one.keys });
    people = await seedPractice(one.test);
    mine = await addClients(one.test, people.daniel, [{ name: 'A' }, { name: 'B' }, { name: 'C' }]);
    priyas = await addClients(one.test, people.priya, [{ name: 'P' }]);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) await socket.close();
  });
  afterAll(async () => {
    await two.close();
    await one.close();
  });

  const signedIn = (email: string, url = one.url) => new TestBrowser(url).signIn(email);
  const follow = async (email: string, url = one.url) => {
    const socket = await LiveSocket.follow(await signedIn(email, url));
    sockets.push(socket);
    await socket.until(() => socket.events.length > 0);
    return socket;
  };
  const change = (id: string | undefined, set: string) =>
    one.test.asOwner(`update client_row set ${set} where client_id = ?::uuid`, [id]);

  it('begin with everything, and go on with what changed alone', async () => {
    const socket = await follow(people.daniel.email);
    expect(socket.events[0]?.complete).toBe(true);
    expect(socket.events[0]?.versions.map(({ clientId }) => clientId)).toEqual([...mine].sort());
    await change(mine[1], `sync_state = 'SYNCING', sync_phase = 'Reading', sync_percent = 40, sync_rows_read = 900`);
    await socket.until(() => socket.events.length > 1);
    expect(socket.events[1]).toMatchObject({
      complete: false,
      versions: [{ clientId: mine[1], sync: { state: 'SYNCING', percent: 40, rowsRead: 900, paused: false } }],
    });
    await change(mine[1], `sync_state = 'SYNCED'`);
    await socket.until(() => socket.events.length > 2);
    expect(socket.events[2]?.versions[0]?.sync).toMatchObject({ state: 'SYNCED', phase: null, rowsRead: null });
  });

  it('are the overview’s own versions, which change with the digest and with nothing else', async () => {
    const browser = await signedIn(people.daniel.email);
    const socket = await follow(people.daniel.email);
    const versionOf = () => socket.known.get(mine[0] ?? '')?.version;
    const versions = new Set([versionOf()]);
    const after = async (set: string) => {
      const count = socket.events.length;
      await change(mine[0], set);
      await socket.until(() => socket.events.length > count);
      return versionOf();
    };
    for (const set of [`sync_percent = 5`, `last_error = 'x', last_error_at = now()`, 'paused = true', `name = 'Z'`])
      expect(versions.has(await after(set))).toBe(true);
    for (const set of ['books_version = 2', 'settings_version = 2', `as_of = '2026-11-20'`, 'last_good_at = now()']) {
      const version = await after(set);
      expect(versions.has(version)).toBe(false);
      versions.add(version);
    }
    const { data } = await browser.graphql<{ syncOverview: { versions: { clientId: string; version: string }[] } }>(
      '{ syncOverview { versions { clientId version } } }',
    );
    const told = [...socket.known.values()].map(({ clientId, version }) => ({ clientId, version }));
    expect(data.syncOverview.versions).toEqual(told.sort((a, b) => (a.clientId < b.clientId ? -1 : 1)));
  });

  it('are gathered: a burst is at most one event in 200 ms, the last state is told, one statement reads them all', async () => {
    const socket = await follow(people.daniel.email);
    await delay(250);
    const began = performance.now();
    const statements = await statementsOf(one.test.statements, async () => {
      for (let percent = 0; percent <= 100; percent += 1) {
        await change(mine[percent % 3], `sync_state = 'SYNCING', sync_percent = ${percent}`);
      }
      await socket.until(() => socket.known.get(mine[1] ?? '')?.sync.percent === 100);
    });
    const most = Math.ceil((performance.now() - began) / 200) + 1;
    expect(socket.events.length - 1).toBeLessThanOrEqual(most);
    expect(statements.filter((sql) => sql.includes('from client_row')).length).toBeLessThanOrEqual(most);
    await delay(300);
    const count = socket.events.length;
    await delay(300);
    expect(socket.events).toHaveLength(count);
  });

  it('of one process are heard by the subscribers of another', async () => {
    const socket = await follow(people.daniel.email, two.url);
    const maya = await follow(people.maya.email, one.url);
    // Written through the first process’ own pool, as its sync writes.
    await one.test.database.asSync({ clientId: mine[2] ?? '' }, (tx) =>
      tx.execute('update client_row set books_version = 77 where client_id = ?', [mine[2]]),
    );
    await socket.until(() => socket.known.get(mine[2] ?? '')?.version.includes('.77.') === true);
    await maya.until(() => maya.known.get(mine[2] ?? '')?.version.includes('.77.') === true);
  });

  it('are for those alone who see the client', async () => {
    const [daniel, priya, maya, tomas] = [
      await follow(people.daniel.email),
      await follow(people.priya.email),
      await follow(people.maya.email),
      await follow(people.tomas.email),
    ];
    await change(priyas[0], 'books_version = 5');
    await priya.until(() => priya.events.length > 1);
    await maya.until(() => maya.events.length > 1);
    await delay(300);
    expect([daniel.events.length, tomas.events.length]).toEqual([1, 1]);
    expect(JSON.stringify([daniel.messages, tomas.messages])).not.toContain(priyas[0]);
    expect(tomas.events[0]?.versions).toEqual([]);
  });

  it('tell of a client that joins the scope, and are complete once more when one has left it', async () => {
    const socket = await follow(people.priya.email);
    await one.test.asOwner(
      `insert into access (firm_id, principal_id, client_id, role) values (?::uuid, ?::uuid, ?::uuid, 'ADVISOR')`,
      [people.priya.firmId, people.priya.id, mine[0]],
    );
    await socket.until(() => socket.known.has(mine[0] ?? ''));
    await one.test.asOwner('delete from access where principal_id = ?::uuid and client_id = ?::uuid', [
      people.priya.id,
      mine[0],
    ]);
    await socket.until(() => !socket.known.has(mine[0] ?? ''));
    expect(socket.events.at(-1)).toMatchObject({ complete: true });
    expect([...socket.known.keys()]).toEqual(priyas);
    const [added] = await addClients(one.test, people.priya, [{ name: 'New' }]);
    await socket.until(() => socket.known.has(added ?? ''));
    expect(socket.events.at(-1)?.complete).toBe(false);
  });

  it('are not told any more once the session has ended: the next one closes the socket', async () => {
    const browser = await signedIn(people.daniel.email);
    const socket = await LiveSocket.follow(browser);
    sockets.push(socket);
    await socket.until(() => socket.events.length > 0);
    await browser.graphql('mutation { signOut { signedOut } }');
    await change(mine[0], 'books_version = 900');
    await socket.until(() => socket.closed !== null);
    expect([socket.closed?.code, socket.events.length]).toEqual([4403, 1]);
  });

  it('lost with the connection are made up for when it is there again', async () => {
    const browser = await signedIn(people.daniel.email);
    const first = await LiveSocket.follow(browser);
    await first.until(() => first.events.length > 0);
    await first.close();
    await change(mine[0], 'books_version = 901');
    const again = await LiveSocket.follow(browser);
    sockets.push(again);
    await again.until(() => again.events.length > 0);
    expect(again.events[0]?.complete).toBe(true);
    expect(again.known.get(mine[0] ?? '')?.version).toContain('.901.');
  });

  it('missed by the process itself are made up for by a complete event', async () => {
    const socket = await follow(people.daniel.email);
    await one.test.asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'runway-listener' and datname = current_database()`,
    );
    await change(mine[0], 'books_version = 902');
    await socket.until(() => socket.known.get(mine[0] ?? '')?.version.includes('.902.') === true, 10_000);
    expect(socket.events.at(-1)?.complete).toBe(true);
  });

  it('wait for who reads slowly, gathered, and hold nobody else up', async () => {
    const [slow, quick] = [await follow(people.daniel.email), await follow(people.daniel.email)];
    slow.socket.pause();
    for (let round = 0; round < 5; round += 1) {
      const count = quick.events.length;
      await change(mine[0], 'books_version = books_version + 1');
      await quick.until(() => quick.events.length > count);
    }
    slow.socket.resume();
    const last = [...quick.known.values()];
    await slow.until(() => JSON.stringify([...slow.known.values()]) === JSON.stringify(last));
  });
});
