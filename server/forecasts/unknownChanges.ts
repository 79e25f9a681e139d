import { keysUnknown } from '../../domain/forecastAsking.js';
import type { ForecastInputs } from '../../domain/forecast/forecastInputs.js';
import type { EntityManager } from '../platform/database.js';
import { adjustmentsOf } from './adjustmentStore.js';

/** An item that is gone may come back: a payment is entered and taken out again. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Drops what advisors changed of items that the forecast has no more, a month after they did. The caller's transaction is
 * the sync's, for this client; three statements at most.
 */
export async function dropUnknownChanges(
  tx: EntityManager,
  clientId: string,
  inputs: ForecastInputs,
  now: Date,
): Promise<void> {
  const adjustments = (await adjustmentsOf(tx, [clientId])).get(clientId);
  const unknown = adjustments ? keysUnknown(adjustments, inputs) : [];
  if (unknown.length === 0) return;
  await tx.execute(
    `delete from forecast_change where client_id = ?::uuid and at < ?::timestamptz
       and key in (select jsonb_array_elements_text(?::jsonb))`,
    [clientId, new Date(now.getTime() - KEPT_MS), JSON.stringify(unknown)],
  );
}
