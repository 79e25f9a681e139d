import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MikroORM } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from './embeddedPostgres.js';
import { createLogger, type Logger } from './logger.js';
import { migrate } from './migrations.js';
import { StatementLogger } from './statements.js';

export interface PrepareOptions {
  /** Where the embedded server keeps its data and the start its secrets, e.g. `.runway`. */
  readonly directory: string;
  /** A server to use instead of the embedded one: its address as the database's owner. */
  readonly ownerUrl?: string;
  /** Database to make and use; with `ownerUrl` the one it names. Default `runway`. */
  readonly database?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

/** Configuration for the server, ready to be put in its environment. */
export interface PreparedDatabase {
  readonly DATABASE_URL: string;
  readonly DATABASE_SIGNIN_URL: string;
  readonly DATABASE_SYNC_URL: string;
  readonly DATABASE_WEBHOOK_URL: string;
  readonly DATABASE_JOBS_URL: string;
  readonly DATABASE_OWNER_URL: string;
}

const ROLES = ['runway_app', 'runway_signin', 'runway_sync', 'runway_webhook', 'runway_jobs'] as const;

type Secrets = Readonly<Record<'owner' | (typeof ROLES)[number], string>>;

const password = () => z.string().min(16);
const newPassword = (): string => randomBytes(24).toString('base64url');

/** Roles that came with a later version have no password yet in what an earlier one wrote: they are given one. */
const secretsShape = z.object({
  owner: password(),
  runway_app: password(),
  runway_signin: password(),
  runway_sync: password(),
  runway_webhook: password().default(newPassword),
  runway_jobs: password().default(newPassword),
});

/**
 * Makes a database ready for the server: starts the embedded one unless an owner's address is given, creates the
 * database, migrates it, and gives the login roles random passwords, which are kept in `secrets.json` (0600).
 */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const secrets = keepSecrets(options.directory);
  const ownerUrl = options.ownerUrl ?? (await startOwn(options, secrets.owner));
  const ran = await migrate(ownerUrl, options.logger);
  options.logger.info({ ran }, 'database migrated');
  await setPasswords(ownerUrl, secrets, options.logger);
  return {
    DATABASE_URL: addressAs(ownerUrl, 'runway_app', secrets.runway_app),
    DATABASE_SIGNIN_URL: addressAs(ownerUrl, 'runway_signin', secrets.runway_signin),
    DATABASE_SYNC_URL: addressAs(ownerUrl, 'runway_sync', secrets.runway_sync),
    DATABASE_WEBHOOK_URL: addressAs(ownerUrl, 'runway_webhook', secrets.runway_webhook),
    DATABASE_JOBS_URL: addressAs(ownerUrl, 'runway_jobs', secrets.runway_jobs),
    DATABASE_OWNER_URL: ownerUrl,
  };
}

async function startOwn(options: PrepareOptions, password: string): Promise<string> {
  const database = options.database ?? 'runway';
  const server = await startEmbeddedPostgres({
    directory: join(options.directory, 'postgres'),
    password,
    ...(options.settings ? { settings: options.settings } : {}),
  });
  options.logger.info({ port: server.port, reused: server.reused }, 'embedded PostgreSQL runs');
  await asOwner(server.url('postgres'), options.logger, async (execute) => {
    const found = await execute('select 1 from pg_database where datname = ?', [database]);
    if (found.length === 0) await execute(`create database "${database.replaceAll('"', '""')}"`, []);
  });
  return server.url(database);
}

/** Addresses of the same database as another role. */
export function addressAs(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}

function keepSecrets(directory: string): Secrets {
  const path = join(directory, 'secrets.json');
  const written: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : firstSecrets();
  const read = secretsShape.safeParse(written);
  if (!read.success) throw new Error(`${path} is not what a start before wrote; remove it and the data beside it`);
  mkdirSync(directory, { recursive: true });
  // Written beside and renamed: a start that is killed leaves no half file.
  writeFileSync(`${path}.new`, JSON.stringify(read.data, null, 2), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return read.data;
}

function firstSecrets(): Omit<Secrets, 'runway_webhook' | 'runway_jobs'> {
  return { owner: newPassword(), runway_app: newPassword(), runway_signin: newPassword(), runway_sync: newPassword() };
}

async function setPasswords(ownerUrl: string, secrets: Secrets, logger: Logger): Promise<void> {
  await asOwner(ownerUrl, logger, async (execute) => {
    for (const role of ROLES) await execute(`alter role ${role} password ?`, [secrets[role]]);
  });
}

type Execute = (sql: string, params: unknown[]) => Promise<object[]>;

async function asOwner(url: string, logger: Logger, work: (execute: Execute) => Promise<void>): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    loggerFactory: () => new StatementLogger(logger, undefined),
  });
  try {
    await work((sql, params) => orm.em.fork().execute(sql, params));
  } finally {
    await orm.close(true);
  }
}

/**
 * `node prepareDatabase.js start` prints the addresses as one JSON object on standard output; `stop` stops the embedded
 * server. Environment: RUNWAY_DATA_DIR (default `.runway`), DATABASE_OWNER_URL (a server to use instead), LOG_LEVEL.
 */
async function main(verb: string | undefined): Promise<void> {
  const directory = resolve(process.env.RUNWAY_DATA_DIR ?? '.runway');
  const ownerUrl = process.env.DATABASE_OWNER_URL;
  if (verb === 'stop') {
    if (!ownerUrl) await stopEmbeddedPostgres(join(directory, 'postgres'));
    return;
  }
  if (verb !== 'start') throw new Error('say start or stop');
  const logger = createLogger(process.env.LOG_LEVEL ?? 'warn', process.stderr);
  const prepared = await prepareDatabase({ directory, ...(ownerUrl ? { ownerUrl } : {}), logger });
  process.stdout.write(`${JSON.stringify(prepared)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`The database could not be prepared: ${error instanceof Error ? error.message : 'unknown'}\n`);
    process.exitCode = 1;
  });
}
