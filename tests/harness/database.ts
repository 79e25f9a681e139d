import { randomBytes } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../../server/entities.js';
import { Database } from '../../server/platform/database.js';
import { createLogger } from '../../server/platform/logger.js';

interface Prepared {
  readonly DATABASE_URL: string;
  readonly DATABASE_SIGNIN_URL: string;
  readonly DATABASE_SYNC_URL: string;
  readonly DATABASE_WEBHOOK_URL: string;
  readonly DATABASE_JOBS_URL: string;
  readonly DATABASE_OWNER_URL: string;
}

/** A database of its own for one test file, cloned from the migrated template. */
export interface TestDatabase {
  readonly urls: Readonly<Record<'app' | 'signIn' | 'sync' | 'webhook' | 'jobs' | 'owner', string>>;
  readonly database: Database;
  /** Every statement that ran, oldest first; empty it with `statements.length = 0`. */
  readonly statements: string[];
  /** Runs SQL as the owner, past row-level security. */
  asOwner<T extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** `template`: the name of the database to clone; the migrated and empty one by default. */
export async function createTestDatabase(
  options: { poolSize?: number; template?: string } = {},
): Promise<TestDatabase> {
  const prepared = JSON.parse(process.env.RUNWAY_TEST_DATABASE ?? '{}') as Prepared;
  if (!prepared.DATABASE_OWNER_URL) throw new Error('the server tests run by jest with their global set-up');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = await openOwner(withDatabase(prepared.DATABASE_OWNER_URL, 'postgres'));
  await admin.em.fork().execute(`create database ${name} template ${options.template ?? 'runway_template'}`);
  const urls = {
    app: withDatabase(prepared.DATABASE_URL, name),
    signIn: withDatabase(prepared.DATABASE_SIGNIN_URL, name),
    sync: withDatabase(prepared.DATABASE_SYNC_URL, name),
    webhook: withDatabase(prepared.DATABASE_WEBHOOK_URL, name),
    jobs: withDatabase(prepared.DATABASE_JOBS_URL, name),
    owner: withDatabase(prepared.DATABASE_OWNER_URL, name),
  };
  const statements: string[] = [];
  const database = await Database.connect(urls, createLogger('silent'), entities, {
    poolSize: options.poolSize ?? 4,
    onStatement: ({ sql }) => statements.push(sql),
  });
  const owner = await openOwner(urls.owner);
  return {
    urls,
    database,
    statements,
    asOwner: (sql, params = []) => owner.em.fork().execute(sql, params),
    close: async () => {
      await database.close();
      await owner.close(true);
      await admin.em.fork().execute(`drop database ${name} with (force)`);
      await admin.close(true);
    },
  };
}

function openOwner(clientUrl: string): Promise<MikroORM> {
  return MikroORM.init({ clientUrl, entities: [], discovery: { warnWhenNoEntities: false }, pool: { min: 0, max: 2 } });
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
