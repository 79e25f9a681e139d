import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { verifyChains } from '../../../server/audit/verifyChains.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../server/platform/embeddedPostgres.js';
import { openStandingDatabase } from '../../../server/platform/standingDatabase.js';

const PASSWORD = 'a-password-of-the-owner';

describe('a database that is looked at as it stands', () => {
  let directory: string;
  let made: EmbeddedPostgres;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'runway-standing-'));
    chmodSync(directory, 0o755);
    writeFileSync(join(directory, 'secrets.json'), JSON.stringify({ owner: PASSWORD }));
    made = await start();
  }, 60_000);
  afterAll(async () => {
    await made.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const start = () =>
    startEmbeddedPostgres({ directory: join(directory, 'postgres'), password: PASSWORD, settings: { fsync: 'off' } });
  const execute = async (url: string, sql: string): Promise<object[]> => {
    const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } });
    try {
      return await orm.em.fork().execute<object[]>(sql);
    } finally {
      await orm.close(true);
    }
  };
  const contents = async (): Promise<object[]> => [
    ...(await execute(made.url('runway'), `select relname from pg_class where relnamespace = 'public'::regnamespace`)),
    ...(await execute(made.url('runway'), `select rolname, rolpassword from pg_authid order by rolname`)),
  ];

  it('is neither migrated nor given passwords, refuses the proof without a chain, and goes on as it ran', async () => {
    await execute(made.url('postgres'), 'create database runway');
    const before = await contents();
    const secrets = readdirSync(directory);
    const running = await openStandingDatabase(directory);
    await expect(verifyChains(running.ownerUrl, {}, () => undefined)).rejects.toThrow(
      'there is no chain in this database: it has no table audit_link.',
    );
    await running.close();
    expect(await contents()).toEqual(before);
    expect(readdirSync(directory)).toEqual(secrets);
  });

  it('is stopped again where it did not run', async () => {
    await made.stop();
    const opened = await openStandingDatabase(directory);
    expect(await execute(opened.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await opened.close();
    made = await start();
    expect(made.reused).toBe(false);
  });

  it('is not made where there is none', async () => {
    const nowhere = join(directory, 'nowhere');
    await expect(openStandingDatabase(nowhere)).rejects.toThrow(`there is no database in ${nowhere}.`);
    expect(existsSync(nowhere)).toBe(false);
  });
});
