import type { Logger } from './logger.js';

const LONGEST_STOP_MS = 10_000;

/**
 * Stops in order at SIGTERM or SIGINT: each step is awaited, so that what is under way ends well. A second signal, or ten
 * seconds, end the process at once.
 */
export function stopOnSignals(logger: Logger, steps: readonly (() => PromiseLike<unknown> | undefined)[]): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        logger.error({ err: error }, 'a step of stopping failed');
      }
    }
    logger.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
}
