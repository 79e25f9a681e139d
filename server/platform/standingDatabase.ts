import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { hasPostgresData, startEmbeddedPostgres } from './embeddedPostgres.js';

const NAME = 'runway';
const secretsShape = z.object({ owner: z.string().min(16) });

/** A database that is looked at as it stands. */
export interface StandingDatabase {
  /** Its address as the owner. */
  readonly ownerUrl: string;
  /** Stops its server where it did not run before. */
  close(): Promise<void>;
}

/**
 * For commands that only look: DATABASE_OWNER_URL where that is set, a role that sees every row; else the embedded database of
 * RUNWAY_DATA_DIR (default `.runway`).
 * @throws Error as `openStandingDatabase`.
 */
export function databaseToRead(environment: NodeJS.ProcessEnv): Promise<StandingDatabase> {
  const ownerUrl = environment['DATABASE_OWNER_URL'];
  if (ownerUrl) return Promise.resolve({ ownerUrl, close: () => Promise.resolve() });
  return openStandingDatabase(resolve(environment['RUNWAY_DATA_DIR'] ?? '.runway'));
}

/**
 * Opens the embedded database of a directory such as `.runway` for looking at: nothing is made, migrated or set in it.
 * @throws Error that says so where a start has not made one there.
 */
export async function openStandingDatabase(directory: string): Promise<StandingDatabase> {
  const secrets = join(directory, 'secrets.json');
  const data = join(directory, 'postgres');
  if (!existsSync(secrets) || !hasPostgresData(data)) throw new Error(`there is no database in ${directory}.`);
  const read = secretsShape.safeParse(JSON.parse(readFileSync(secrets, 'utf8')));
  if (!read.success) throw new Error(`${secrets} is not what a start before wrote.`);
  const server = await startEmbeddedPostgres({ directory: data, password: read.data.owner });
  return {
    ownerUrl: server.url(NAME),
    close: () => (server.reused ? Promise.resolve() : server.stop()),
  };
}
