import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from './app.js';
import { ConfigError, readConfig, type Config } from './config.js';
import { entities } from './entities.js';
import { systemClock } from './platform/clock.js';
import { Database } from './platform/database.js';
import { ClockJobs } from './platform/jobs.js';
import type { JobsBackend } from './platform/jobsBackend.js';
import { DatabaseListener } from './platform/listener.js';
import { createLogger, type Logger } from './platform/logger.js';
import { stopOnSignals } from './platform/shutdown.js';
import { quickBooksSettings } from './quickbooks/quickBooksSettings.js';
import { createServices } from './services.js';

async function start(config: Config, logger: Logger): Promise<void> {
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
  const services = createServices({
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
  const clockJobs = new ClockJobs({ jobs: services.clockJobs, backend: jobsBackend(config), logger });
  const app = await createApp({ config, database, services, clock: systemClock, logger, isStopping: () => stopping });
  stopOnSignals(logger, [
    () => {
      stopping = true;
      return delay(config.STOP_DELAY_MS);
    },
    () => app.close(),
    () => clockJobs.stop(),
    () => services.noticeWorker.stop(),
    () => services.syncWorker.stop(),
    () => services.tokens.stop(),
    () => notices.close(),
    () => database.close(),
  ]);
  await notices.ready();
  const address = await app.listen({ port: config.PORT, host: config.HOST });
  // Whatever the level of the log: whoever starts this process waits for it.
  process.stdout.write(`Runway listening on ${address}\n`);
  services.noticeWorker.start();
  await services.syncWorker.start();
  clockJobs.start();
}

function jobsBackend({ MONGODB_URL, DATABASE_JOBS_URL }: Config): JobsBackend {
  return MONGODB_URL ? { kind: 'mongodb', url: MONGODB_URL } : { kind: 'postgresql', url: DATABASE_JOBS_URL };
}

try {
  const config = readConfig(process.env);
  const logger = createLogger(config.LOG_LEVEL);
  await start(config, logger);
} catch (error) {
  const told = error instanceof ConfigError ? error.message : `Runway did not start: ${String(error)}`;
  process.stderr.write(`${told}\n`);
  process.exit(1);
}
