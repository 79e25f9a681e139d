import type { AgendaBackend } from 'agenda';
import type { Logger } from './logger.js';

/** Where the clock's jobs are kept. */
export interface JobsBackend {
  readonly kind: 'postgresql' | 'mongodb';
  readonly url: string;
}

export interface ConnectedBackend {
  readonly backend: AgendaBackend;
  close(): Promise<void>;
}

const LONGEST_CONNECT_MS = 10_000;
const LONGEST_STATEMENT_MS = 30_000;

/**
 * Connects to where the clock's jobs are kept; rejects when it cannot be reached. Agenda connects in its constructor and
 * lets nobody see that fail: it is handed a backend that is connected already. Loaded only now: a server starts without.
 */
export async function connectBackend({ kind, url }: JobsBackend, logger: Logger): Promise<ConnectedBackend> {
  const { backend, close } = await (kind === 'mongodb' ? openMongo(url) : openPostgres(url, logger));
  try {
    await backend.connect();
  } catch (error) {
    await close();
    throw error;
  }
  return { backend: connectedAlready(backend), close };
}

async function openPostgres(url: string, logger: Logger): Promise<ConnectedBackend> {
  const [{ PostgresBackend }, { Pool }] = await Promise.all([import('@agendajs/postgres-backend'), import('pg')]);
  const pool = new Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: LONGEST_CONNECT_MS,
    query_timeout: LONGEST_STATEMENT_MS,
    idleTimeoutMillis: 30_000,
    application_name: 'runway-jobs',
  });
  // A connection that is cut while it rests; the pool opens another one.
  pool.on('error', (error) => logger.warn({ err: error }, 'a connection of the clock’s jobs is lost'));
  // The role may not make tables; jobs are asked for so rarely that notifications gain nothing.
  const backend = new PostgresBackend({ pool, ensureSchema: false, disableNotifications: true });
  return { backend, close: () => pool.end() };
}

async function openMongo(url: string): Promise<ConnectedBackend> {
  const [{ MongoBackend }, { MongoClient }] = await Promise.all([import('@agendajs/mongo-backend'), import('mongodb')]);
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: LONGEST_CONNECT_MS,
    connectTimeoutMS: LONGEST_CONNECT_MS,
    maxPoolSize: 2,
    appName: 'runway-jobs',
  });
  await client.connect().catch(async (error: unknown) => {
    await client.close();
    throw error;
  });
  return { backend: new MongoBackend({ mongo: client.db(), ensureIndex: true }), close: () => client.close() };
}

function connectedAlready(backend: AgendaBackend): AgendaBackend {
  return {
    name: backend.name,
    repository: backend.repository,
    ownsConnection: false,
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}
