import { createServer, connect as connectTo, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseListener, type ListenerOptions } from '../../server/platform/listener.js';
import { createLogger } from '../../server/platform/logger.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

describe('the listener', () => {
  let test: TestDatabase;
  let log: string[] = [];
  const open: DatabaseListener[] = [];
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((listener) => listener.close()));
    log = [];
  });
  afterAll(() => test.close());

  const listen = async (url = test.urls.app, options: ListenerOptions = {}): Promise<DatabaseListener> => {
    const logger = createLogger('info', { write: (line) => void log.push(line) });
    const listener = await DatabaseListener.connect(url, logger, options);
    open.push(listener);
    return listener;
  };
  const tell = (payload: string): Promise<unknown> => test.asOwner('select pg_notify(?, ?)', ['talk', payload]);
  const heardBy = (listener: DatabaseListener): string[] => {
    const heard: string[] = [];
    listener.on('talk', (payload) => heard.push(payload));
    return heard;
  };
  const backends = () =>
    test.asOwner<{ pid: number }>(
      `select pid from pg_stat_activity where application_name = 'runway-listener' and datname = current_database()`,
    );
  const cut = () =>
    test.asOwner(
      `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'runway-listener' and datname = current_database()`,
    );

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not come to pass');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it('tells every process what was committed, in order, and nothing that was taken back', async () => {
    const heard = [heardBy(await listen()), heardBy(await listen(test.urls.sync))];
    await Promise.all(open.map((listener) => listener.ready()));
    await tell('first');
    const broken = test.database.asSync({}, async (tx) => {
      await tx.execute('select pg_notify(?, ?)', ['talk', 'rolled back']);
      throw new Error('on purpose');
    });
    await expect(broken).rejects.toThrow('on purpose');
    await tell('last');
    await until(() => heard.every((payloads) => payloads.includes('last')));
    expect(heard).toEqual([
      ['first', 'last'],
      ['first', 'last'],
    ]);
  });

  it('comes back after its connection is cut, says that it may have missed something, and hears on', async () => {
    const listener = await listen();
    const heard = heardBy(listener);
    let gaps = 0;
    listener.onGap(() => (gaps += 1));
    await listener.ready();
    const [before] = await backends();
    await cut();
    await tell('in the gap');
    await until(() => gaps === 1);
    expect((await backends())[0]?.pid).not.toBe(before?.pid);
    await tell('after');
    await until(() => heard.includes('after'));
    await cut();
    await until(() => gaps === 2);
    await tell('again');
    await until(() => heard.includes('again'));
    expect(gaps).toBe(2);
  });

  it('notices a connection that is silent, and gives it up', async () => {
    const through = await openGate(test.urls.app);
    const listener = await listen(through.url, { checkEveryMs: 100 });
    const heard = heardBy(listener);
    let gaps = 0;
    listener.onGap(() => (gaps += 1));
    await listener.ready();
    through.mute();
    await until(() => gaps === 1);
    await tell('through a new connection');
    await until(() => heard.length === 1);
    await listener.close();
    await through.close();
  }, 20_000);

  it('lets one who fails harm nobody, and tells no more to one who left', async () => {
    const listener = await listen();
    listener.on('talk', () => {
      throw new Error('a broken ear');
    });
    const leaves: string[] = [];
    const leave = listener.on('talk', (payload) => leaves.push(payload));
    const stays = heardBy(listener);
    await listener.ready();
    await tell('one');
    await until(() => stays.length === 1);
    leave();
    leave();
    await tell('two');
    await until(() => stays.length === 2);
    expect(leaves).toEqual(['one']);
    expect(log.filter((line) => line.includes('a broken ear'))).toHaveLength(2);
  });

  it('listens no longer to a channel that nobody is left on', async () => {
    const listener = await listen();
    const heard: string[] = [];
    listener.on('talk', (payload) => heard.push(payload))();
    await listener.ready();
    await tell('to nobody');
    const again = heardBy(listener);
    await listener.ready();
    await tell('to somebody');
    await until(() => again.length === 1);
    expect([heard, again]).toEqual([[], ['to somebody']]);
  });

  it('ends with its close, also while it tries to come back', async () => {
    const through = await openGate(test.urls.app);
    const listener = await listen(through.url);
    let gaps = 0;
    listener.onGap(() => (gaps += 1));
    await through.close();
    await until(() => log.some((line) => line.includes('cannot be heard yet')));
    await listener.close();
    await listener.close();
    expect(gaps).toBe(0);
    expect(await backends()).toEqual([]);
  });

  it('refuses a name that is not one, and an address where nothing is', async () => {
    const listener = await listen();
    expect(() => listener.on('talk; drop table firm', () => undefined)).toThrow(/channel/);
    await expect(listen('postgresql://x:y@127.0.0.1:9/none')).rejects.toThrow(/ECONNREFUSED/);
  });
});

/** A way to the database that can fall silent: connections stay open and carry nothing; new ones work. */
async function openGate(target: string): Promise<{ url: string; mute(): void; close(): Promise<void> }> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    const far = connectTo(Number(port), hostname);
    pairs.add([near, far]);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: url.toString(),
    mute: () => {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const [near, far] of pairs) for (const socket of [near, far]) socket.destroy();
      await closed;
    },
  };
}
