import 'reflect-metadata';
import { composeServer } from './composeServer.js';
import { ConfigError, readConfig } from './config.js';
import { createLogger } from './platform/logger.js';
import { stopOnSignals } from './platform/shutdown.js';

try {
  const config = readConfig(process.env);
  const logger = createLogger(config.LOG_LEVEL);
  const server = await composeServer(config, logger);
  stopOnSignals(logger, server.stops);
  const address = await server.listen();
  // Whatever the level of the log: whoever starts this process waits for it.
  process.stdout.write(`Runway listening on ${address}\n`);
  server.startClock();
} catch (error) {
  const told = error instanceof ConfigError ? error.message : `Runway did not start: ${String(error)}`;
  process.stderr.write(`${told}\n`);
  process.exit(1);
}
