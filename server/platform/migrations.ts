import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from './database.js';
import type { Logger } from './logger.js';
import { StatementLogger } from './statements.js';

const TABLE = 'mikro_orm_migrations';
const PATH = fileURLToPath(new URL('../migrations/', import.meta.url));

/**
 * Brings the database to the newest version as its owner, in one transaction.
 * @returns the names of the migrations that ran; empty when there was nothing to do.
 */
export async function migrate(ownerUrl: string, logger: Logger): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    entities: [],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    discovery: { warnWhenNoEntities: false },
    debug: true,
    loggerFactory: () => new StatementLogger(logger, undefined),
    extensions: [Migrator],
    migrations: { path: PATH, glob: '!(*.d).{js,ts}', tableName: TABLE, snapshot: false, allOrNothing: true },
  });
  try {
    const done = await orm.migrator.up();
    // So that a server can tell whether it speaks to a database of its own version.
    await orm.em.fork().execute(`grant select on ${TABLE} to runway_signin`);
    return done.map(({ name }) => name);
  } finally {
    await orm.close(true);
  }
}

/** The migrations of this build that the database does not have yet. `tx` is one of the sign-in role. */
export async function missingMigrations(tx: EntityManager): Promise<string[]> {
  const rows = await tx.execute<{ name: string }[]>(`select name from ${TABLE}`);
  const applied = new Set(rows.map(({ name }) => bare(name)));
  const known = readdirSync(PATH).filter((file) => /^Migration\w+\.(js|ts)$/.test(file));
  return known.map(bare).filter((name) => !applied.has(name));
}

function bare(name: string): string {
  return name.replace(/\.(js|ts)$/, '');
}
