import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { entities } from './entities.js';
import { systemClock } from './platform/clock.js';
import { Database } from './platform/database.js';
import { ClockJobs } from './platform/jobs.js';
import type { JobsBackend } from './platform/jobsBackend.js';
import { DatabaseListener } from './platform/listener.js';
import type { Logger } from './platform/logger.js';
import { quickBooksSettings } from './quickbooks/quickBooksSettings.js';
import { createServices, type ServiceParts } from './services.js';

/** One process of the product. */
export interface ComposedServer {
  /** Answers and works from now on; the address it listens on. */
  listen(): Promise<string>;
  /** Starts what the clock starts. */
  startClock(): void;
  /** What ends it, in order; each waits for the one before. */
  readonly stops: readonly (() => PromiseLike<unknown> | undefined)[];
}

/**
 * Composes the product as configured: database, notices, services, HTTP and what the clock starts. Whoever proves it under
 * other conditions (waits, clock, a deliberate bug) says by `vary` what its services are made of instead.
 */
export async function composeServer(
  config: Config,
  logger: Logger,
  vary: (parts: ServiceParts) => ServiceParts = (parts) => parts,
): Promise<ComposedServer> {
  let stopping = false;
  const database = await Database.connect(
    {
      app: config.DATABASE_URL,
      signIn: config.DATABASE_SIGNIN_URL,
      sync: config.DATABASE_SYNC_URL,
      webhook: config.DATABASE_WEBHOOK_URL,
    },
    logger,
    entities,
    { poolSize: config.DATABASE_POOL_SIZE },
  );
  const notices = await DatabaseListener.connect(config.DATABASE_URL, logger);
  const parts = vary({
    database,
    notices,
    clock: systemClock,
    logger,
    sessionKeys: config.SESSION_KEYS,
    tokenKeys: config.TOKEN_KEYS,
    demo: config.DEMO,
    quickBooks: quickBooksSettings(config),
    syncConcurrency: config.SYNC_CONCURRENCY,
    webhookTokens: config.QUICKBOOKS_WEBHOOK_TOKEN ?? [],
    sweepAfterHours: config.SWEEP_AFTER_HOURS,
  });
  const services = createServices(parts);
  const clockJobs = new ClockJobs({ jobs: services.clockJobs, backend: jobsBackend(config), logger });
  const { clock } = parts;
  const app = await createApp({ config, database, services, clock, logger, isStopping: () => stopping });
  return {
    listen: async () => {
      await notices.ready();
      const address = await app.listen({ port: config.PORT, host: config.HOST });
      await services.tokens.readOpenedAgain();
      services.noticeWorker.start();
      await services.syncWorker.start();
      services.decisionSender.start();
      return address;
    },
    startClock: () => clockJobs.start(),
    stops: [
      () => {
        stopping = true;
        return delay(config.STOP_DELAY_MS);
      },
      () => app.close(),
      () => clockJobs.stop(),
      () => services.noticeWorker.stop(),
      () => services.decisionSender.stop(),
      () => services.syncWorker.stop(),
      () => services.tokens.stop(),
      () => notices.close(),
      () => database.close(),
    ],
  };
}

function jobsBackend({ MONGODB_URL, DATABASE_JOBS_URL }: Config): JobsBackend {
  return MONGODB_URL ? { kind: 'mongodb', url: MONGODB_URL } : { kind: 'postgresql', url: DATABASE_JOBS_URL };
}
