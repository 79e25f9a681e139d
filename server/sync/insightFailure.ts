import { randomUUID } from 'node:crypto';
import type { RunContext } from './runContext.js';

/**
 * Logs that a part of a client's issues or its forecast could not be made, with a reference to find the line by. Figures are
 * published all the same; the part stands as it was and is tried again at the next sync.
 */
export function tellInsightFailure({ logger, lease, run }: RunContext, part: string, error: unknown): void {
  const { clientId } = lease;
  logger.error(
    { err: error, clientId, runId: run.id, part, reference: randomUUID() },
    'issues or a forecast stand as before',
  );
}
