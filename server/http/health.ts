import type { FastifyInstance } from 'fastify';
import type { Database } from '../platform/database.js';
import type { Logger } from '../platform/logger.js';
import { missingMigrations } from '../platform/migrations.js';

/** /health: this process answers. /ready: the database does too, in this build's version; 503 while it stops. */
export function serveHealth(
  app: FastifyInstance,
  parts: { readonly database: Database; readonly logger: Logger; readonly isStopping: () => boolean },
): void {
  app.get('/health', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const fault = parts.isStopping() ? 'stopping' : await databaseFault(parts.database, parts.logger);
    reply.header('cache-control', 'no-store').code(fault ? 503 : 200);
    return fault ? { status: 'not ready', reason: fault } : { status: 'ready' };
  });
}

async function databaseFault(database: Database, logger: Logger): Promise<string | undefined> {
  try {
    const missing = await database.asSignIn(missingMigrations);
    return missing.length > 0 ? 'the database is of an older version' : undefined;
  } catch (error) {
    logger.warn({ err: error }, 'not ready');
    return 'the database cannot be reached';
  }
}
