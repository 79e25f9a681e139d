import { readFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { record } from '../../server/audit/audit.js';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../server/platform/embeddedPostgres.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { seedPractice, type Practice } from '../harness/practice.js';

const settings = { fsync: 'off' };

async function answers(url: string): Promise<string> {
  const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } });
  const [row] = await orm.em.fork().execute<{ version: string }[]>('show server_version');
  await orm.close(true);
  return row ? Object.values(row).join() : '';
}

describe('the embedded PostgreSQL', () => {
  it('starts, is taken over while it runs, recovers from a hard kill, passes over a stale pid, and stops', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'runway-pg-'));
    chmodSync(directory, 0o755);
    const start = () => startEmbeddedPostgres({ directory, password: 'a-long-password', settings });
    const first = await start();
    expect(first.reused).toBe(false);
    expect(await answers(first.url('postgres'))).toMatch(/^18/);
    const again = await start();
    expect([again.reused, again.port]).toEqual([true, first.port]);
    const pid = Number(readFileSync(join(first.dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await wait(200);
    const recovered = await start();
    expect(await answers(recovered.url('postgres'))).toMatch(/^18/);
    await recovered.stop();
    // The pid of a program that is not PostgreSQL: this one.
    writeFileSync(
      join(first.dataDirectory, 'postmaster.pid'),
      `${process.pid}\n${first.dataDirectory}\n0\n1\n\n127.0.0.1\n`,
    );
    const passed = await start();
    expect(await answers(passed.url('postgres'))).toMatch(/^18/);
    await stopEmbeddedPostgres(directory);
    await stopEmbeddedPostgres(directory);
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  it('runs below a directory closed to others', async () => {
    const home = mkdtempSync(join(tmpdir(), 'runway-closed-'));
    expect(statSync(home).mode & 0o777).toBe(0o700);
    mkdirSync(join(home, 'inner'));
    const server = await startEmbeddedPostgres({
      directory: join(home, 'inner'),
      password: 'a-long-password',
      settings,
    });
    expect(await answers(server.url('postgres'))).toMatch(/^18/);
    await server.stop();
    if (!server.dataDirectory.startsWith(home))
      rmSync(join(server.dataDirectory, '..'), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }, 60_000);
});

describe('transactions', () => {
  let test: TestDatabase;
  let people: Practice;
  beforeAll(async () => {
    test = await createTestDatabase();
    people = await seedPractice(test);
  });
  afterAll(() => test.close());

  const scope = () => ({ principalId: people.maya.id, firmId: people.maya.firmId });
  const event = (action: string) => ({
    firmId: people.maya.firmId,
    actor: { kind: 'PERSON' as const, id: people.maya.id },
    action,
    at: new Date(),
  });
  const recorded = async () =>
    (await test.asOwner<{ action: string }>('select action from audit_event order by action')).map(
      ({ action }) => action,
    );

  it('keep all of a write or nothing of it', async () => {
    await test.database.asPrincipal(scope(), 'write', (tx) => record(tx, event('kept')));
    const broken = test.database.asPrincipal(scope(), 'write', async (tx) => {
      await record(tx, event('lost'));
      throw new Error('on purpose');
    });
    await expect(broken).rejects.toThrow('on purpose');
    expect(await recorded()).toEqual(['kept']);
  });

  it('of a read refuse to write', async () => {
    const write = test.database.asPrincipal(scope(), 'read', (tx) => record(tx, event('never')));
    await expect(write).rejects.toThrow(/read-only/);
  });

  it('are needed for the audit trail, which takes no event in another’s name', async () => {
    const orm = await MikroORM.init({
      clientUrl: test.urls.app,
      entities: [],
      discovery: { warnWhenNoEntities: false },
    });
    await expect(record(orm.em.fork(), event('outside'))).rejects.toThrow(/in the transaction/);
    await orm.close(true);
    const forged = { ...event('forged'), actor: { kind: 'PERSON' as const, id: people.daniel.id } };
    await expect(test.database.asPrincipal(scope(), 'write', (tx) => record(tx, forged))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('that open lazily see one state for all of their reads, and end once', async () => {
    const read = test.database.readLazily(scope());
    const count = async () =>
      (await (await read.tx()).execute('select 1 from audit_event where client_id is null')).length;
    const name = async () => (await (await read.tx()).execute<{ name: string }[]>('select name from firm'))[0]?.name;
    await count();
    const before = await name();
    await test.asOwner("update firm set name = name || '!'");
    expect(await name()).toBe(before);
    await read.end();
    await read.end();
    await expect(read.tx()).rejects.toThrow(/ended/);
  });

  it('pass values as values', async () => {
    const odd = ["'; drop table firm; --", '\\', '?', '$1', '"', 'a\nb', '😀'];
    await test.database.asPrincipal(scope(), 'read', async (tx) => {
      for (const value of odd) expect(await tx.execute('select ?::text as same', [value])).toEqual([{ same: value }]);
    });
  });
});
